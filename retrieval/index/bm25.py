"""BM25: rank_bm25 keeps the statistics and the formula's shape, postings make it fast.

rank_bm25 walks every document for every query term. Here each term knows the few
documents that hold it (its postings), which gives the same scores. `tests/comparison/`
proves it equal to plain rank_bm25, given the same idf, and to the textbook.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi


def lucene_idf(documents: int, frequency: int) -> float:
    """ln(1 + (N − df + ½) / (df + ½)): above 0 for every df from 0 to N.

    Robertson's own formula lacks the `1 +` and turns negative for a term in more than
    half of the documents, which in a short article is most of its terms. Source: Lucene's
    BM25Similarity; compared in Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020.
    """
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


class PostingsBM25(BM25Okapi):
    """rank_bm25's Okapi BM25 over posting arrays, with an idf that is always positive.

    score(d, q) = Σ_t idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / avgdl))
    """

    def __init__(
        self,
        corpus: Sequence[Sequence[str]],
        *,
        k1: float,
        b: float,
    ) -> None:
        """Count the terms of `corpus`, a list of documents, each a list of terms.

        An empty corpus, and empty documents, are fine (rank_bm25 divides by zero there).
        """
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float64]]] = {}
        self.length_norms: NDArray[np.float64] = np.zeros(0)
        super().__init__(corpus, k1=k1, b=b)

    def document_frequency(self, term: str) -> int:
        """Number of documents that hold `term`."""
        postings = self._postings.get(term)
        return 0 if postings is None else len(postings[0])

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document, in their order; a repeated term counts again."""
        return self.weighted_scores(Counter(query))

    def weighted_scores(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """The score of every document for terms that count `weights[term]` times."""
        scores = np.zeros(self.corpus_size)
        for term, weight in weights.items():
            if (postings := self._postings.get(term)) is not None:
                documents, frequencies = postings
                scores[documents] += (
                    weight
                    * self.idf[term]
                    * (frequencies * (self.k1 + 1))
                    / (frequencies + self.length_norms[documents])
                )
        return scores

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        """Build the postings instead of rank_bm25's dictionary for each document."""
        found: dict[str, dict[int, int]] = {}
        for number, document in enumerate(corpus):
            self.doc_len.append(len(document))
            for term in document:
                frequencies = found.setdefault(term, {})
                frequencies[number] = frequencies.get(number, 0) + 1
        self.corpus_size = len(self.doc_len)
        self.avgdl = sum(self.doc_len) / max(self.corpus_size, 1)
        relative = np.array(self.doc_len, dtype=np.float64) / (self.avgdl or 1)
        self.length_norms = self.k1 * (1 - self.b + self.b * relative)
        for term, frequencies in found.items():
            self._postings[term] = (
                np.fromiter(frequencies, np.int32, len(frequencies)),
                np.fromiter(frequencies.values(), np.float64, len(frequencies)),
            )
        return {term: len(frequencies) for term, frequencies in found.items()}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Weigh each term by Lucene's formula."""
        self.idf = {
            term: lucene_idf(self.corpus_size, frequency) for term, frequency in nd.items()
        }
