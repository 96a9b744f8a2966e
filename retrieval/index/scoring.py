"""Adding up what the terms of a query weigh in the passages of one part of an index."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.parts import Part

Scores = NDArray[np.float32]

_RARE = 64
"""Postings below which a term's saturations are not worth keeping."""
_DENSE = 8
"""A term in more than one of so many passages is kept as a number for each passage: to add
two arrays takes less time than to look up one of eight places."""
_KEPT_BYTES = 256
"""What may be kept for each passage, in bytes."""


def saturations(frequencies: Scores, norms: Scores, k1: float) -> Scores:
    """By what a term's weight is multiplied in each passage: tf · (k1 + 1) / (tf + norm)."""
    return frequencies * np.float32(k1 + 1) / (frequencies + norms)


def length_norms(lengths: NDArray[np.int32], average: float, k1: float, b: float) -> Scores:
    """What long passages are marked down by: k1 · (1 − b + b · length / average)."""
    return (k1 * (1 - b + b * (lengths / (average or 1)))).astype(np.float32)


class Scorer:
    """Scores one part, in single precision, passage by passage the same whatever else is there.

    What a term weighs in each passage is worked out when it is first asked for, and kept while
    there is room: frequent terms, which take the time, are soon among those. Threads may share
    it; at worst two of them work out the same, which is kept once.
    """

    def __init__(self, part: Part, k1: float, b: float, average: float) -> None:
        """Score `part`, in an index whose passages have `average` terms."""
        self._part = part
        self._segment = part.segment
        self._k1 = k1
        self._norms = length_norms(self._segment.lengths, average, k1, b)
        self._kept: dict[int, Scores] = {}
        """By place: saturations, of its postings or (if dense) of all passages."""
        self._room = _KEPT_BYTES * len(self._norms)

    def scores(self, places: NDArray[np.intp], factors: Sequence[float]) -> Scores:
        """The score of every passage; of those that are gone 0.

        For each term its place among those of the segment, −1 if it is none, and its weight.
        """
        scores = np.zeros(len(self._norms), dtype=np.float32)
        for place, factor in zip(places.tolist(), factors, strict=True):
            if place >= 0 and factor:
                self._add(place, np.float32(factor), scores)
        if not self._part.is_whole:
            scores *= self._part.there
        return scores

    def _add(self, place: int, factor: np.float32, scores: Scores) -> None:
        start, end = self._segment.bounds[place : place + 2].tolist()
        passages = self._segment.passages[start:end]
        known = self._kept.get(place)
        if known is None:
            known = self._worked_out(start, end)
            self._keep(place, known)
        if len(known) == len(scores):
            scores += factor * known
        else:
            np.add.at(scores, passages, factor * known)

    def _worked_out(self, start: int, end: int) -> Scores:
        passages = self._segment.passages[start:end]
        frequencies = self._segment.frequencies[start:end].astype(np.float32)
        found = saturations(frequencies, self._norms[passages], self._k1)
        if (end - start) * _DENSE <= len(self._norms):
            return found
        dense = np.zeros(len(self._norms), dtype=np.float32)
        dense[passages] = found
        return dense

    def _keep(self, place: int, found: Scores) -> None:
        if place in self._kept:
            return
        if len(found) >= _RARE and found.nbytes <= self._room:
            self._room -= found.nbytes
            self._kept[place] = found
