"""BM25: rank_bm25 keeps the formula's parameters and shape, postings make it fast.

rank_bm25 walks every document for every query term. Here each term knows the few documents
that hold it (its postings), which gives the same scores. `tests/comparison/` proves it equal
to plain rank_bm25, given the same idf, and to the textbook.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.index.fingerprints import fingerprints
from retrieval.index.parts import Part
from retrieval.index.scoring import Scorer, Scores


def lucene_idf(documents: int, frequency: int) -> float:
    """ln(1 + (N − df + ½) / (df + ½)): above 0 for every df from 0 to N.

    Robertson's own formula lacks the `1 +` and turns negative for a term in more than
    half of the documents, which in a short article is most of its terms. Source: Lucene's
    BM25Similarity; compared in Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020.
    """
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


class PostingsBM25(BM25Okapi):
    """rank_bm25's Okapi BM25 over postings, with an idf that is always positive.

    score(d, q) = Σ_t idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / avgdl))

    In single precision, and document by document the same whatever the parts are.
    """

    def __init__(self, parts: Sequence[Part], *, k1: float, b: float) -> None:
        """Score the passages of all `parts`, which are its documents.

        No documents, and empty ones, are fine (rank_bm25 divides by zero there).
        """
        self._parts = tuple(parts)
        self._scorers: list[Scorer] = []
        super().__init__((), k1=k1, b=b)

    def weight(self, term: str, frequency: int) -> float:  # noqa: ARG002 - the name is rank_bm25's
        """The idf of a term that `frequency` documents hold."""
        return lucene_idf(self.corpus_size, frequency)

    def document_frequency(self, term: str) -> int:
        """Number of documents that hold `term`."""
        return int(self._frequencies(self._places([term]), 1)[0])

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document, in their order; a repeated term counts again."""
        scores = self.weighted_scores(Counter(query))
        there = np.concatenate([scores[:0] > 0, *(part.there for part in self._parts)])
        live: NDArray[np.float64] = scores[there].astype(np.float64)
        return live

    def weighted_scores(self, weights: Mapping[str, float]) -> Scores:
        """The score of every passage for terms that count `weights[term]` times.

        Of those that are gone too, which have 0; shape (passages of all segments,).
        """
        places = self._places(tuple(weights))
        frequencies = self._frequencies(places, len(weights)).tolist()
        factors = [
            weight * self.weight(term, frequency) if frequency else 0.0
            for (term, weight), frequency in zip(weights.items(), frequencies, strict=True)
        ]
        found = [
            scorer.scores(own, factors) for scorer, own in zip(self._scorers, places, strict=True)
        ]
        return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.float32), *found])

    def _places(self, terms: Sequence[str]) -> list[NDArray[np.intp]]:
        wanted = fingerprints(terms)
        return [part.segment.places(wanted) for part in self._parts]

    def _frequencies(self, places: Sequence[NDArray[np.intp]], count: int) -> NDArray[np.int64]:
        """In how many documents each of `count` terms is."""
        total = np.zeros(count, dtype=np.int64)
        for part, own in zip(self._parts, places, strict=True):
            total += part.frequencies(own)
        return total

    def _initialize(self, _: Sequence[Sequence[str]]) -> dict[str, int]:
        """Count documents and their lengths; rank_bm25 makes a dictionary for each."""
        self.corpus_size = sum(part.documents for part in self._parts)
        self.avgdl = sum(part.length for part in self._parts) / max(self.corpus_size, 1)
        self._scorers = [Scorer(part, self.k1, self.b, self.avgdl) for part in self._parts]
        return {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Nothing beforehand: few of the terms are ever asked for."""
