"""Which articles have which prints, and the last before an article that shares one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.prints import Prints

Places = NDArray[np.int64]

_BITS = 31
"""Of a place, so that two of them fit into one number."""
_MOST_GONE = 0.25
"""Share of prints whose articles are gone, from which they are taken out."""


@dataclass(frozen=True, slots=True, eq=False)
class Owned:
    """Prints with the place of an article that has each, sorted by both."""

    prints: Prints
    places: Places

    @classmethod
    def by(cls, prints: Prints, places: Places) -> "Owned":
        """The same in order."""
        order = np.lexsort((places, prints))
        return cls(prints[order], places[order])

    def of(self, wanted: Prints) -> "Owned":
        """Those of `wanted`, which are sorted, each once."""
        first = np.searchsorted(self.prints, wanted, "left")
        counts = np.searchsorted(self.prints, wanted, "right") - first
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(first, counts) + within
        return Owned(self.prints[rows], self.places[rows])

    def but(self, gone: Collection[int]) -> "Owned":
        """Those of other articles."""
        if not gone:
            return self
        kept = ~np.isin(self.places, np.array(list(gone), dtype=np.int64))
        return Owned(self.prints[kept], self.places[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """The articles of a shelf by their prints. It never changes, a changed one is another."""

    parts: tuple[Owned, ...] = ()
    """Each more than twice as long as the one behind it, so that there are few."""
    gone: frozenset[int] = frozenset()
    """Articles in `parts` that are not on the shelf any more."""
    gone_prints: int = 0
    """How many prints they have."""

    def changed(self, added: Mapping[int, Prints], removed: Mapping[int, Prints]) -> "Owners":
        """Without some articles, and with others."""
        parts = [*self.parts, *([_owned(added)] if added else [])]
        gone = self.gone | removed.keys()
        gone_prints = self.gone_prints + sum(map(len, removed.values()))
        if gone_prints > _MOST_GONE * sum(len(part.prints) for part in parts):
            return Owners((_joined(parts).but(gone),))
        while len(parts) > 1 and len(parts[-2].prints) <= 2 * len(parts[-1].prints):
            parts[-2:] = [_joined(parts[-2:])]
        return Owners(tuple(parts), gone, gone_prints)

    def neighbours(self, articles: Mapping[int, Prints]) -> tuple[Places, Places, Places]:
        """Of each of some articles those that are the last before it to have a print of its own.

        The ones before, the articles, and how many such prints they have.
        """
        there = self._of(articles)
        same = np.flatnonzero(there.prints[1:] == there.prints[:-1])
        before, behind = there.places[same], there.places[same + 1]
        asked = np.isin(behind, np.array(list(articles), dtype=np.int64))
        pairs, counts = np.unique(before[asked] << _BITS | behind[asked], return_counts=True)
        return pairs >> _BITS, pairs & ((1 << _BITS) - 1), counts

    def behind(self, removed: Mapping[int, Prints]) -> set[int]:
        """The articles that have one of those `removed` as a neighbour before them."""
        there = self._of(removed)
        goes = np.isin(there.places, np.array(list(removed), dtype=np.int64))
        stays = ~goes
        follows = np.flatnonzero(stays[1:] & goes[:-1] & (there.prints[1:] == there.prints[:-1]))
        return {int(place) for place in there.places[follows + 1]}

    def _of(self, articles: Mapping[int, Prints]) -> Owned:
        """Who has the prints of those articles, in order."""
        nothing = np.zeros(0, dtype=np.uint64)
        wanted = np.unique(np.concatenate([nothing, *articles.values()]))
        return _joined([part.of(wanted) for part in self.parts]).but(self.gone)


def _owned(articles: Mapping[int, Prints]) -> Owned:
    lengths = [len(prints) for prints in articles.values()]
    places = np.repeat(np.array(list(articles), dtype=np.int64), lengths)
    return Owned.by(np.concatenate(list(articles.values())), places)


def _joined(parts: Collection[Owned]) -> Owned:
    if len(parts) == 1:
        return next(iter(parts))
    prints = np.concatenate([np.zeros(0, np.uint64), *(part.prints for part in parts)])
    places = np.concatenate([np.zeros(0, np.int64), *(part.places for part in parts)])
    return Owned.by(prints, places)
