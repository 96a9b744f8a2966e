"""BM25: rank_bm25 keeps the statistics and the formula's shape, postings make it fast.

rank_bm25 walks every document for every query term. Here each term knows the few
documents that hold it (its postings), which gives the same scores. `tests/comparison/`
proves it equal to plain rank_bm25, given the same idf, and to the textbook.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

Numbers = NDArray[np.int32]


def lucene_idf(documents: int, frequency: int) -> float:
    """ln(1 + (N − df + ½) / (df + ½)): above 0 for every df from 0 to N.

    Robertson's own formula lacks the `1 +` and turns negative for a term in more than
    half of the documents, which in a short article is most of its terms. Source: Lucene's
    BM25Similarity; compared in Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020.
    """
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True, eq=False)
class NumberedCorpus:
    """Documents as numbers of their terms, behind one another."""

    vocabulary: tuple[str, ...]
    """What each number stands for; only terms that some document holds count."""
    terms: Numbers
    lengths: NDArray[np.int64]
    """How many of `terms` each document has."""

    @classmethod
    def of(cls, vocabulary: tuple[str, ...], documents: Sequence[Numbers]) -> Self:
        """A corpus of those documents."""
        joined = np.concatenate([np.zeros(0, dtype=np.int32), *documents])
        return cls(vocabulary, joined, np.array([len(each) for each in documents], np.int64))

    @classmethod
    def reading(cls, documents: Sequence[Sequence[str]]) -> Self:
        """A corpus of lists of terms."""
        known: dict[str, int] = {}
        numbered = [
            np.array([known.setdefault(term, len(known)) for term in document], dtype=np.int32)
            for document in documents
        ]
        return cls.of(tuple(known), numbered)


class PostingsBM25(BM25Okapi):
    """rank_bm25's Okapi BM25 over posting arrays, with an idf that is always positive.

    score(d, q) = Σ_t idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / avgdl))
    """

    def __init__(
        self,
        corpus: Sequence[Sequence[str]] | NumberedCorpus,
        *,
        k1: float,
        b: float,
    ) -> None:
        """Count the terms of `corpus`, a list of documents, each a list of terms.

        An empty corpus, and empty documents, are fine (rank_bm25 divides by zero there).
        """
        self._numbers: dict[str, int] = {}
        self._documents: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._frequencies: NDArray[np.float64] = np.zeros(0)
        self._bounds: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        """Where each term's postings begin in the two arrays above, and the last one's end."""
        self.length_norms: NDArray[np.float64] = np.zeros(0)
        if not isinstance(corpus, NumberedCorpus):
            corpus = NumberedCorpus.reading(corpus)
        self._corpus = corpus
        super().__init__((), k1=k1, b=b)

    def document_frequency(self, term: str) -> int:
        """Number of documents that hold `term`."""
        number = self._numbers.get(term)
        return 0 if number is None else int(self._bounds[number + 1] - self._bounds[number])

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document, in their order; a repeated term counts again."""
        return self.weighted_scores(Counter(query))

    def weighted_scores(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """The score of every document for terms that count `weights[term]` times."""
        scores = np.zeros(self.corpus_size)
        for term, weight in weights.items():
            if (number := self._numbers.get(term)) is not None:
                postings = slice(self._bounds[number], self._bounds[number + 1])
                documents = self._documents[postings]
                frequencies = self._frequencies[postings]
                scores[documents] += (
                    weight
                    * self.idf[term]
                    * (frequencies * (self.k1 + 1))
                    / (frequencies + self.length_norms[documents])
                )
        return scores

    def _initialize(self, _: Sequence[Sequence[str]]) -> dict[str, int]:
        """Build the postings instead of rank_bm25's dictionary for each document."""
        corpus = self._corpus
        self.doc_len = corpus.lengths.tolist()
        self.corpus_size = len(self.doc_len)
        self.avgdl = sum(self.doc_len) / max(self.corpus_size, 1)
        relative = np.array(self.doc_len, dtype=np.float64) / (self.avgdl or 1)
        self.length_norms = self.k1 * (1 - self.b + self.b * relative)
        # A term and a document in one number: sorted by the term, then by the document.
        size = max(self.corpus_size, 1)
        documents = np.repeat(np.arange(self.corpus_size), corpus.lengths)
        pairs, counts = np.unique(
            corpus.terms.astype(np.int64) * size + documents, return_counts=True
        )
        self._documents, self._frequencies = pairs % size, counts.astype(np.float64)
        self._bounds = np.searchsorted(pairs // size, np.arange(len(corpus.vocabulary) + 1))
        held = np.diff(self._bounds).tolist()
        self._numbers = {
            term: number for number, term in enumerate(corpus.vocabulary) if held[number]
        }
        return {term: held[number] for term, number in self._numbers.items()}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Weigh each term by Lucene's formula."""
        weights = {each: lucene_idf(self.corpus_size, each) for each in set(nd.values())}
        self.idf = {term: weights[frequency] for term, frequency in nd.items()}
