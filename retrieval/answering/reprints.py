"""Reprints: articles of one text, with other furniture, small edits, or a lead more.

What is found acts on single sentences alone: those that have the same letters in two
articles of a group. So nothing is hidden, however alike two articles are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np

from retrieval.analysis.prints import Prints, letters_of, shingles_of
from retrieval.answering.owners import Owners
from retrieval.answering.shelved import ShelvedArticle
from retrieval.model import Sentence

LEAST_CONTAINED = 0.6
"""Share of the shorter article's shingles that the other one must have, 0 to 1. Below half,
a form of words that two notices share would be enough."""
_LEAST_SHARED = 0.2
"""Share of the shorter one's prints from which two articles are compared, shingle by shingle:
the few prints tell the share less well."""
_KEPT_SHINGLES = 64
"""Articles whose shingles are kept while others are compared with them."""

Places = Mapping[int, ShelvedArticle]
"""The articles of a shelf by their places, in that order; places only grow."""

Copies = Mapping[Sentence, tuple[Sentence, ...]]
"""Each sentence that reprints have in common → all of its places, in the order of the shelf."""


class CopiesByArticle(Copies):
    """Those of a shelf, group by group: those of groups that stay are passed on as they are."""

    def __init__(self, by_article: Mapping[str, Copies]) -> None:
        """Those of each article that has reprints; all of a group have the same ones."""
        self._by_article = by_article

    def __getitem__(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """All places of a sentence."""
        if sentence.article_id not in self._by_article:
            raise KeyError(sentence)
        return self._by_article[sentence.article_id][sentence]

    def __iter__(self) -> Iterator[Sentence]:
        """Group by group."""
        for group in {id(each): each for each in self._by_article.values()}.values():
            yield from group

    def __len__(self) -> int:
        """Number of places in all."""
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Whether there are any reprints."""
        return bool(self._by_article)

    def of(self, article_id: str) -> Copies:
        """Those of an article's group, which has reprints."""
        return self._by_article[article_id]


@dataclass(frozen=True, slots=True, eq=False)
class Reprints:
    """Which articles of a shelf are reprints. It never changes, a changed one is another.

    An article is compared with some of those before it: for each of its prints the last one
    that has it. Of many reprints each has nearly all of the one before, so that is enough to
    find them, and what stands in every text costs no more than one entry for each.
    """

    owners: Owners
    """Which articles have which prints."""
    before: Mapping[int, tuple[int, ...]]
    """By the place of an article, those of articles before it that are reprints of it."""
    groups: tuple[tuple[int, ...], ...]
    """The places of articles that are reprints of one another, two or more, in order."""
    copies: CopiesByArticle

    @classmethod
    def none(cls) -> Self:
        """Those of an empty shelf."""
        return cls(Owners(), {}, (), CopiesByArticle({}))

    def changed(self, places: Places, added: Collection[int], removed: Places) -> "Reprints":
        """Those of a shelf of `places`, of which some were `added`, behind; others are gone."""
        lost = {place: each.analysis.prints for place, each in removed.items()}
        # Whoever was compared with one that is gone is compared with the one before that.
        anew = {*added, *(self.owners.behind(lost) if lost else ())}
        prints = {place: places[place].analysis.prints for place in anew}
        owners = self.owners.changed({place: prints[place] for place in added}, lost)
        before = {
            place: those
            for place, those in self.before.items()
            if place not in anew and place not in removed
        }
        before |= _compared(prints, owners, places)
        groups = tuple(_groups(before))
        return Reprints(owners, before, groups, self._copies_of(groups, places))

    def _copies_of(self, groups: Sequence[tuple[int, ...]], places: Places) -> CopiesByArticle:
        known = set(self.groups)
        by_article: dict[str, Copies] = {}
        for group in groups:
            articles = [places[place] for place in group]
            first = articles[0].article.id
            same = self.copies.of(first) if group in known else _same_sentences(articles)
            by_article |= {each.article.id: same for each in articles}
        return CopiesByArticle(by_article)


def _compared(
    articles: Mapping[int, Prints], owners: Owners, places: Places
) -> Mapping[int, tuple[int, ...]]:
    """By place, those before each of some articles that are reprints of it."""

    @lru_cache(_KEPT_SHINGLES)
    def shingles(place: int) -> Prints:
        return shingles_of(letters_of(places[place].article.text))

    before, behind, shared = owners.neighbours(articles)
    met = np.unique(np.concatenate([before, behind]))
    lengths = np.array([len(places[place].analysis.prints) for place in met.tolist()])
    fewest = np.minimum(*(lengths[np.searchsorted(met, side)] for side in (before, behind)))
    alike = np.flatnonzero(shared >= _LEAST_SHARED * fewest)
    found: dict[int, list[int]] = {}
    for one, other in zip(before[alike].tolist(), behind[alike].tolist(), strict=True):
        if _contained(shingles(one), shingles(other)):
            found.setdefault(other, []).append(one)
    return {place: tuple(those) for place, those in found.items()}


def _contained(one: Prints, other: Prints) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= LEAST_CONTAINED * min(len(one), len(other))


def _groups(before: Mapping[int, Iterable[int]]) -> Iterator[tuple[int, ...]]:
    """The places that belong together, directly or by others, each group in order."""
    leaders: dict[int, int] = {}

    def leader(place: int) -> int:
        while (first := leaders.setdefault(place, place)) != place:
            place = first
        return place

    for place, those in before.items():
        for other in those:
            first, second = sorted((leader(place), leader(other)))
            leaders[second] = first
    groups: dict[int, list[int]] = {}
    for place in sorted(leaders):
        groups.setdefault(leader(place), []).append(place)
    return map(tuple, groups.values())


def _same_sentences(articles: Iterable[ShelvedArticle]) -> Copies:
    same: dict[str, list[Sentence]] = {}
    for article in articles:
        for sentence in article.sentences:
            same.setdefault(letters_of(sentence.text), []).append(sentence)
    return {
        sentence: tuple(places)
        for places in same.values()
        if len({each.article_id for each in places}) > 1
        for sentence in places
    }


def other_places(sentence: Sentence, same: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Of the places of a sentence, the first in each article but its own."""
    firsts: dict[str, Sentence] = {}
    for place in same:
        if place.article_id != sentence.article_id:
            firsts.setdefault(place.article_id, place)
    return tuple(firsts.values())
