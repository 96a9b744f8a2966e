"""The index that lives in memory: good to some hundred thousand passages."""

from collections.abc import Iterable, Mapping

import numpy as np

from retrieval.index.bm25 import NumberedCorpus, Numbers, PostingsBM25
from retrieval.model import Hit, Passage
from retrieval.options import IndexOptions


class MemoryIndexBuilder:
    """Gathers passages for a `MemoryIndex`."""

    def __init__(self, options: IndexOptions) -> None:
        """Begin without passages."""
        self._options = options
        self._passages: list[Passage] = []
        self._vocabulary: dict[str, int] = {}
        self._terms: list[Numbers] = []

    def numbers(self, terms: Iterable[str]) -> Numbers:
        """The numbers by which this builder knows `terms`."""
        known = self._vocabulary
        return np.array([known.setdefault(term, len(known)) for term in terms], dtype=np.int32)

    def add(self, passage: Passage, terms: Iterable[str]) -> None:
        """Add a passage with its terms, repeated as often as they occur."""
        self.add_numbered(passage, self.numbers(terms))

    def add_numbered(self, passage: Passage, terms: Numbers) -> None:
        """The same with the numbers that the terms have here."""
        self._passages.append(passage)
        self._terms.append(terms)

    def build(self) -> "MemoryIndex":
        """The index of everything added so far."""
        corpus = NumberedCorpus.of(tuple(self._vocabulary), self._terms)
        bm25 = PostingsBM25(corpus, k1=self._options.k1, b=self._options.b)
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
