"""Lists whose members are sentences of their own: numbered lines, 一是 …；二是 …."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.lists.people import person_in
from retrieval.answering.lists.reading import Reading
from retrieval.answering.lists.words import LATER_MARKS, LINE_MARK
from retrieval.model import Span, Tag

_ENDS = "；;。.，,、！!？? \u3000"
_APPOINTED = re.compile(r"(?:为|任|担任|出任)")
_LONGEST_HEADING = 20
"""Characters of a line that only announces what follows."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A member, and its role; places count from its sentence's start."""

    reading: Reading
    span: Span
    role: Span | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Members in sentences of their own, and what announces them."""

    header: Reading
    announced: Span
    """The part of the header that announces them."""
    lines: tuple[Line, ...]


def blocks(readings: Sequence[Reading]) -> Iterator[Block]:
    """All such lists among the sentences of one article, in text order."""
    for number, reading in enumerate(readings):
        following = readings[number + 1 :]
        colon = reading.text.rstrip().endswith(("：", ":"))
        lines = list(_lines(following)) if colon else []
        if len(lines) >= _LEAST:
            yield Block(reading, Span(0, len(reading.text)), tuple(map(_line, lines)))
        first = LATER_MARKS.search(reading.text)
        if first is not None and not LATER_MARKS.match(reading.text):
            marked = [(reading, first.end()), *_marked(reading, following)]
            if len(marked) >= _LEAST:
                members = tuple(Line(each, _ended(each, start)) for each, start in marked)
                yield Block(reading, Span(0, first.start()), members)


def heading_of(readings: Sequence[Reading], number: int) -> str:
    """The line above a sentence that only announces it; empty if there is none."""
    if number == 0:
        return ""
    above, this = readings[number - 1], readings[number]
    own_line = above.sentence.paragraph != this.sentence.paragraph
    is_heading = len(above.text) <= _LONGEST_HEADING and above.text[-1:] not in "。；！？，"
    return above.text if own_line and is_heading else ""


def _lines(following: Sequence[Reading]) -> Iterator[Reading]:
    """The lines of one list: all numbered, or each but the last ending in a semicolon."""
    by_line = itertools.groupby(following, key=lambda each: each.sentence.paragraph)
    numbered: bool | None = None
    for _, group in by_line:
        reading = next(group)
        has_mark = LINE_MARK.match(reading.text) is not None
        if numbered is None:
            numbered = has_mark
        if numbered and not has_mark:
            return
        goes_on = reading.text.rstrip().endswith(("；", ";"))
        alone = next(group, None) is None
        if not numbered and not alone:
            return
        yield reading
        if not goes_on and not numbered:
            return
        if numbered and reading.text.rstrip().endswith("。"):
            return


def _marked(first: Reading, following: Sequence[Reading]) -> Iterator[tuple[Reading, int]]:
    for reading in following:
        mark = LATER_MARKS.match(reading.text)
        if mark is None or reading.sentence.paragraph != first.sentence.paragraph:
            return
        yield reading, mark.end()


def _line(reading: Reading) -> Line:
    mark = LINE_MARK.match(reading.text)
    whole = _ended(reading, mark.end() if mark else 0)
    named = next(
        (
            word.span
            for word in reading.within(whole.start, whole.end)
            if word.tag is Tag.PERSON and word.span.start == whole.start
        ),
        None,
    )
    if named is not None:
        appointed = _APPOINTED.match(reading.text, named.end)
        role = Span(appointed.end(), whole.end) if appointed else None
        return Line(reading, named, role, person=True)
    if (person := person_in(reading, whole)) and person.name.end == whole.end:
        return Line(reading, person.name, person.role, person=True)
    return Line(reading, whole)


def _ended(reading: Reading, start: int) -> Span:
    text = reading.text
    end = len(text)
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    while start < end and text[start] in _ENDS:
        start += 1
    return Span(start, end)
