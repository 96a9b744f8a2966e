"""Marked text, and how it is broken into lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from tests.pictures.widths import width

_OPENING = frozenset("“‘（《「『(")
"""End no line."""
_CLOSING = frozenset("”’）》」』)。，、；：！？…,.;:!?%")
"""Begin no line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text under the same marks."""

    text: str
    marks: frozenset[str] = frozenset()
    """Telegram's names: `bold`, `italic`, `underline`."""

    def width(self, size: float) -> float:
        """About."""
        return width(self.text, size, bold="bold" in self.marks)


Line = tuple[Span, ...]


def line_width(line: Line, size: float) -> float:
    """About."""
    return sum(span.width(size) for span in line)


def broken(line: Line, room: float, size: float) -> Iterator[Line]:
    """The same in lines that fit into `room`; a word that does not has one of its own."""
    current: list[Span] = []
    used = 0.0
    for word in _words(line):
        wide = line_width(_trimmed(word), size)
        if current and used + wide > room:
            yield _trimmed(current)
            current, used = [], 0.0
        current += word
        used += line_width(tuple(word), size)
    yield _trimmed(current)


def _words(line: Line) -> Iterator[list[Span]]:
    """What stays together, a span for each character, with the spaces behind it."""
    characters = [Span(each, span.marks) for span in line for each in span.text]
    word = characters[:1]
    for before, after in pairwise(characters):
        if _may_break(before.text, after.text):
            yield word
            word = []
        word.append(after)
    yield word


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    return before == " " or not (before.isascii() and after.isascii())


def _trimmed(characters: Iterable[Span]) -> Line:
    """In as few spans as there are marks, without the space at the end."""
    grouped = groupby(characters, attrgetter("marks"))
    *spans, last = [
        Span("".join(each.text for each in alike), marks) for marks, alike in grouped
    ] or [Span("")]
    return (*spans, Span(last.text.rstrip(), last.marks))
