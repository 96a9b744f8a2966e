"""The parts of an analysis: few objects, however many sentences there are.

A shelf of 100,000 sentences as objects, with their terms as texts, is millions of objects,
which take most of its memory, and which Python's collector walks over again and again.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
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
    """The terms of an article, each once, in the order of their keys, which are their numbers.

    Most questions have few of its terms: they are found by their keys, and no text is made.
    """

    def __init__(self, keys: NDArray[np.uint64], packed: bytes) -> None:
        """As `of` packs them."""
        self.keys = keys
        self.packed = packed

    @classmethod
    def of(cls, terms: Collection[str]) -> tuple["Vocabulary", Numbers]:
        """Those terms, and the number of each in it."""
        keys = keys_of(terms)
        order = np.argsort(keys, kind="stable")
        numbers = np.empty(len(order), dtype=np.int32)
        numbers[order] = np.arange(len(order))
        by_number = np.array([*terms], dtype=object)[order].tolist()
        told = json.dumps(by_number, ensure_ascii=False, separators=(",", ":"))
        return cls(keys[order], told.encode("utf-8", "surrogatepass")), numbers

    @property
    def terms(self) -> Terms:
        """In the order of their numbers."""
        return _terms(self)

    def numbers_of(self, keys: NDArray[np.uint64]) -> NDArray[np.intp]:
        """The number of the term that has each key; −1 if none has."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.intp)
        numbers = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[numbers] == keys, numbers, -1)


@lru_cache(_KEPT)
def _terms(vocabulary: Vocabulary) -> Terms:
    return tuple(json.loads(vocabulary.packed.decode("utf-8", "surrogatepass")))


def keys_of(terms: Collection[str]) -> NDArray[np.uint64]:
    """A number for each term; that two of an article have the same will not happen."""
    digests = [
        blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest() for term in terms
    ]
    return np.frombuffer(b"".join(digests), dtype="<u8")
