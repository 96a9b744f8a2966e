"""The laws of `Index`, for every implementation."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.memory import MemoryIndexBuilder
from retrieval.model import Passage, Sentence, Span
from retrieval.options import IndexOptions
from retrieval.protocols import Index

Build = Callable[[Sequence[Sequence[str]]], Index]

terms = st.sampled_from("甲乙丙丁戊己")
corpora = st.lists(st.lists(terms, max_size=8), max_size=10)
weights = st.dictionaries(terms, st.floats(0.1, 2), max_size=5)
counts = st.integers(1, 12)


def passage(number: int) -> Passage:
    """A passage that can be told from the others."""
    return Passage("fake", (Sentence("fake", number + 1, 1, Span(0, 1), "句"),))


def build_memory_index(corpus: Sequence[Sequence[str]]) -> Index:
    """The index in memory."""
    builder = MemoryIndexBuilder(IndexOptions(k1=0.9, b=0.4))
    for number, document in enumerate(corpus):
        builder.add(passage(number), document)
    return builder.build()


implementations = pytest.mark.parametrize("build", [build_memory_index])


@implementations
@given(corpora, weights, counts)
def test_hits_share_a_term_and_come_best_first(
    build: Build, corpus: list[list[str]], query: dict[str, float], k: int
) -> None:
    """At most `k` hits, positive scores, best first, ties in the order of adding."""
    hits = build(corpus).retrieve(query, k)

    numbers = [hit.passage.sentences[0].paragraph - 1 for hit in hits]
    assert len(hits) <= k
    assert all(hit.score > 0 for hit in hits)
    assert [(-hit.score, number) for hit, number in zip(hits, numbers, strict=True)] == sorted(
        (-hit.score, number) for hit, number in zip(hits, numbers, strict=True)
    )
    assert all(not query.keys().isdisjoint(corpus[number]) for number in numbers)


@implementations
@given(corpora, weights)
def test_every_passage_that_shares_a_term_is_found(
    build: Build, corpus: list[list[str]], query: dict[str, float]
) -> None:
    """With room for all, nothing that matches is left out, whatever its score."""
    hits = build(corpus).retrieve(query, max(len(corpus), 1))

    matching = [document for document in corpus if not query.keys().isdisjoint(document)]
    assert len(hits) == len(matching)


@implementations
@given(corpora, weights, counts)
def test_the_same_question_finds_the_same(
    build: Build, corpus: list[list[str]], query: dict[str, float], k: int
) -> None:
    """Asking changes nothing; a smaller `k` finds the beginning of what a larger one does."""
    index = build(corpus)

    assert index.retrieve(query, k) == index.retrieve(query, k)
    assert index.retrieve(query, k + 5)[:k] == index.retrieve(query, k)


@implementations
@given(corpora, terms)
def test_frequencies_count_passages(build: Build, corpus: list[list[str]], term: str) -> None:
    """A term counts once for each passage that holds it."""
    index = build(corpus)

    assert index.document_frequency(term) == sum(term in document for document in corpus)


@implementations
def test_nothing_is_found_by_nothing(build: Build) -> None:
    """An empty index and an empty query have no hits."""
    assert build([]).retrieve({"甲": 1.0}, 3) == []
    assert build([["甲"]]).retrieve({}, 3) == []
