"""An index that is put on a cluster, and puts right what others changed there."""

import random
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.shared import Place, SharedIndex
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms
from tests.retrieval.index.cluster.articles import TERMS, article, left, question

ONE, TWO, THREE = (article(name) for name in ("one", "two", "three"))
TERM = {TERMS[0]: 1.0}
LIKE_THE_SERVER = IndexOptions(k1=1.2, b=0.5)


@pytest.fixture
def shelf(cluster: Cluster) -> Iterator[Shelf]:
    """One that nobody else has, and that is gone afterwards."""
    found = Shelf(cluster, Names.of(secrets.token_hex(8)))
    yield found
    found.forget()


def of(*articles: ArticleTerms) -> SharedIndex:
    """An index of those articles, placed nowhere."""
    return SharedIndex(LIKE_THE_SERVER).changed(articles, ())


def found_in(index: SharedIndex) -> set[str]:
    """The articles that have a passage with a common term."""
    return {hit.article_id for hit in index.retrieve(TERM, 100)}


def is_there(shelf: Shelf) -> list[str]:
    """The articles that are on the cluster."""
    contents = shelf.read()
    return [] if contents is None else [each.article_id for each in contents.entries]


def test_it_answers_alike_here_and_there(shelf: Shelf) -> None:
    """In memory until it is placed, and on the cluster then."""
    here = of(ONE, TWO)
    there = here.placed(Place(shelf, 60.0))
    chance = random.Random(5)
    for terms in [question(chance) for _ in range(20)]:
        ours, theirs = here.retrieve(terms, 5), there.retrieve(terms, 5)

        assert [(hit.article_id, hit.number) for hit in ours] == [
            (hit.article_id, hit.number) for hit in theirs
        ]
        assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs])
    assert is_there(shelf) == ["one", "two"]


def test_the_cluster_follows_what_is_placed(shelf: Shelf) -> None:
    """Added ones behind, without those that were removed; with the last one all is gone."""
    place = Place(shelf, 60.0)
    first = of(ONE, TWO).placed(place)
    assert found_in(first) == {"one", "two"}

    second = first.changed([THREE], ["one"]).placed(place)
    assert found_in(second) == {"two", "three"}
    assert is_there(shelf) == ["two", "three"]

    third = second.changed((), ["two", "three"]).placed(place)
    assert found_in(third) == set()
    assert left(shelf) == []


def test_who_asks_the_older_one_does_not_take_the_cluster_back(shelf: Shelf) -> None:
    """A question that began before a change is answered from what it began with."""
    place = Place(shelf, 60.0)
    older = of(ONE, TWO).placed(place)
    newer = older.changed([THREE], ["one"]).placed(place)
    assert found_in(newer) == {"two", "three"}

    assert found_in(older) == {"one", "two"}
    assert is_there(shelf) == ["two", "three"]


def test_what_others_changed_is_put_right(shelf: Shelf) -> None:
    """Another process has read the store at another time: both answer from what they read."""
    ours, theirs = (
        of(ONE, TWO).placed(Place(shelf, 60.0)),
        of(TWO, THREE).placed(Place(shelf, 60.0)),
    )

    assert found_in(ours) == {"one", "two"}
    assert found_in(theirs) == {"two", "three"}
    assert found_in(ours) == {"one", "two"}
    assert ours.document_frequency("nobody has it") == 0


def test_it_is_put_right_for_all_who_ask(shelf: Shelf) -> None:
    """However many threads find out at the same time."""
    index = of(ONE, TWO).placed(Place(shelf, 60.0))
    assert found_in(index) == {"one", "two"}
    ClusterIndex(shelf, None).changed([THREE], ())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: found_in(index), range(16)))

    assert found == [{"one", "two"}] * 16


def test_what_takes_long_is_answered_in_memory_meanwhile(shelf: Shelf, cluster: Cluster) -> None:
    """Here somebody else is changing the shelf; when they have done, it is there."""
    lock = shelf.names.lock
    cluster.ask(lock, ("SET", lock, "another", "PX", 60_000))
    index = of(ONE, TWO).placed(Place(shelf, 0.05))

    assert found_in(index) == {"one", "two"}
    assert is_there(shelf) == []

    cluster.ask(lock, ("DEL", lock))
    index.settle()

    assert is_there(shelf) == ["one", "two"]
    assert found_in(index) == {"one", "two"}
