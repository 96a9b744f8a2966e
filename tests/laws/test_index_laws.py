"""The laws of `Index`, for every implementation."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.memory import MemoryIndex
from retrieval.index.snapshot import open_snapshot, write_snapshot
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, Index

Passages = Sequence[Sequence[str]]
Make = Callable[[], Index]

TERMS = "甲乙丙丁戊己"
terms = st.sampled_from(TERMS)
passages = st.lists(st.lists(terms, max_size=8), max_size=4)
corpora = st.lists(passages, max_size=6)
weights = st.dictionaries(terms, st.floats(0.1, 2), max_size=5)
counts = st.integers(0, 12)
names = st.sampled_from("abcd")
change = st.tuples(st.lists(st.tuples(names, passages), max_size=4), st.sets(names))
changes = st.lists(change, max_size=5)


def article(name: str, texts: Passages) -> ArticleTerms:
    """An article of passages that have those terms."""
    numbers = {term: number for number, term in enumerate(TERMS)}
    return ArticleTerms(
        name, TERMS, [np.array([numbers[term] for term in text], dtype=np.int32) for text in texts]
    )


PARAMETERS = IndexOptions(k1=0.9, b=0.4)


def memory_index() -> Index:
    """The index in memory."""
    return MemoryIndex.empty(PARAMETERS)


def scattered_memory_index() -> Index:
    """The same where every change is a segment of its own, for ever."""
    return MemoryIndex.empty(PARAMETERS, at_once=0)


class CompactedIndex(MemoryIndex):
    """The same where all is merged after every change, and comes from the disk."""

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> MemoryIndex:
        """See `Index`."""
        segment = super().changed(added, removed).compacted().segment()
        with TemporaryDirectory() as folder:
            write_snapshot(Path(folder, "index"), segment, "")
            return CompactedIndex.over(open_snapshot(Path(folder, "index"), ""), PARAMETERS)


def compacted_memory_index() -> Index:
    """One that is merged and mapped anew after every change."""
    return CompactedIndex.empty(PARAMETERS)


implementations = pytest.mark.parametrize(
    "make", [memory_index, scattered_memory_index, compacted_memory_index]
)


def built(make: Make, corpus: Sequence[Passages]) -> Index:
    """An index of articles that are named by their numbers."""
    return make().changed([article(str(n), texts) for n, texts in enumerate(corpus)], ())


@implementations
@given(corpora, weights, counts)
def test_hits_share_a_term_and_come_best_first(
    make: Make, corpus: list[list[list[str]]], query: dict[str, float], k: int
) -> None:
    """At most `k` hits, positive scores, best first, ties in the order of adding."""
    hits = built(make, corpus).retrieve(query, k)

    order = [(-hit.score, int(hit.article_id), hit.number) for hit in hits]
    assert len(hits) <= k
    assert all(hit.score > 0 for hit in hits)
    assert order == sorted(order)
    assert all(
        not query.keys().isdisjoint(corpus[int(hit.article_id)][hit.number]) for hit in hits
    )


@implementations
@given(corpora, weights)
def test_every_passage_that_shares_a_term_is_found(
    make: Make, corpus: list[list[list[str]]], query: dict[str, float]
) -> None:
    """With room for all, nothing that matches is left out, whatever its score."""
    hits = built(make, corpus).retrieve(query, max(sum(map(len, corpus)), 1))

    matching = [text for texts in corpus for text in texts if not query.keys().isdisjoint(text)]
    assert len(hits) == len(matching)


@implementations
@given(corpora, weights, counts)
def test_the_same_question_finds_the_same(
    make: Make, corpus: list[list[list[str]]], query: dict[str, float], k: int
) -> None:
    """Asking changes nothing; a smaller `k` finds the beginning of what a larger one does."""
    index = built(make, corpus)

    assert index.retrieve(query, k) == index.retrieve(query, k)
    assert index.retrieve(query, k + 5)[:k] == index.retrieve(query, k)


@implementations
@given(corpora, terms)
def test_frequencies_count_passages(make: Make, corpus: list[list[list[str]]], term: str) -> None:
    """A term counts once for each passage that holds it."""
    index = built(make, corpus)

    holding = sum(term in text for texts in corpus for text in texts)
    assert index.document_frequency(term) == holding


@implementations
@given(changes, weights, counts)
def test_a_changed_index_answers_like_one_made_at_once(
    make: Make,
    steps: list[tuple[list[tuple[str, list[list[str]]]], set[str]]],
    query: dict[str, float],
    k: int,
) -> None:
    """After whatever was added, added again and removed, scores and ties are a new one's."""
    index, there = make(), dict[str, list[list[str]]]()
    for added, removed in steps:
        index = index.changed([article(*each) for each in added], removed)
        for name in (*removed, *dict(added)):
            there.pop(name, None)
        there |= dict(added)

    fresh = make().changed([article(*each) for each in there.items()], ())
    assert index.retrieve(query, k) == fresh.retrieve(query, k)
    assert all(index.document_frequency(term) == fresh.document_frequency(term) for term in TERMS)


@implementations
def test_nothing_is_found_by_nothing(make: Make) -> None:
    """An empty index and an empty query have no hits."""
    assert make().retrieve({"甲": 1.0}, 3) == []
    assert built(make, [[["甲"]]]).retrieve({}, 3) == []
