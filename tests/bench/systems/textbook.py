"""The formula, straight from the sentences: the twin that tells whether the others are right."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.options import IndexOptions
from tests.bench.corpus import Corpus, Numbers

_SAME = 1e-5
"""Scores that differ less, as shares, are as good: bm25s counts with single precision."""


class Textbook:
    """Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, Lucene's idf."""

    def __init__(
        self, corpus: Corpus, questions: Sequence[Numbers], options: IndexOptions
    ) -> None:
        """For these questions: what holds none of their terms is left out."""
        self._size, self._options = len(corpus), options
        lengths = np.diff(corpus.bounds)
        self._relative = lengths / lengths.mean()
        asked = np.zeros(len(corpus.codes), dtype=np.bool_)
        asked[np.concatenate(questions)] = True
        places = np.flatnonzero(asked[corpus.terms])
        sentences = np.searchsorted(corpus.bounds, places, side="right") - 1
        pairs = corpus.terms[places].astype(np.int64) * self._size + sentences
        pairs, self._frequencies = np.unique(pairs, return_counts=True)
        self._terms, self._sentences = pairs // self._size, pairs % self._size

    def postings(self, question: Numbers) -> int:
        """How many sentences hold a term of the question, each term by itself."""
        return sum(len(self._sentences[self._of(term)]) for term in question.tolist())

    def scores(self, question: Numbers) -> NDArray[np.float64]:
        """The score of every sentence: Σ_t idf(t) · tf / (tf + k1 · (1 − b + b · |d| / avgdl))."""
        k1, b = self._options.k1, self._options.b
        scores = np.zeros(self._size)
        for term in question.tolist():
            held = self._of(term)
            sentences, frequencies = self._sentences[held], self._frequencies[held]
            idf = math.log1p((self._size - len(sentences) + 0.5) / (len(sentences) + 0.5))
            norms = k1 * (1 - b + b * self._relative[sentences])
            scores[sentences] += idf * frequencies / (frequencies + norms)
        return scores

    def agreement(self, question: Numbers, found: Sequence[int], k: int) -> float:
        """Share of the `k` best that are right: no worse than the textbook's k-th."""
        scores = self.scores(question)
        best = min(k, int(np.count_nonzero(scores)))
        least = np.partition(scores, -best)[-best]
        right = scores[list(found[:best])] >= least * (1 - _SAME)
        return float(np.count_nonzero(right)) / best

    def _of(self, term: int) -> slice:
        begin, end = np.searchsorted(self._terms, [term, term + 1])
        return slice(int(begin), int(end))
