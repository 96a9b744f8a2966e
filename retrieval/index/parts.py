"""A segment of which articles may be gone: what an index is put together of."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retrieval.index.segment import Segment, without


@dataclass(frozen=True, eq=False)
class Part:
    """A segment, and which of its articles are there no more."""

    segment: Segment
    gone: NDArray[np.bool_]
    """One truth value an article."""
    there: NDArray[np.bool_] = field(init=False)
    """One truth value a passage: whether its article is not gone."""

    def __post_init__(self) -> None:
        """Tell the passages that are there."""
        there = np.repeat(~self.gone, np.diff(self.segment.firsts))
        object.__setattr__(self, "there", there)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is gone."""
        return not self.gone.any()

    def less(self, ids: Collection[str]) -> "Part":
        """The part without the articles of those ids."""
        known = self.segment.numbers
        numbers = [known[each] for each in ids if each in known]
        if not numbers:
            return self
        gone = self.gone.copy()
        gone[numbers] = True
        return Part(self.segment, gone)

    def compacted(self) -> Segment:
        """What is there, as a segment."""
        return without(self.segment, self.gone)

    @property
    def documents(self) -> int:
        """How many passages are there."""
        return int(np.count_nonzero(self.there))

    @property
    def length(self) -> int:
        """How many terms all of those have."""
        return int(self.segment.lengths[self.there].sum(dtype=np.int64))

    def frequencies(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        """How many of the passages hold each of the segment's terms; 0 for the place −1."""
        bounds = self.segment.bounds
        found = np.where(places < 0, 0, bounds[places + 1] - bounds[places])
        if not self.is_whole:
            for number in np.flatnonzero(places >= 0).tolist():
                postings = slice(*bounds[places[number] :][:2].tolist())
                there = self.there[self.segment.passages[postings]]
                found[number] = np.count_nonzero(there)
        return found


def whole(segment: Segment) -> Part:
    """A segment of which nothing is gone."""
    return Part(segment, np.zeros(len(segment.articles), dtype=np.bool_))
