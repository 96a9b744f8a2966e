"""Shelves that nobody asks any more."""

import secrets
import time

from retrieval.index.cluster.collecting import collect
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.loading import Shelf
from tests.retrieval.index.cluster.articles import TERMS, article, left


def test_what_was_not_used_for_long_goes(cluster: Cluster) -> None:
    """All of it; what was used since stays as it is."""
    old, new = (Shelf(cluster, Names.of(secrets.token_hex(8))) for _ in range(2))
    for shelf in (old, new):
        ClusterIndex(shelf, None).changed([article("one")], ())
    long_ago = int(time.time()) - 8 * 86_400
    cluster.ask(old.names.used, ("SET", old.names.used, long_ago))
    before = left(new)

    assert collect(cluster, days=7) == 1
    assert left(old) == []
    assert left(new) == before
    new.forget()


def test_being_asked_is_noted(cluster: Cluster) -> None:
    """Once in a while, so that asking writes next to nothing."""
    shelf = Shelf(cluster, Names.of(secrets.token_hex(8)))
    index = ClusterIndex(shelf, None).changed([article("one")], ())
    used = shelf.names.used
    cluster.ask(used, ("SET", used, 1))
    index.retrieve({TERMS[0]: 1.0}, 1)

    assert cluster.ask(used, ("GET", used)) == ["1"]

    index._used_at -= 4_000  # noqa: SLF001 - as if more than an hour had passed
    index.retrieve({TERMS[0]: 1.0}, 1)

    (noted,) = cluster.ask(used, ("GET", used))
    assert int(noted) > 1
    shelf.forget()
