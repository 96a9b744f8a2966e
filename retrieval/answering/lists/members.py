"""An enumeration as the members of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.lists.asking import Ask
from retrieval.answering.lists.enumerations import Enumeration
from retrieval.answering.lists.people import (
    Person,
    bare_name,
    count_people,
    is_collective,
    is_post,
    person_in,
)
from retrieval.answering.lists.reading import Reading
from retrieval.answering.lists.trimming import first_start, last_end, tidied
from retrieval.answering.lists.words import ET_CETERA
from retrieval.model import Span, Tag


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list and its role; places count from the sentence's start."""

    span: Span
    role: Span | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The members of one enumeration, in text order."""

    reading: Reading
    members: tuple[Member, ...]
    span: Span
    """From the first member, with its role, to the last."""
    clauses: Span
    open_ended: bool

    @property
    def of_people(self) -> bool:
        """Whether most of the members are people."""
        return 2 * sum(member.person for member in self.members) > len(self.members)


def listing(reading: Reading, found: Enumeration, ask: Ask) -> Listing | None:
    """The members of an enumeration; None if it turns out to have less than two."""
    parts = list(found.parts)
    open_ended = False
    if not found.closed:
        start = first_start(reading, parts[0], ask, parts[1:])
        end, open_ended = last_end(reading, parts[-1], ask, parts[:-1])
        end = max(end, _name_end(reading, parts))
        parts[0] = Span(start, parts[0].end)
        parts[-1] = Span(parts[-1].start, max(end, parts[-1].start))
    named = count_people(reading, parts)
    as_people = named * 2 >= len(parts) or (ask.people and named > 0)
    members = _people(reading, parts) if as_people else []
    if not any(member.person for member in members):
        members = [Member(tidied(reading, part)) for part in parts]
        members = _unquoted(reading, members)
    members = [member for member in members if len(member.span)]
    if len(members) < 2:  # noqa: PLR2004 - one is no list
        return None
    first = members[0].role or members[0].span
    after = ET_CETERA.match(reading.text, members[-1].span.end)
    return Listing(
        reading,
        tuple(members),
        Span(min(first.start, members[0].span.start), members[-1].span.end),
        found.clauses,
        open_ended or after is not None,
    )


def _name_end(reading: Reading, parts: Sequence[Span]) -> int:
    """Where the first tagged name of the last part ends, if the others are people, too."""
    others = parts[:-1]
    if 2 * count_people(reading, others) < len(others):
        return 0
    names = [
        word.span.end
        for word in reading.within(parts[-1].start, parts[-1].end)
        if word.tag is Tag.PERSON
    ]
    if not names:
        return 0
    person = person_in(reading, Span(parts[-1].start, names[0]))
    return names[0] if person is not None else 0


def _people(reading: Reading, parts: Sequence[Span]) -> list[Member]:
    """Names with their posts; a post of its own part belongs to the name that follows."""
    members: list[Member] = []
    posts: Span | None = None
    role: Span | None = None
    for number, part in enumerate(parts):
        person = person_in(reading, part)
        following = parts[number + 1 : number + 2]
        if person is None and bare_name(reading, part):
            # What no post stands before shares the post before: 副主任李明、王华.
            person = Person(part, None)
        if person is not None:
            begins = posts or person.role
            if begins is not None:
                end = person.role.end if person.role else begins.end
                role = Span(begins.start, end)
            members.append(Member(_name(reading, person.name), role, person=True))
            posts = None
        elif is_post(reading, part) and any(
            person_in(reading, each) or is_post(reading, each) for each in following
        ):
            posts = Span(posts.start if posts else part.start, part.end)
        else:
            if posts is not None:
                members.append(Member(tidied(reading, posts), None, person=True))
            posts = None
            collective = is_collective(reading, part)
            members.append(Member(tidied(reading, part), None, person=collective))
    return members


def _name(reading: Reading, span: Span) -> Span:
    return tidied(reading, span)


def _unquoted(reading: Reading, members: list[Member]) -> list[Member]:
    """纪录片《补鞋匠》 is 补鞋匠 where the others are quoted names alone."""
    text = reading.text
    quoted = [
        member
        for member in members
        if member.span.start > 0 and text[member.span.start - 1] in "《「“"
    ]
    if len(quoted) < 2:  # noqa: PLR2004
        return members
    result: list[Member] = []
    for member in members:
        opening = max(text.find(mark, member.span.start, member.span.end) for mark in "《「“")
        if opening > member.span.start and text[member.span.end - 1] in "》」”":
            result.append(Member(Span(opening + 1, member.span.end - 1)))
        else:
            result.append(member)
    return result
