"""Names of people, and what the text calls them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.lists.reading import Reading
from retrieval.answering.lists.words import BODIES, COLLECTIVE, POSTS
from retrieval.model import Span, Tag

_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+(?:[·・‧][\u3400-\u9fff]+)+")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]+)*$")
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]$")
_RELATIVE = re.compile(r"^.*的(?=.)")
_DOTTED = re.compile(r"[\u3400-\u9fff]+[·・‧\-]([\u3400-\u9fff]+)(?:[·・‧\-][\u3400-\u9fff]+)*")
_LONGEST_TITLE = 2
_DOTS = frozenset({"·", "・", "‧", ".", "-"})
"""What joins the names of a foreigner."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name with its role, or a collective, which has none."""

    name: Span
    role: Span | None


def person_in(reading: Reading, part: Span) -> Person | None:
    """Whom a part of an enumeration names; None if it names a post alone, or nobody."""
    text = reading.text
    bracket = _BRACKETED.search(text, part.start, part.end)
    if bracket is not None:
        inner = person_in(reading, Span(part.start, bracket.start()))
        role = Span(*bracket.span(1))
        return None if inner is None else Person(inner.name, inner.role or role)
    name = _tagged_name(reading, part) or _posted_name(text, part)
    if name is None:
        return None
    return Person(name, _role(reading, Span(part.start, name.start)))


def _tagged_name(reading: Reading, part: Span) -> Span | None:
    names = [word.span for word in reading.within(part.start, part.end) if word.tag is Tag.PERSON]
    if not names:
        return None
    name = next((span for span in names if span.end == part.end), names[0])
    # The tagger may have lost the surname: what stands behind the post is the name.
    posted = _posted_name(reading.text, Span(part.start, name.end))
    if posted is not None and posted.start < name.start and posted.end == name.end:
        return posted
    whole = _dotted(reading, name, part)
    return whole if whole != name else _with_title(reading, name, part)


def _dotted(reading: Reading, name: Span, part: Span) -> Span:
    """The whole of a foreigner's name, of which the tagger knew a part: 蕾妮·齐薇格."""
    for match in _DOTTED.finditer(reading.text, part.start, part.end):
        if match.end() < name.end or match.start() > name.start:
            continue
        dot = match.start(1) - 1
        posts = [post.end() for post in POSTS.finditer(reading.text, match.start(), dot)]
        start = name.start if name.start < dot else max(posts, default=match.start())
        return Span(min(start, name.start), match.end())
    return name


def _with_title(reading: Reading, name: Span, part: Span) -> Span:
    """The name with what ends its part: a title (王大公), a letter that the tagger lost."""
    rest = reading.within(name.end, part.end)
    alone = len(rest) == 1 and rest[0].tag in {Tag.NOUN, Tag.PROPER, Tag.ADJECTIVE}
    ends = alone and rest[0].span.end == part.end and part.end - name.end <= _LONGEST_TITLE
    return Span(name.start, part.end) if ends else name


def _posted_name(text: str, part: Span) -> Span | None:
    """What stands behind the last post: 副主任|李明; a Latin name stands for itself."""
    latin = _LATIN_NAME.search(text, part.start, part.end)
    if latin is not None:
        return Span(*latin.span())
    for pattern in (POSTS, BODIES):
        ends = [match.end() for match in pattern.finditer(text, part.start, part.end)]
        for end in reversed(ends):
            rest = Span(end, part.end)
            if len(rest) and _NAME.fullmatch(text, end, part.end) and not _called(text, rest):
                return rest
    return None


def _called(text: str, span: Span) -> bool:
    """Whether it says what people are called, rather than a name."""
    return (
        POSTS.search(text, span.start, span.end) is not None
        or COLLECTIVE.search(span.of(text)) is not None
    )


def _role(reading: Reading, before: Span) -> Span | None:
    """The post before a name; without the clause that tells more of the person."""
    text = reading.text
    end = before.end
    while end > before.start and text[end - 1] in "的 、，,—":
        end -= 1
    start = before.start
    relative = _RELATIVE.match(text[start:end])
    if relative is not None:
        start += relative.end()
    return Span(start, end) if start < end else None


def bare_name(reading: Reading, part: Span) -> bool:
    """Whether a part can be a name though nothing says so: two to four characters."""
    return (
        _NAME.fullmatch(reading.text, part.start, part.end) is not None
        and Tag.VERB not in reading.tags(part.start, part.end)
        and not _called(reading.text, part)
    )


def is_collective(reading: Reading, part: Span) -> bool:
    """Whether a part is a group or a post of people: 相关部门负责人."""
    return COLLECTIVE.search(part.of(reading.text)) is not None


def is_post(reading: Reading, part: Span) -> bool:
    """Whether a part ends in a post, so that a name may follow in the next part."""
    ends = [match.end() for match in POSTS.finditer(reading.text, part.start, part.end)]
    return bool(ends) and ends[-1] == part.end


def count_people(reading: Reading, parts: Sequence[Span]) -> int:
    """How many parts name a person."""
    return sum(person_in(reading, part) is not None for part in parts)
