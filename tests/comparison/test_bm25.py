"""The fast BM25 against plain rank_bm25, and against the textbook."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.index.bm25 import PostingsBM25, lucene_idf
from retrieval.index.parts import Part, whole
from retrieval.index.segment import segment_of
from retrieval.protocols import ArticleTerms
from tests.comparison.textbook import textbook_bm25

terms = st.sampled_from("甲乙丙丁戊己庚辛")
documents = st.lists(st.lists(terms, min_size=1, max_size=12), min_size=1, max_size=12)
queries = st.lists(terms, max_size=6)
k1s = st.floats(0.1, 3)
bs = st.floats(0, 1)


def parts_of(corpus: Sequence[Sequence[str]]) -> list[Part]:
    """A list of documents, each a list of terms, as rank_bm25 takes them, for the fast one."""
    known: dict[str, int] = {}
    passages = [
        np.array([known.setdefault(term, len(known)) for term in document], dtype=np.int32)
        for document in corpus
    ]
    return [whole(segment_of([ArticleTerms("", tuple(known), passages)]))]


class IdfOfRankBM25(PostingsBM25):
    """The fast one with plain rank_bm25's idf, floor for negative ones included."""

    plain: BM25Okapi

    def weight(self, term: str, frequency: int) -> float:
        """See `PostingsBM25`."""
        assert frequency == sum(term in document for document in self.plain.doc_freqs)
        return self.plain.idf[term]


@given(documents, queries, k1s, bs)
def test_equals_plain_rank_bm25_given_its_idf(
    corpus: list[list[str]], query: list[str], k1: float, b: float
) -> None:
    """Postings change the speed, not one score."""
    plain = BM25Okapi(corpus, k1=k1, b=b)

    fast = IdfOfRankBM25(parts_of(corpus), k1=k1, b=b)
    fast.plain = plain

    np.testing.assert_allclose(
        fast.get_scores(query), plain.get_scores(query), rtol=1e-5, atol=1e-5
    )


@given(documents, queries, k1s, bs)
def test_equals_the_textbook(
    corpus: list[list[str]], query: list[str], k1: float, b: float
) -> None:
    """With its own idf, the formula is the published one."""
    fast = PostingsBM25(parts_of(corpus), k1=k1, b=b)

    np.testing.assert_allclose(
        fast.get_scores(query), textbook_bm25(query, corpus, k1, b), rtol=1e-5
    )


def test_a_term_in_every_document_still_counts() -> None:
    """Where rank_bm25 scores the right document below zero, this one scores it above."""
    corpus = [["会", "议"]]

    assert BM25Okapi(corpus).get_scores(["会"])[0] < 0
    assert PostingsBM25(parts_of(corpus), k1=0.9, b=0.4).get_scores(["会"])[0] > 0


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_tiny_corpora_score_zero(corpus: list[list[str]]) -> None:
    """No document, or only empty ones, is no division by zero."""
    scores = PostingsBM25(parts_of(corpus), k1=0.9, b=0.4).get_scores(["会"])

    assert scores.tolist() == [0.0] * len(corpus)


@given(st.integers(0, 10_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_idf_is_positive_and_falls(numbers: tuple[int, int]) -> None:
    """The more documents hold a term, the less it weighs, but always something."""
    total, holding = numbers

    weight = lucene_idf(total, holding)

    assert weight > 0
    assert math.isfinite(weight)
    assert holding == 0 or weight < lucene_idf(total, holding - 1)
