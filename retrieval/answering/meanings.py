"""Which sentences of a shelf are the nearest to a question in meaning.

A small shelf's are all compared with it. Of a large one's each is compared in a few
directions first, those in which sentences differ most, and the nearest by those in all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.shelved import ShelvedArticle
from retrieval.index.best import best
from retrieval.models.directions import main_directions
from retrieval.models.reader import Array

MOST_IN_ALL = 20_000
"""Sentences of a small shelf, at most: to compare them takes 2 ms, and 40 MB."""
_COMPARED = 800
"""Sentences of a large shelf that are compared in all directions: of the 40 nearest of 20,000,
those have 99 of 100."""
_NOWHERE = -2.0
"""Below every cosine."""
_MOST_GONE = 0.25
"""Share of rows whose articles are gone, from which they are taken out."""

Articles = Mapping[int, ShelvedArticle]
"""By their places on the shelf."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The sentences of some articles, behind one another."""

    vectors: Array
    """In all directions, or the main ones; one row a sentence."""
    places: Numbers
    """Of the articles."""
    starts: Numbers
    """Where the rows of each begin, and where the last one's end."""
    gone: tuple[slice, ...] = ()
    """Rows of articles that are not there any more."""

    def without(self, removed: Collection[int]) -> "Rows":
        """The same; what is removed is passed over."""
        numbers = np.flatnonzero(np.isin(self.places, np.array(list(removed), dtype=np.int64)))
        more = [slice(*self.starts[[each, each + 1]].tolist()) for each in numbers]
        return replace(self, gone=(*self.gone, *more)) if more else self

    def cosines(self, vector: Array) -> Array:
        """How near each is."""
        near: Array = self.vectors @ vector
        for rows in self.gone:
            near[rows] = _NOWHERE
        return near


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """What the sentences of a shelf mean. It never changes, a changed one is another.

    What is near depends on what is on the shelf alone, not on how that came there.
    """

    parts: tuple[Rows, ...] = ()
    """Each more than twice as long as the one behind it, so that there are few."""
    there: int = 0
    """Sentences that are not gone."""
    directions: Array | None = None
    """The main ones, of a large shelf."""

    def changed(self, articles: Articles, added: Articles, removed: Articles) -> "Meanings":
        """Those of a shelf of `articles`, of which some were `added`, and others are gone."""
        there = self.there + _rows_in(added) - _rows_in(removed)
        directions = _directions_for(there, articles)
        total = sum(len(part.vectors) for part in self.parts)
        gone = total - self.there + _rows_in(removed)
        if gone > _MOST_GONE * total or directions is not self.directions:
            return Meanings(tuple(_rows_of(articles, directions)), there, directions)
        parts = [part.without(removed.keys()) for part in self.parts]
        parts += _rows_of(added, directions)
        while len(parts) > 1 and len(parts[-2].vectors) <= 2 * len(parts[-1].vectors):
            parts[-2:] = [_joined(parts[-2], parts[-1])]
        return Meanings(tuple(parts), there, directions)

    def asked(self, vector: Array, articles: Articles) -> "Nearness":
        """How near the sentences of `articles`, which these are of, are to a question's vector."""
        rough = vector if self.directions is None else vector @ self.directions
        nothing = np.zeros(0, dtype=np.float32)
        cosines = np.concatenate([nothing, *(part.cosines(rough) for part in self.parts)])
        return Nearness(self, articles, vector, cosines)


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """How near the sentences of a shelf are to a question."""

    meanings: Meanings
    articles: Articles
    vector: Array
    cosines: Array
    """Of all sentences, part by part; of a large shelf's, in the main directions alone."""

    def nearest(self) -> Iterator[tuple[int, int]]:
        """Place and number of the nearest sentences, the nearest first.

        All of a small shelf; of a large one some that are near.
        """
        if self.meanings.directions is None:
            yield from self._in_order()
        elif self.meanings.there:
            count = min(_COMPARED, self.meanings.there)
            found = list(self._at(best(self.cosines, count, _NOWHERE)))
            vectors = [self._rows(place, number, number + 1) for place, number in found]
            exact = np.concatenate(vectors).astype(np.float32) @ self.vector
            yield from (found[number] for number in np.argsort(-exact, kind="stable"))

    def of(self, place: int, first: int, last: int) -> Array:
        """The cosines of the sentences of an article from number `first` to `last`, half-open."""
        if self.meanings.directions is None:
            start = self._start(place)
            return self.cosines[start + first : start + last]
        cosines: Array = self._rows(place, first, last).astype(np.float32) @ self.vector
        return cosines

    def _rows(self, place: int, first: int, last: int) -> NDArray[np.float16]:
        vectors = self.articles[place].analysis.vectors
        assert vectors is not None  # noqa: S101 - there are no rows of others
        return vectors[first:last]

    def _in_order(self) -> Iterator[tuple[int, int]]:
        """Mostly no more than the first few are asked for."""
        known, there = 0, self.meanings.there
        while known < there:
            wanted = min(max(_COMPARED, 4 * known), there)
            yield from self._at(best(self.cosines, wanted, _NOWHERE)[known:])
            known = wanted

    def _at(self, rows: Numbers) -> Iterator[tuple[int, int]]:
        ends = np.cumsum([len(part.vectors) for part in self.meanings.parts])
        for row in rows.tolist():
            at = int(np.searchsorted(ends, row, "right"))
            part = self.meanings.parts[at]
            own = row - int(ends[at]) + len(part.vectors)
            article = int(np.searchsorted(part.starts, own, "right")) - 1
            yield int(part.places[article]), own - int(part.starts[article])

    def _start(self, place: int) -> int:
        """The row of an article's first sentence."""
        before = 0
        for part in self.meanings.parts:
            at = int(np.searchsorted(part.places, place))
            if at < len(part.places) and part.places[at] == place:
                return before + int(part.starts[at])
            before += len(part.vectors)
        raise KeyError(place)


def _directions_for(there: int, articles: Articles) -> Array | None:
    if there <= MOST_IN_ALL:
        return None
    return main_directions(next(iter(_vectors(articles).values())).shape[1])


def _rows_in(articles: Articles) -> int:
    return sum(map(len, _vectors(articles).values()))


def _vectors(articles: Articles) -> Mapping[int, NDArray[np.float16]]:
    """By place, those of the articles; of none without an encoder."""
    read = ((place, each.analysis.vectors) for place, each in articles.items())
    return {place: vectors for place, vectors in read if vectors is not None}


def _rows_of(articles: Articles, directions: Array | None) -> Iterator[Rows]:
    """Those of all the articles together; none if there are none."""
    found = _vectors(articles)
    if not found:
        return
    rows = [each.astype(np.float32) for each in found.values()]
    if directions is not None:
        rows = [each @ directions for each in rows]
    starts = np.cumsum([0, *map(len, rows)])
    yield Rows(np.concatenate(rows), np.array(list(found), dtype=np.int64), starts)


def _joined(one: Rows, other: Rows) -> Rows:
    shifted = [
        slice(gone.start + len(one.vectors), gone.stop + len(one.vectors)) for gone in other.gone
    ]
    return Rows(
        np.concatenate([one.vectors, other.vectors]),
        np.concatenate([one.places, other.places]),
        np.concatenate([one.starts, other.starts[1:] + len(one.vectors)]),
        (*one.gone, *shifted),
    )
