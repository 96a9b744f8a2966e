"""Terms as numbers of 64 bits, the same on every machine.

An index knows its terms by these alone: eight bytes a term, whatever its length, in an array
that is searched where it lies on the disk. Two terms of the same number would count as one;
among ten million terms the chance that any two have it is some 3 in a million.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Fingerprints = NDArray[np.uint64]

_LONG = 24
"""Characters above which a term is digested by itself: an address, or what is no word."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def fingerprints(terms: Sequence[str]) -> Fingerprints:
    """One number a term; shape (len(terms),).

    Character by character, of all terms at once: a xor, a product by 2⁶⁴ over the golden
    ratio and a shift; at the end the finalizer of SplitMix64 (Steele et al., "Fast Splittable
    Pseudorandom Number Generators", OOPSLA 2014).
    """
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    codes = np.frombuffer("".join(terms).encode("utf-32-le", "surrogatepass"), "<u4")
    starts = np.cumsum(lengths) - lengths
    numbers = (lengths + 1).astype(np.uint64) * _FACTOR
    left = np.flatnonzero(lengths <= _LONG)
    for place in range(_LONG):
        left = left[lengths[left] > place]
        if not len(left):
            break
        mixed = (numbers[left] ^ codes[starts[left] + place].astype(np.uint64)) * _FACTOR
        numbers[left] = mixed ^ (mixed >> np.uint64(29))
    for number in np.flatnonzero(lengths > _LONG).tolist():
        numbers[number] = _digest(terms[number])
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))


def _digest(term: str) -> int:
    return int.from_bytes(
        blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )
