"""Sentences as bags of terms, all terms as numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tests.bench.fitted import LIMITS

Numbers = NDArray[np.int32]
ARTICLE = 40
"""Sentences of an article: a long piece of news."""

_HAN = 0x4E00
_HANS = 0x9FFF - _HAN + 1
"""How many of Unicode's first block of Chinese characters are used as units."""
_SIDE = 4_096
"""Characters that stand in pairs and words: its square is the most pairs there can be."""
_UNITS, _PAIRS, _WORDS = LIMITS.values()


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Sentences, one behind the other; 4 bytes a term."""

    terms: Numbers
    """The terms of all sentences, as often as they occur: rows of `codes`."""
    bounds: NDArray[np.int64]
    """Where the terms of each sentence begin, and those of the last one end."""
    codes: Numbers
    """What tells each term from the others, ascending; `spelled` makes a word of it."""

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self.bounds) - 1

    def vocabulary(self) -> list[str]:
        """Each term once."""
        return [spelled(code) for code in self.codes.tolist()]

    def sentence(self, number: int) -> Numbers:
        """The terms of a sentence, from 0."""
        return self.terms[self.bounds[number] : self.bounds[number + 1]]

    def words(self, number: int) -> list[str]:
        """The different terms of a sentence."""
        return self.spelled(np.unique(self.sentence(number)))

    def spelled(self, terms: Numbers) -> list[str]:
        """Terms as words."""
        return [spelled(code) for code in self.codes[terms].tolist()]

    def split(self) -> Iterator[Self]:
        """Each article by itself."""
        for first in range(0, len(self), ARTICLE):
            bounds = self.bounds[first : first + ARTICLE + 1]
            terms = self.terms[bounds[0] : bounds[-1]]
            yield type(self)(terms, bounds - bounds[0], self.codes)

    def articles(self) -> Iterator[tuple[tuple[str, ...], list[Numbers]]]:
        """Each term of an article once, and each of its sentences as numbers of those."""
        for article in self.split():
            known, numbers = np.unique(article.terms, return_inverse=True)
            sentences = np.split(numbers.astype(np.int32), article.bounds[1:-1])
            yield tuple(self.spelled(known)), sentences

    def documents(self) -> list[list[str]]:
        """The sentences as lists of words; the same word is the same object."""
        known = self.vocabulary().__getitem__
        return [list(map(known, self.sentence(number).tolist())) for number in range(len(self))]

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        for name in ("terms", "bounds", "codes"):
            np.save(folder / f"{name}.npy", getattr(self, name))


def load_corpus(folder: Path) -> Corpus:
    """The corpus in a folder."""
    return Corpus(*(np.load(folder / f"{name}.npy") for name in ("terms", "bounds", "codes")))


def spelled(code: int) -> str:
    """A term as the tokenizer writes it: a unit 会, a pair `会 议`, a word `会议/`."""
    if code < _UNITS:
        return chr(_HAN + code) if code < _HANS else str(code)
    code -= _UNITS
    if code < _PAIRS:
        first, second = divmod(code, _SIDE)
        return f"{chr(_HAN + first)} {chr(_HAN + second)}"
    first, second = divmod(code - _PAIRS, _SIDE)
    return f"{chr(_HAN + first)}{chr(_HAN + second)}/"
