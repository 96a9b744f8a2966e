"""The parts of an analysis: few objects, however many sentences there are.

A shelf of 100,000 sentences as objects, with their terms as texts, is millions of objects,
which take most of its memory, and which Python's collector walks over again and again.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Article, Sentence, Span

Terms = tuple[str, ...]
Numbers = NDArray[np.integer]
"""Of the fewest bytes that hold them."""

_KEPT = 64
"""Articles whose vocabularies are kept as texts; some 200 kB each."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Rows of numbers behind one another, as many for each sentence as it has."""

    rows: Numbers
    """Shape (rows, numbers a row)."""
    bounds: Numbers
    """Where each sentence's rows begin, and where the last one's end."""

    def of(self, first: int, last: int) -> Numbers:
        """The rows of the sentences from number `first` to `last`, half-open."""
        return self.rows[self.bounds[first] : self.bounds[last]]

    def owners(self, first: int, last: int) -> NDArray[np.intp]:
        """The sentence of each of those rows, counted from `first`."""
        return np.repeat(np.arange(last - first), np.diff(self.bounds[first : last + 1]))


class Sentences(Sequence[Sentence]):
    """The sentences of an article in order, each made when it is asked for."""

    def __init__(self, article: Article, places: Numbers) -> None:
        """Each row of `places` is a paragraph, a number there, a start and an end."""
        self._article = article
        self.places = places

    @classmethod
    def of(cls, article: Article, sentences: Sequence[Sentence]) -> "Sentences":
        """Those sentences, which are all of the article."""
        rows = [
            (each.paragraph, each.number, each.span.start, each.span.end) for each in sentences
        ]
        return cls(article, np.array(rows, dtype=np.int32).reshape(-1, 4))

    @property
    def lengths(self) -> list[int]:
        """In code points."""
        lengths: list[int] = (self.places[:, 3] - self.places[:, 2]).tolist()
        return lengths

    def number_of(self, sentence: Sentence) -> int:
        """Which of them this is, from 0."""
        return int(np.searchsorted(self.places[:, 2], sentence.span.start, "right")) - 1

    @overload
    def __getitem__(self, number: int) -> Sentence: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Sentence, ...]: ...

    def __getitem__(self, number: int | slice) -> Sentence | tuple[Sentence, ...]:
        """One of them, or some."""
        if isinstance(number, slice):
            return tuple(map(self._made, self.places[number].tolist()))
        return self._made(self.places[number].tolist())

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self.places)

    def __iter__(self) -> Iterator[Sentence]:
        """In text order."""
        return map(self._made, self.places.tolist())

    def _made(self, place: Sequence[int]) -> Sentence:
        paragraph, number, start, end = place
        span = Span(start, end)
        return Sentence(self._article.id, paragraph, number, span, span.of(self._article.text))


class Vocabulary:
    """The terms of an article, each once, packed; its number is its place among them."""

    def __init__(self, packed: bytes) -> None:
        """As `of` packs them."""
        self.packed = packed

    @classmethod
    def of(cls, terms: Iterable[str]) -> "Vocabulary":
        """Those terms."""
        told = json.dumps([*terms], ensure_ascii=False, separators=(",", ":"))
        return cls(told.encode("utf-8", "surrogatepass"))

    @property
    def terms(self) -> Terms:
        """In the order of their numbers."""
        return tuple(self.numbers)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each; never to be changed."""
        return _numbers(self)


@lru_cache(_KEPT)
def _numbers(vocabulary: Vocabulary) -> dict[str, int]:
    terms = json.loads(vocabulary.packed.decode("utf-8", "surrogatepass"))
    return dict(zip(terms, range(len(terms)), strict=True))
