"""A text's lines, and which of them are prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.model import Span
from retrieval.text.scripts import fold_in_place

PROSE_CHARS = 60
"""A line longer than this is prose whatever it ends in."""
_SENTENCE_END = re.compile(r"[。；]|[a-z0-9]{2}[.!?][\"'”’)]*(?: [\"'“‘(]?[A-Z]|$)")
_MIN_LATIN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one piece of the page around them."""

    span: Span
    text: str
    folded: str
    """Simplified and lower-case; as long as `text`."""


def lines_of(text: str) -> list[Line]:
    """The lines of a text, without their line feeds; none for an empty text."""
    folded = fold_in_place(text)
    lines: list[Line] = []
    start = 0
    for line in text.split("\n") if text else ():
        end = start + len(line)
        lines.append(Line(Span(start, end), line, folded[start:end]))
        start = end + 1
    return lines


def is_prose(line: Line) -> bool:
    """Whether a line is running text: long, or with the end of a sentence in it.

    ！ and ？ do not tell: headlines end in them too. A Latin full stop tells if
    the line has some words.
    """
    if len(line.text) > PROSE_CHARS or "。" in line.text or "；" in line.text:
        return True
    return (
        len(line.text.split()) >= _MIN_LATIN_WORDS and _SENTENCE_END.search(line.text) is not None
    )


def spans_without(lines: list[Line], numbers: set[int]) -> Iterator[Span]:
    """What to delete so that the lines with these numbers are gone, line feeds included."""
    kept_end = 0
    kept = [line for number, line in enumerate(lines) if number not in numbers]
    for line in kept:
        # The first kept line takes no line feed along; each other one keeps the one before it.
        start = line.span.start - (1 if kept_end else 0)
        if kept_end < start:
            yield Span(kept_end, start)
        kept_end = line.span.end
    if lines and kept_end < lines[-1].span.end:
        yield Span(kept_end, lines[-1].span.end)
