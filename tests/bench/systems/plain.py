"""rank_bm25 as everybody uses it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.options import IndexOptions
from tests.bench.corpus import Corpus


class PlainRankBM25:
    """Its idf is another: Robertson's with a floor, so its order differs from the others'."""

    _bm25: BM25Okapi

    def __init__(self, options: IndexOptions) -> None:
        """With k1 and b."""
        self._options = options

    def prepared(self, corpus: Corpus) -> list[list[str]]:
        """Lists of words."""
        return corpus.documents()

    def build(self, documents: list[list[str]]) -> None:
        """Count the words of each."""
        self._bm25 = BM25Okapi(documents, k1=self._options.k1, b=self._options.b)

    def retrieve(self, terms: Sequence[str], k: int) -> NDArray[np.intp]:
        """As its own `get_top_n` does: all scores, sorted."""
        best: NDArray[np.intp] = np.argsort(self._bm25.get_scores(terms))[::-1][:k]
        return best

    def numbers(self, found: NDArray[np.intp]) -> list[int]:
        """They are numbers."""
        numbers: list[int] = found.tolist()
        return numbers
