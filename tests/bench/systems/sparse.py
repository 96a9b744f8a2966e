"""bm25s with numpy: scores counted in advance, in a sparse matrix."""

from collections.abc import Sequence
from pathlib import Path

from bm25s import BM25, Results

from retrieval.options import IndexOptions
from tests.bench.corpus import Corpus


class SparseBM25:
    """Lucene's variant: the order of the formula in `retrieval.index`, without its k1 + 1."""

    def __init__(self, options: IndexOptions) -> None:
        """With k1 and b; numba is not used."""
        self._options = options
        self._bm25 = self._empty()

    def prepared(self, corpus: Corpus) -> list[list[str]]:
        """Lists of words."""
        return corpus.documents()

    def build(self, documents: list[list[str]]) -> None:
        """Count all scores."""
        self._bm25 = self._empty()
        self._bm25.index(documents, show_progress=False)

    def retrieve(self, terms: Sequence[str], k: int) -> Results:
        """One question at a time."""
        return self._bm25.retrieve([list(terms)], k=k, show_progress=False)

    def numbers(self, found: Results) -> list[int]:
        """Those of the one question."""
        numbers: list[int] = found.documents[0].tolist()
        return numbers

    def save(self, folder: Path) -> None:
        """Arrays, and the words as JSON."""
        self._bm25.save(folder, show_progress=False)

    def load(self, folder: Path) -> None:
        """The arrays are memory-mapped."""
        self._bm25 = BM25.load(folder, mmap=True, show_progress=False)

    def _empty(self) -> BM25:
        options = self._options
        return BM25(k1=options.k1, b=options.b, method="lucene", backend="numpy")
