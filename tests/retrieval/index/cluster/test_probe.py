"""Whether a cluster can be used."""

import dataclasses

import pytest

from retrieval.index.cluster import probe as probing
from retrieval.index.cluster.address import Address
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.probe import probe
from retrieval.index.cluster.problems import Unfit, UnfitServerError
from retrieval.options import IndexOptions
from tests.cluster import RealCluster
from tests.repository.places import ROOT


def names_on(cluster: Cluster) -> set[str]:
    """The keys and the indexes on it."""
    replies = cluster.ask_each(("KEYS", "*"), ("FT._LIST",))
    return {name for replied in replies for names in replied for name in names}


def test_a_cluster_that_can_be_used(cluster: Cluster) -> None:
    """It tells what it is, its scores are the formula's, and nothing is left on it."""
    before = names_on(cluster)
    found = probe(cluster)

    assert found.server.startswith("valkey 9.")
    assert ", search 2" in found.server
    assert found.parameters == IndexOptions(k1=1.2, b=0.5)
    # Locks of what was there before may have run out meanwhile.
    assert names_on(cluster) <= before


def test_other_scores_are_found(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with a formula of its own is refused: here it is ours that is another one."""
    others = tuple(dataclasses.replace(each, k1=1.25) for each in probing._KNOWN)  # noqa: SLF001
    monkeypatch.setattr(probing, "_KNOWN", others)

    with pytest.raises(UnfitServerError) as error:
        probe(cluster)
    assert error.value.why is Unfit.OTHER_SCORES


def as_user(real_cluster: RealCluster, *rights: str) -> Cluster:
    """The way to the cluster for somebody who has those rights alone."""
    for node in real_cluster.nodes:
        node.ask("ACL", "SETUSER", "somebody", "reset", "on", ">p", *rights)
    address = Address.parsed(real_cluster.url())
    return Cluster(dataclasses.replace(address, user="somebody", password="p"))  # noqa: S106


def test_a_user_who_may_not_search(real_cluster: RealCluster) -> None:
    """What is not allowed is told from what is not there."""
    with pytest.raises(UnfitServerError) as error:
        probe(as_user(real_cluster, "~*", "+@all", "-FT.CREATE"))
    assert error.value.why is Unfit.REFUSED


def test_the_rights_that_are_documented_do(real_cluster: RealCluster) -> None:
    """All but the versions can be had with them."""
    text = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    _, _, rights = text.partition("ACL SETUSER yuanju on >password ")
    found = probe(as_user(real_cluster, *rights.partition("```")[0].split()))

    assert found.server == "?"
