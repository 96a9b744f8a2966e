"""A sentence as the search for lists reads it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from retrieval.answering.shelf import Shelf
from retrieval.model import Sentence, Span, Tag, TaggedWord
from retrieval.text.scripts import to_simplified

_OPENING, _CLOSING = "《〈“「『‘(（【[", "》〉”」』’)）】]"
_LATIN = re.compile(r"[A-Za-z0-9.\-]+(?: [A-Za-z.\-]+)*|.", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Reading:
    """A sentence with its words; all places count from the sentence's first character.

    Each is made once and equals itself alone, so that what is found in it can be kept by it.
    """

    sentence: Sentence
    text: str
    """In Simplified characters, as long as the sentence."""
    tagged: Callable[[Sentence], Iterable[TaggedWord]]
    """The tagged words of a sentence, as spans of its article; none without a tagger."""
    level: int = 0
    """How many brackets deep this reading goes: 1 reads what stands in brackets."""

    @cached_property
    def words(self) -> tuple[TaggedWord, ...]:
        """The tagged words; where there is no tagger, single characters as nouns.

        Of most sentences of an article nobody asks for them.
        """
        start = self.sentence.span.start
        words = tuple(
            TaggedWord(word.span.shifted(-start), word.tag) for word in self.tagged(self.sentence)
        )
        return words or tuple(_characters(self.text))

    @cached_property
    def depth(self) -> tuple[int, ...]:
        """How many quotes and brackets each character stands in; their marks count too."""
        depths: list[int] = []
        depth = 0
        for character in self.text:
            depth += character in _OPENING
            depths.append(depth)
            depth -= character in _CLOSING and depth > 0
        return tuple(depths)

    def bare(self, place: int) -> bool:
        """Whether the character there stands in no quotes or brackets of this level."""
        return self.depth[place] == self.level and not self.outside(place)

    def outside(self, place: int) -> bool:
        """Whether this reading does not reach it."""
        return bool(self.level) and (
            self.depth[place] < self.level or self.text[place] in "(（)）"
        )

    def deeper(self) -> "Reading":
        """What stands in its brackets."""
        return replace(self, level=self.level + 1)

    def within(self, start: int, end: int) -> list[TaggedWord]:
        """The words that lie in that range."""
        return [word for word in self.words if start <= word.span.start and word.span.end <= end]

    def tags(self, start: int, end: int) -> list[Tag]:
        """Their tags."""
        return [word.tag for word in self.within(start, end)]


def read(sentence: Sentence, shelf: Shelf) -> Reading:
    """The reading of a sentence of `shelf`."""
    return Reading(sentence, _simplified(sentence.text), shelf.words_of)


@lru_cache(maxsize=4_096)
def _simplified(text: str) -> str:
    """Kept, since every list question reads all sentences of its articles."""
    return to_simplified(text)


def _characters(text: str) -> Iterator[TaggedWord]:
    for match in _LATIN.finditer(text):
        if match[0].strip():
            tag = Tag.NOUN if match[0].isalnum() else Tag.PUNCTUATION
            yield TaggedWord(Span(*match.span()), tag)
