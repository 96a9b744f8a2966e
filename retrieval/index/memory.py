"""The index that lives in memory: good to some hundred thousand passages."""

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.index.bm25 import PostingsBM25
from retrieval.model import Hit, Passage
from retrieval.options import IndexOptions


class MemoryIndexBuilder:
    """Gathers passages for a `MemoryIndex`."""

    def __init__(self, options: IndexOptions) -> None:
        """Begin without passages."""
        self._options = options
        self._passages: list[Passage] = []
        self._terms: list[Sequence[str]] = []

    def add(self, passage: Passage, terms: Sequence[str]) -> None:
        """Add a passage with its terms, repeated as often as they occur."""
        self._passages.append(passage)
        self._terms.append(terms)

    def build(self) -> "MemoryIndex":
        """The index of everything added so far."""
        bm25 = PostingsBM25(self._terms, k1=self._options.k1, b=self._options.b)
        return MemoryIndex(tuple(self._passages), bm25)


class MemoryIndex:
    """An `Index` over BM25 postings; made by a `MemoryIndexBuilder`."""

    def __init__(self, passages: tuple[Passage, ...], bm25: PostingsBM25) -> None:
        """Join passages and their scores, which are in the same order."""
        self._passages = passages
        self._bm25 = bm25

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """The `k` best passages for `terms`, each with its weight in the query, above 0."""
        scores = self._bm25.weighted_scores(terms)
        # Every weight and idf is above 0, so a score of 0 means: shares no term.
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            Hit(self._passages[number], float(scores[number]))
            for number in best
            if scores[number] > 0
        ]

    def document_frequency(self, term: str) -> int:
        """Number of passages that hold `term`."""
        return self._bm25.document_frequency(term)
