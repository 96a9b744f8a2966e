# What is used of rank_bm25 0.2.2, which has no types of its own.

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

class BM25:
    corpus_size: int
    # Number of documents.
    avgdl: float
    # Average length of a document, in terms.
    doc_freqs: list[dict[str, int]]
    # How often each term is in each document.
    idf: dict[str, float]
    doc_len: list[int]
    # Length of each document, in terms.
    tokenizer: Callable[[str], list[str]] | None

    def __init__(
        self,
        corpus: Sequence[Sequence[str]],
        tokenizer: Callable[[str], list[str]] | None = None,
    ) -> None: ...
    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]: ...
    def _calc_idf(self, nd: dict[str, int]) -> None: ...
    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]: ...
    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]: ...

class BM25Okapi(BM25):
    k1: float
    b: float
    epsilon: float
    average_idf: float

    def __init__(
        self,
        corpus: Sequence[Sequence[str]],
        tokenizer: Callable[[str], list[str]] | None = None,
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> None: ...
