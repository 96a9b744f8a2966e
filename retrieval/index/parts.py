"""A segment of which articles may be gone: what an index is put together of."""

from collections.abc import Collection, Sequence
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
    gaps: Sequence[tuple[int, int]] = field(init=False)
    """The passages of those articles, half-open, ascending."""

    def __post_init__(self) -> None:
        """Find the gaps."""
        firsts = self.segment.firsts.tolist()
        gone = np.flatnonzero(self.gone).tolist()
        gaps = [(firsts[number], firsts[number + 1]) for number in gone]
        object.__setattr__(self, "gaps", gaps)

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
        return len(self.segment.lengths) - sum(end - start for start, end in self.gaps)

    @property
    def length(self) -> int:
        """How many terms all of those have."""
        lengths = self.segment.lengths
        return int(lengths.sum(dtype=np.int64)) - sum(
            int(lengths[start:end].sum(dtype=np.int64)) for start, end in self.gaps
        )

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which of the segment's passages are there."""
        return np.repeat(~self.gone, np.diff(self.segment.firsts))

    def frequencies(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        """How many of the passages hold each of the segment's terms; 0 for the place −1."""
        bounds = self.segment.bounds
        found = np.where(places < 0, 0, bounds[places + 1] - bounds[places])
        for number in np.flatnonzero(places >= 0) if self.gaps else ():
            postings = self.segment.passages[slice(*bounds[places[number] :][:2])]
            edges = np.searchsorted(postings, np.array(self.gaps, dtype=np.int32))
            found[number] -= np.diff(edges, axis=1).sum()
        return found


def whole(segment: Segment) -> Part:
    """A segment of which nothing is gone."""
    return Part(segment, np.zeros(len(segment.articles), dtype=np.bool_))
