"""An index on a real cluster."""

import random
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from retrieval.index.cluster import loading, searching
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.problems import (
    IndexChangedError,
    OutOfReachError,
    Unfit,
    UnfitServerError,
)
from retrieval.index.memory import MemoryIndex
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, Index
from tests.retrieval.index.cluster.articles import TERMS, article, held, left, question

ARTICLES = [article(f"article {number}") for number in range(60)]
LIKE_THE_SERVER = IndexOptions(k1=1.2, b=0.5)


@pytest.fixture
def shelf(cluster: Cluster) -> Iterator[Shelf]:
    """One that nobody else has, and that is gone afterwards."""
    found = Shelf(cluster, Names.of(secrets.token_hex(8)))
    yield found
    found.forget()


@pytest.fixture
def empty(shelf: Shelf) -> ClusterIndex:
    """An index on it, without articles."""
    return ClusterIndex(shelf, None)


def in_memory(*articles: ArticleTerms) -> Index:
    """The same with the parameters that the server has."""
    return MemoryIndex.empty(LIKE_THE_SERVER).changed(articles, ())


def assert_alike(found: Index, expected: Index) -> None:
    """The same hits in the same order with the same scores, and the same frequencies."""
    chance = random.Random(7)
    for _ in range(25):
        terms = question(chance)
        ours, theirs = found.retrieve(terms, 10), expected.retrieve(terms, 10)
        assert [(hit.article_id, hit.number) for hit in ours] == [
            (hit.article_id, hit.number) for hit in theirs
        ]
        assert [hit.score for hit in ours] == pytest.approx(
            [hit.score for hit in theirs], rel=1e-6
        )
        term = chance.choice(TERMS)
        assert found.document_frequency(term) == expected.document_frequency(term)


def test_scores_are_the_formulas(empty: ClusterIndex) -> None:
    """With the same parameters, hits, order and scores are those of the index in memory."""
    assert_alike(empty.changed(ARTICLES, ()), in_memory(*ARTICLES))


def test_what_was_removed_leaves_no_trace_in_the_scores(empty: ClusterIndex) -> None:
    """Nor does what was replaced, or added later."""
    index = empty.changed(ARTICLES, ())
    index = index.changed([article("article 3", seed=2)], ["article 5", "article 50"])
    index = index.changed([article("another", passages=9)], ())

    kept = [each for each in ARTICLES if each.article_id[8:] not in {"3", "5", "50"}]
    again = [article("article 3", seed=2), article("another", passages=9)]
    assert_alike(index, in_memory(*kept, *again))


def test_nothing_that_people_type_is_taken_for_the_query_language(empty: ClusterIndex) -> None:
    """Terms that would be operators find the passages that have them, and no other ones."""
    terms = ("*", "@terms:(t61)", "-a", "a|b", "(", "$x", '"', "%a%", "{tag}", "[0 9]", "a=>{}")
    index = empty.changed(
        [
            ArticleTerms(f"{number}", terms, [np.array([number], dtype=np.int32)])
            for number in range(len(terms))
        ],
        (),
    )

    found = [[hit.article_id for hit in index.retrieve({term: 1.0}, 5)] for term in terms]
    assert found == [[f"{number}"] for number in range(len(terms))]
    assert [index.document_frequency(term) for term in terms] == [1] * len(terms)


def test_ties_beyond_what_was_asked_for_stay_in_order(empty: ClusterIndex) -> None:
    """A hundred equal passages: the first ones are found, whatever order the server has."""
    same = ArticleTerms("same", ("a", "b"), [np.array([0, 1], dtype=np.int32)] * 100)
    index = empty.changed([same], ())

    assert [hit.number for hit in index.retrieve({"a": 1.0, "b": 0.5}, 3)] == [0, 1, 2]


def test_what_is_there_already_is_not_written_again(empty: ClusterIndex, shelf: Shelf) -> None:
    """A second bot that starts with the same articles finds the first one's index."""
    empty.changed(ARTICLES, ())
    first = shelf.read()
    second = empty.changed(ARTICLES, ())

    assert shelf.read() == first
    assert_alike(second, in_memory(*ARTICLES))


def test_an_article_is_put_behind_without_building_anew(empty: ClusterIndex, shelf: Shelf) -> None:
    """So that a large shelf takes one more at once."""
    index = empty.changed(ARTICLES, ())
    first = shelf.read()
    index.changed([article("another")], ())
    second = shelf.read()

    assert first is not None
    assert second is not None
    assert (second.build, second.mark == first.mark) == (first.build, False)


def test_an_index_that_was_overtaken_says_so(empty: ClusterIndex) -> None:
    """Rather than answer from what another bot put there; what was read again can be asked."""
    old = empty.changed(ARTICLES[:5], ())
    empty.changed(ARTICLES[:6], ())

    with pytest.raises(IndexChangedError):
        old.retrieve({TERMS[0]: 1.0}, 3)
    with pytest.raises(IndexChangedError):
        old.document_frequency(TERMS[0])
    assert_alike(empty.changed(ARTICLES[:6], ()), in_memory(*ARTICLES[:6]))


def test_bots_that_change_a_shelf_at_once_agree(empty: ClusterIndex, shelf: Shelf) -> None:
    """One of them does it, the others find it done; there is one build, and it is whole."""
    with ThreadPoolExecutor(6) as bots:
        made = list(bots.map(lambda _: empty.changed(ARTICLES, ()), range(6)))

    assert held(shelf) == sum(len(each.passages) for each in ARTICLES)
    for each in made:
        assert_alike(each, in_memory(*ARTICLES))


def test_bots_that_want_different_things_never_answer_from_a_mixture(empty: ClusterIndex) -> None:
    """An answer is that of what the bot put there, or there is none."""
    wanted = [ARTICLES[:10], ARTICLES[5:20], [*ARTICLES[:9], article("article 9", seed=2)]]
    expected = [in_memory(*each) for each in wanted]
    terms = {TERMS[0]: 1.0, TERMS[7]: 0.5}

    def bot(number: int) -> list[bool]:
        right = []
        for _ in range(8):
            try:
                found = empty.changed(wanted[number], ()).retrieve(terms, 5)
            except IndexChangedError:
                continue
            scores = [hit.score for hit in expected[number].retrieve(terms, 5)]
            right.append([hit.score for hit in found] == pytest.approx(scores, rel=1e-6))
        return right

    with ThreadPoolExecutor(3) as bots:
        right = [each for found in bots.map(bot, range(3)) for each in found]

    assert right
    assert all(right)


def test_what_nobody_sees_any_more_is_gone(empty: ClusterIndex, shelf: Shelf) -> None:
    """The keys of a removed article at once, and with the last one all of the shelf."""
    index = empty.changed(ARTICLES[:3], ())
    before = len(left(shelf))
    index = index.changed((), [ARTICLES[0].article_id])

    assert len(left(shelf)) == before - len(ARTICLES[0].passages)

    index.changed((), [each.article_id for each in ARTICLES])

    assert left(shelf) == []


def test_a_change_that_was_not_ended_is_never_answered_from(
    empty: ClusterIndex, shelf: Shelf, cluster: Cluster
) -> None:
    """The next bot that has all the articles makes it whole, and sweeps up."""
    index = empty.changed(ARTICLES[:4], ())
    contents = shelf.read()
    assert contents is not None
    # As if whoever puts a fifth one behind were killed after half of it.
    cluster.ask(shelf.names.now, ("DEL", shelf.names.now))
    half = f"{shelf.names.prefix(contents.build)}4.0"
    cluster.ask(half, ("HSET", half, "terms", "t61"))
    cluster.ask(half, ("HSET", shelf.names.plan(contents.build), "fifth", "4 1 00"))

    with pytest.raises(IndexChangedError):
        index.retrieve({TERMS[0]: 1.0}, 3)
    with pytest.raises(IndexChangedError):
        index.changed([article("fifth")], ())
    assert_alike(empty.changed(ARTICLES[:4], ()), in_memory(*ARTICLES[:4]))
    assert not [key for key in left(shelf) if contents.build in key]


def test_a_lost_index_is_made_again(empty: ClusterIndex, shelf: Shelf, cluster: Cluster) -> None:
    """An operator dropped it, or a node came up without it."""
    index = empty.changed(ARTICLES[:4], ())
    contents = shelf.read()
    assert contents is not None
    cluster.ask(shelf.names.now, ("FT.DROPINDEX", shelf.names.index(contents.build)))

    with pytest.raises(IndexChangedError):
        index.retrieve({TERMS[0]: 1.0}, 3)
    assert_alike(empty.changed(ARTICLES[:4], ()), in_memory(*ARTICLES[:4]))


def test_an_index_that_lacks_passages_is_not_asked(shelf: Shelf, cluster: Cluster) -> None:
    """It is waited for, as a replica that has just taken over may lack some for a moment."""
    hasty = Shelf(Cluster(cluster.address, patience_seconds=0.2), shelf.names)
    index = ClusterIndex(hasty, None).changed(ARTICLES[:4], ())
    contents = hasty.read()
    assert contents is not None
    lost = f"{shelf.names.prefix(contents.build)}1.0"
    cluster.ask(lost, ("DEL", lost))
    began = time.monotonic()

    with pytest.raises(IndexChangedError):
        index.retrieve({TERMS[0]: 1.0}, 3)
    assert time.monotonic() - began >= 0.2
    assert hasty.read() is None


def test_a_shelf_that_somebody_else_is_changing_is_waited_for(
    shelf: Shelf, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For so long; then it is an error."""
    monkeypatch.setattr(loading, "_BUSY_SECONDS", 0.1)
    cluster.ask(shelf.names.lock, ("SET", shelf.names.lock, "another", "PX", 5_000))

    hasty = Shelf(Cluster(cluster.address, patience_seconds=0.1), shelf.names)

    with pytest.raises(OutOfReachError):
        ClusterIndex(hasty, None).changed(ARTICLES[:2], ())
    cluster.ask(shelf.names.lock, ("DEL", shelf.names.lock))


def test_a_server_that_stops_searching_early_is_refused(
    empty: ClusterIndex, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some do so at a set number of hits, and give a part for the whole."""
    monkeypatch.setattr(searching, "everything", lambda index: searching.count(index, "none"))

    with pytest.raises(UnfitServerError) as error:
        empty.changed(ARTICLES[:2], ())
    assert error.value.why is Unfit.FEW_HITS
    assert shelf.read() is None
