"""Batches of examples of like length, so that little of them is padding."""

import math
import random
from collections.abc import Sequence

_TOGETHER = 20
"""Batches' worth of examples that are sorted by length before they are cut into batches."""


def batches(lengths: Sequence[int], size: int, shuffled: random.Random) -> list[list[int]]:
    """The numbers of examples with these `lengths`, each once, at most `size` in a batch.

    In an order of chance; those of one batch are of like length.
    """
    order = list(range(len(lengths)))
    shuffled.shuffle(order)
    cut = []
    for start in range(0, len(order), size * _TOGETHER):
        near = sorted(order[start : start + size * _TOGETHER], key=lambda one: lengths[one])
        cut += [near[begin : begin + size] for begin in range(0, len(near), size)]
    shuffled.shuffle(cut)
    return cut


def batch_count(examples: int, size: int) -> int:
    """How many batches so many examples make: what is sorted together is whole batches."""
    return math.ceil(examples / size)
