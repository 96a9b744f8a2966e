"""Reprints: articles of one text, with other furniture, small edits, or a lead more.

What is found acts on single sentences alone: those that have the same letters in two
articles of a group. So nothing is hidden, however alike two articles are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Article, Sentence
from retrieval.text.scripts import fold_in_place

LEAST_CONTAINED = 0.6
"""Share of the shorter article's shingles that the other one must have, 0 to 1. Below half,
a form of words that two notices share would be enough."""
_SHINGLE = 8
"""Letters in a shingle: a run that unrelated texts seldom share."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ over the golden ratio, made odd: multiplying by it spreads a number over all bits."""

Copies = Mapping[Sentence, tuple[Sentence, ...]]
"""Each sentence that reprints have in common → all of its places, in the order of the shelf."""


def find_copies(articles: Sequence[Article], sentences: Sequence[Sequence[Sentence]]) -> Copies:
    """The sentences that reprints among `articles`, which have those `sentences`, share.

    The time grows with the length of the texts, not with the number of pairs.
    """
    copies: dict[Sentence, tuple[Sentence, ...]] = {}
    for group in _groups([letters_of(article.text) for article in articles]):
        same: dict[str, list[Sentence]] = {}
        for number in group:
            for sentence in sentences[number]:
                same.setdefault(letters_of(sentence.text), []).append(sentence)
        for places in same.values():
            if len({sentence.article_id for sentence in places}) > 1:
                copies |= dict.fromkeys(places, tuple(places))
    return copies


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded: what no printing of it changes."""
    return "".join(filter(str.isalnum, fold_in_place(text)))


def _groups(texts: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of texts that are reprints of one another, two or more, in order."""
    shingled = [_shingles(text) for text in texts]
    leaders = list(range(len(texts)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            number = leaders[number]
        return number

    for (one, other), shared in _neighbours(shingled).items():
        if shared >= LEAST_CONTAINED * min(len(shingled[one]), len(shingled[other])):
            first, second = sorted((leader(one), leader(other)))
            leaders[second] = first
    groups: dict[int, list[int]] = {}
    for number in range(len(texts)):
        groups.setdefault(leader(number), []).append(number)
    return (group for group in groups.values() if len(group) > 1)


def _neighbours(shingled: Sequence[NDArray[np.uint64]]) -> Mapping[tuple[int, int], int]:
    """How many shingles two texts share, counting of each only the next text that has it.

    Of many reprints each shares nearly all with the next one, so that is enough to find
    them, and what stands in every text costs no more than one entry for each.
    """
    owners = np.repeat(np.arange(len(shingled)), [len(each) for each in shingled])
    shingles = np.concatenate([np.zeros(0, dtype=np.uint64), *shingled])
    order = np.argsort(shingles, kind="stable")
    same = np.flatnonzero(np.diff(shingles[order]) == 0)
    pairs = zip(owners[order[same]].tolist(), owners[order[same + 1]].tolist(), strict=True)
    return Counter(pairs)


def _shingles(letters: str) -> NDArray[np.uint64]:
    """A number for each run of letters, each once; a text without a run is one as a whole.

    Source: Broder, "On the resemblance and containment of documents", 1997.
    """
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    length = min(_SHINGLE, len(codes))
    numbers = np.zeros(len(codes) - length + 1, dtype=np.uint64)
    for place in range(length):
        numbers = (numbers + codes[place : len(codes) - length + 1 + place]) * _FACTOR
        numbers ^= numbers >> np.uint64(29)
    return np.unique(numbers) if length else numbers[:0]


def other_places(sentence: Sentence, same: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Of the places of a sentence, the first in each article but its own."""
    firsts: dict[str, Sentence] = {}
    for place in same:
        if place.article_id != sentence.article_id:
            firsts.setdefault(place.article_id, place)
    return tuple(firsts.values())
