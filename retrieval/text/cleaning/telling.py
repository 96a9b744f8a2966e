"""Lines that tell about the article: date, source, author, editors, counters."""

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.model import Span
from retrieval.text.cleaning.dates import is_labelled_date
from retrieval.text.cleaning.lines import Line
from retrieval.text.cleaning.patterns import SEPARATORS, Patterns

Field = Literal["title", "published", "updated", "source", "author", "others"]

MAX_LINE = 200
"""Longest line that is looked at, in characters."""
MAX_VALUE = {"title": 80, "source": 40, "author": 40, "others": 60}
"""Longest value of a field, in characters."""
MAX_LONE_VALUE = 15
"""Longest value on the line below its label, in characters; dates may be longer."""
_SENTENCE = re.compile(r"[。；！？;!?…]|[，,]$")
_TITLE_SENTENCE = re.compile(r"[。；;]")
_PUNCTUATION = re.compile(r"[^\w\s·.-]")
_NAME = re.compile(r"(?:[A-Z][\w.'-]*|and|de|van|von|[\u3400-\u9fff·]{2,6})(?:[ ,、&]+|$)")
_FIELDS: dict[str, Field] = {
    "title": "title",
    "published": "published",
    "updated": "updated",
    "timed": "published",
    "date": "published",
    "source": "source",
    "author": "author",
    "staff": "others",
    "signers": "others",
    "others": "others",
}
_DATED = frozenset({"published", "updated", "timed"})
_PEOPLE = frozenset({"author", "staff", "signers"})
_SAID = re.compile(r"[?？\d]|请|您|你|吗|呢|什么|怎|哪|为何|要求|每|本科")
"""What is in no list of names: a question, a number, a condition."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one line tells."""

    fields: tuple[tuple[Field, str], ...]
    """Values as the line writes them."""
    label: str
    """The first label as folded; empty if the line has none."""
    awaits: Field | None = None
    """The field whose value may stand on the next line."""
    is_bare_date: bool = False
    """Whether the line is a date and nothing more."""
    needs_headline: bool = False
    """Whether it tells something only right below a headline: a bare date, a byline."""
    is_certain: bool = True
    """False where the line is a label without a colon: it tells nothing by itself."""
    is_dated: bool = False
    """Whether its label is that of a date, with a date behind."""
    is_weak: bool = False
    """Whether it only signs (审核, 签发), as documents do as well."""
    must_agree: bool = False
    """Whether an article has one such value: several lines with its label are the text's."""
    needs_company: bool = False
    """Whether it tells something only beside other lines: 时间 alone is that of a meeting."""


def told_by(line: Line, patterns: Patterns) -> Told | None:
    """What the line tells, if that is all it does."""
    if len(line.text) > MAX_LINE or "。" in line.text:
        return None
    marks = list(patterns.mark.finditer(line.folded))
    if not marks or line.text[: marks[0].start()].strip(SEPARATORS):
        return None
    kinds = {mark.lastgroup for mark in marks}
    if kinds == {"chrome"}:
        return None  # tells nothing about the article
    fields = _fields_of(line, marks)
    if fields is None:
        return None
    first = marks[0]
    is_bare_date = len(marks) == 1 and first.lastgroup == "date"
    empty = next((field for field, value in fields if not value), None)
    return Told(
        tuple((field, value) for field, value in fields if value),
        label=first[0].rstrip(SEPARATORS) if first.lastgroup not in {"date", "chrome"} else "",
        awaits=empty if len(marks) == 1 else None,
        is_bare_date=is_bare_date,
        needs_headline=is_bare_date,
        is_certain=len(marks) > 1 or first.lastgroup not in _DATED or not _is_bare(first),
        is_dated=first.lastgroup in _DATED,
        is_weak=kinds == {"signers"},
        must_agree=first.lastgroup in {*_PEOPLE, "title"},
        needs_company="timed" in kinds and kinds <= {"timed", "date"},
    )


def _fields_of(line: Line, marks: list[re.Match[str]]) -> list[tuple[Field, str]] | None:
    """Each field with its value, empty where none stands behind; None if one is no value."""
    fields: list[tuple[Field, str]] = []
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    for mark, end in zip(marks, ends, strict=True):
        kind = mark.lastgroup or ""
        field = _FIELDS.get(kind)
        value = _value(line, Span(mark.end(), end))
        if kind == "date" or field is None:
            if len(value):
                return None
            value = Span(*mark.span())
        if field is None:
            continue
        if not is_value(field, value.of(line.text), value.of(line.folded)):
            return None
        if kind in _PEOPLE and _SAID.search(value.of(line.folded)):
            return None
        if kind == "date" and fields and not fields[-1][1]:
            field = fields.pop()[0]  # a date is that of the label before it
        fields.append((field, value.of(line.text).strip()))
    return fields


def told_by_byline(line: Line, patterns: Patterns) -> Told | None:
    """The author, where a line is `By` and names, or `记者 ` and names."""
    opener = patterns.byline.match(line.folded)
    if opener is None or len(line.text) > MAX_VALUE["author"]:
        return None
    names = line.text[opener.end() :]
    if not re.fullmatch(f"(?:{_NAME.pattern})+", names):
        return None
    fields: tuple[tuple[Field, str], ...] = (("author", names),)
    return Told(fields, label=opener[0].strip(), needs_headline=True, must_agree=True)


def told_by_dateline(line: Line, patterns: Patterns) -> Told | None:
    """Source and date, where a line is a medium's name and a date: `新华社 2022-05-25 10:30`."""
    found = patterns.dateline.fullmatch(line.folded)
    if found is None:
        return None
    date, medium = ("date", "before") if found["date"] else ("date_first", "behind")
    fields: tuple[tuple[Field, str], ...] = (
        ("published", Span(*found.span(date)).of(line.text)),
        ("source", Span(*found.span(medium)).of(line.text)),
    )
    return Told(fields, label="", needs_headline=True)


def is_value(field: Field, text: str, folded: str) -> bool:
    """Whether a text passes for the field's value, empty included."""
    if not text:
        return True
    if field in {"published", "updated"}:
        return is_labelled_date(folded.strip())
    sentence = _TITLE_SENTENCE if field == "title" else _SENTENCE
    return len(text) <= MAX_VALUE[field] and not sentence.search(text)


def is_lone_value(field: Field, line: Line) -> bool:
    """Whether a line passes for the value of the label on the line above."""
    if field in {"published", "updated"}:
        return is_labelled_date(line.folded)
    return (
        field != "title"
        and len(line.text) <= MAX_LONE_VALUE
        and not _PUNCTUATION.search(line.text)
    )


def _is_bare(mark: re.Match[str]) -> bool:
    return not re.search(r"[:：】\]]", mark[0])


def _value(line: Line, span: Span) -> Span:
    """The part of `span` between separators; brackets stay if they are the value's own."""
    text = span.of(line.text)
    own = text.strip(" |｜/／·•【】[]—–-_、,，:：")
    if own.endswith((")", "）")) and "(" not in own and "（" not in own:
        own = own[:-1].rstrip()
    own = own.removesuffix("（").removesuffix("(").rstrip()
    start = span.start + text.index(own)
    return Span(start, start + len(own))
