"""Whether a cluster can be used."""

import dataclasses

import pytest

from retrieval.index.cluster import probe as probing
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.probe import probe
from retrieval.index.cluster.problems import Unfit, UnfitServerError
from retrieval.options import IndexOptions
from tests.cluster import RealCluster


def test_a_cluster_that_can_be_used(cluster: Cluster) -> None:
    """It tells what it is, its scores are the formula's, and nothing is left on it."""
    before = cluster.ask_each(("DBSIZE",), ("FT._LIST",))
    found = probe(cluster)

    assert found.server.startswith("valkey 9.")
    assert ", search 2" in found.server
    assert found.parameters == IndexOptions(k1=1.2, b=0.5)
    assert cluster.ask_each(("DBSIZE",), ("FT._LIST",)) == before


def test_other_scores_are_found(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with a formula of its own is refused: here it is ours that is another one."""
    others = tuple(dataclasses.replace(each, k1=1.25) for each in probing._KNOWN)  # noqa: SLF001
    monkeypatch.setattr(probing, "_KNOWN", others)

    with pytest.raises(UnfitServerError) as error:
        probe(cluster)
    assert error.value.why is Unfit.OTHER_SCORES


def test_a_user_who_may_not_search(cluster: Cluster, real_cluster: RealCluster) -> None:
    """What is not allowed is told from what is not there."""
    for node in real_cluster.nodes:
        node.ask("ACL", "SETUSER", "reader", "on", ">p", "~*", "+@all", "-FT.CREATE")
    address = dataclasses.replace(cluster.address, user="reader", password="p")  # noqa: S106

    with pytest.raises(UnfitServerError) as error:
        probe(Cluster(address))
    assert error.value.why is Unfit.REFUSED
    for node in real_cluster.nodes:
        node.ask("ACL", "DELUSER", "reader")
