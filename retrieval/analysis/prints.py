"""What tells a text from others, whatever its printing: a few numbers for its runs of letters."""

import numpy as np
from numpy.typing import NDArray

from retrieval.text.scripts import fold_in_place

Prints = NDArray[np.uint64]

_SHINGLE = 8
"""Letters in a shingle: a run that unrelated texts seldom share."""
_WINDOW = 8
"""Shingles of which one is kept: texts with 15 letters in a row in common share a print."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ over the golden ratio, made odd: multiplying by it spreads a number over all bits."""


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded: what no printing of it changes."""
    return "".join(filter(str.isalnum, fold_in_place(text)))


def shingles_of(letters: str) -> Prints:
    """A number for each run of letters, each once; a text without a run is one as a whole.

    Source: Broder, "On the resemblance and containment of documents", 1997.
    """
    return np.unique(_in_order(letters))


def prints_of(letters: str) -> Prints:
    """The smallest of every eight shingles in a row, each once: about two of nine are kept.

    Source: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
    Fingerprinting", SIGMOD 2003.
    """
    shingles = _in_order(letters)
    width = min(_WINDOW, len(shingles))
    if not width:
        return shingles
    return np.unique(np.lib.stride_tricks.sliding_window_view(shingles, width).min(axis=1))


def _in_order(letters: str) -> Prints:
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    length = min(_SHINGLE, len(codes))
    numbers = np.zeros(len(codes) - length + 1, dtype=np.uint64)
    for place in range(length):
        numbers = (numbers + codes[place : len(codes) - length + 1 + place]) * _FACTOR
        numbers ^= numbers >> np.uint64(29)
    return numbers if length else numbers[:0]
