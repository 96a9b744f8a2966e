# What is used of bm25s 0.3, which has no types of its own.

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

class Results(NamedTuple):
    documents: NDArray[np.int64]
    # One row a question: numbers of documents, best first.
    scores: NDArray[np.float32]

class BM25:
    def __init__(
        self,
        k1: float = 1.5,
        b: float = 0.75,
        *,
        method: Literal["robertson", "lucene", "atire", "bm25l", "bm25+"] = "lucene",
        backend: Literal["numpy", "numba", "auto"] = "numpy",
    ) -> None: ...
    def index(self, corpus: Sequence[Sequence[str]], *, show_progress: bool = True) -> None: ...
    def retrieve(
        self, query_tokens: Sequence[list[str]], *, k: int = 10, show_progress: bool = True
    ) -> Results: ...
    def save(self, save_dir: Path, *, show_progress: bool = True) -> None: ...
    @classmethod
    def load(cls, save_dir: Path, *, mmap: bool = False, show_progress: bool = True) -> Self: ...
