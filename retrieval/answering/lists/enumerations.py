"""Where a sentence enumerates: parts that commas and conjunctions hold together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.lists.reading import Reading
from retrieval.answering.lists.words import (
    CONJUNCTIONS,
    LATER_MARKS,
    NO_CONJUNCTION,
    STOP_ADVERBS,
    STRONG_CONJUNCTIONS,
)
from retrieval.model import Span, Tag

_BREAKS = "，,；;：:。！？!?—"
_BREAK = re.compile(f"[{_BREAKS}]")
_COMMAS = "，,"
_COLONS = frozenset({"：", ":", "—"})
_CONJUNCTION = re.compile("|".join(CONJUNCTIONS))
_JOINING = re.compile(r"(?:以及|还有|及|和|与|也(?![是为有在会能可被])|并且)")
_GOING_ON = re.compile(r"分别|包括|包含|例如|比如|譬如|如|即|其中|有|是|为")
_BEFORE_PREPOSITIONS = frozenset("不都也还曾已没未均可能会")
"""Behind these, 与 and 和 are prepositions: 都不**与**学生 …"""
_GROUPED = re.compile(r"[0-9][,.:][0-9]")
_SHORT = 12
"""Characters of a member that stands between commas, at most."""
_LEAST_COMMAS = 3
"""Commas of a list that has no conjunction."""
_CONTENT = frozenset({Tag.VERB, Tag.PREPOSITION, Tag.ADVERB, Tag.PRONOUN, Tag.PARTICLE})


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Two parts or more; the first and the last may hold more than their member."""

    parts: tuple[Span, ...]
    clauses: Span
    """The clauses that the parts stand in."""
    closed: bool = False
    """Whether every part is a member as it is: nothing is to be trimmed."""


@dataclass(frozen=True, slots=True)
class _Clause:
    span: Span
    before: str
    """The mark that it follows."""
    parts: tuple[Span, ...]


def enumerations(reading: Reading) -> list[Enumeration]:
    """All that `reading` enumerates, outside of quotes and brackets."""
    clauses = list(_clauses(reading))
    marked = list(_marked(reading))
    found = marked or list(_after_colon(clauses))
    start = 0
    while start < len(clauses):
        end = start + 1
        while end < len(clauses) and _continues(reading, clauses, start, end):
            end += 1
        chain = clauses[start:end]
        parts = [part for clause in chain for part in clause.parts]
        # What stands before a colon announces the list.
        announced = chain[0].before in _COLONS or _GOING_ON.match(
            reading.text, chain[0].span.start
        )
        opening = clauses[start - 1] if start and announced else chain[0]
        around = Span(opening.span.start, chain[-1].span.end)
        if reading.level:
            around = Span(0, len(reading.text))
        done = around.start
        for run in _runs(reading, parts):
            if len(run) > 1:
                found.append(Enumeration(run, Span(done, around.end)))
            done = run[-1].end
        start = end
    return found


def _runs(reading: Reading, parts: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The parts cut where one ends a list and begins another: 甲、乙分别承揽土建、机电."""
    run: list[Span] = []
    for number, part in enumerate(parts):
        stop = next(
            (
                word.span.start
                for word in reading.within(part.start, part.end)[1:]
                if STOP_ADVERBS.fullmatch(word.span.of(reading.text))
            ),
            None,
        )
        if stop is None or number in {0, len(parts) - 1}:
            run.append(part)
        else:
            yield (*run, Span(part.start, stop))
            run = [Span(stop, part.end)]
    yield tuple(run)


def _clauses(reading: Reading) -> Iterator[_Clause]:
    if max(reading.depth, default=0) < reading.level:
        return  # it has no brackets to read in
    text = reading.text
    before = ""
    start = 0
    for place in (*_cuts(reading), len(text)):
        if _GROUPED.match(text, max(place - 1, 0)):  # 1,800
            continue
        span = _stripped(text, Span(start, place))
        if len(span):
            yield _Clause(span, before, tuple(_parts(reading, span)))
        before = text[place : place + 1]
        start = place + 1


def _cuts(reading: Reading) -> Iterator[int]:
    """Where a clause may end: at its marks, and where this reading does not reach."""
    if not reading.level:  # it reaches everywhere
        marks = (match.start() for match in _BREAK.finditer(reading.text))
        yield from filter(reading.bare, marks)
        return
    for place, character in enumerate(reading.text):
        if reading.outside(place) or (character in _BREAKS and reading.bare(place)):
            yield place


def _parts(reading: Reading, clause: Span) -> Iterator[Span]:
    """The clause cut at its commas of enumeration and its conjunctions."""
    cuts = [
        Span(place, place + (reading.text[place] in "、﹑､"))
        for place in range(clause.start + 1, clause.end)
        if (reading.text[place] in "、﹑､" and reading.bare(place))
        or (reading.text[place] in "《「" and reading.text[place - 1] in "》」")
    ]
    last = cuts[-1].end if cuts else clause.start
    cuts += _conjunctions(reading, clause, last, closing=True)
    cuts.sort()
    start = clause.start
    for cut in [*cuts, Span(clause.end, clause.end)]:
        part = _without_conjunction(reading.text, Span(start, max(start, cut.start)))
        if len(part):
            yield part
        start = cut.end


def _conjunctions(reading: Reading, clause: Span, last: int, *, closing: bool) -> Iterator[Span]:
    """Strong ones anywhere; a weak one behind the last comma, or behind a person's name."""
    found = list(_conjunction_spans(reading, clause))
    strong = [span for span in found if span.of(reading.text) in STRONG_CONJUNCTIONS]
    yield from strong
    weak = [span for span in found if span not in strong]
    if not weak:  # and nobody has to know who is named
        return
    people_end = {word.span.end for word in reading.words if word.tag is Tag.PERSON}
    behind = [span for span in weak if span.start > last]
    closed = any(span.start >= last for span in strong)
    for span in weak:
        if span.start in people_end or (closing and behind and span == behind[0] and not closed):
            yield span


def _conjunction_spans(reading: Reading, clause: Span) -> Iterator[Span]:
    text = reading.text
    done = clause.start
    for match in _CONJUNCTION.finditer(text, clause.start + 1):
        span = Span(*match.span())
        if span.start >= clause.end - 1:
            break
        # Behind another one it opens a phrase: 以及与忻州合作情况.
        if done < span.start and reading.bare(span.start) and _is_conjunction(reading, span):
            yield span
            done = span.end


def _is_conjunction(reading: Reading, span: Span) -> bool:
    """By itself, not inside a word, and not opening a phrase of its own (与…合作)."""
    if NO_CONJUNCTION.match(reading.text, span.start):
        return False
    if reading.text[span.start - 1] in "、，,以":
        return False
    before = next((word for word in reading.words if word.span.end == span.start), None)
    if before is not None and before.span.of(reading.text) in _BEFORE_PREPOSITIONS:
        return False
    covering = [word for word in reading.words if word.span.start <= span.start < word.span.end]
    return not covering or covering[0].span.end <= span.end


def _without_conjunction(text: str, part: Span) -> Span:
    part = _stripped(text, part)
    joining = _JOINING.match(text, part.start, part.end)
    after_comma = part.start > 0 and text[part.start - 1] in "、，,"
    weak = joining is not None and joining[0] in {"与", "和"} and not after_comma
    if joining is not None and joining.end() < part.end and not weak:
        return _stripped(text, Span(joining.end(), part.end))
    return part


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in "、，,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "、，,"):
        end -= 1
    return Span(start, end)


def _continues(reading: Reading, clauses: Sequence[_Clause], first: int, this: int) -> bool:
    """Whether a clause goes on with the enumeration of those from `first`."""
    clause = clauses[this]
    if clause.before not in _COMMAS:
        return False
    joining = _JOINING.match(reading.text, clause.span.start)
    if joining is not None and joining[0] not in {"与", "并且"}:
        return this - first > 1 or len(clauses[this - 1].parts) > 1 or joining[0] != "也"
    return _names_go_on(reading, clauses[this - 1], clause) or _short_ones(
        reading, clauses, first, this
    )


def _names_go_on(reading: Reading, left: _Clause, right: _Clause) -> bool:
    """… 张文伟，市委常委、副市长温建军，…: a name, a comma, posts, a name."""
    names = [word.span for word in reading.words if word.tag is Tag.PERSON]
    if not any(span.end == left.span.end for span in names):
        return False
    first = next((span for span in names if span.start >= right.span.start), None)
    if first is None or first.end > right.span.end or first.start == right.span.start:
        return False
    return Tag.PREPOSITION not in reading.tags(right.span.start, first.start)


def _short_ones(reading: Reading, clauses: Sequence[_Clause], first: int, this: int) -> bool:
    """… 过氧化物，氯酸盐，硝酸盐和重铬酸盐: short and without a verb, to the last of them."""
    run = this
    while (
        run < len(clauses)
        and clauses[run].before in _COMMAS
        and _nominal(reading, clauses[run].parts[0])
        and (run == this or len(clauses[run - 1].parts) == 1)
    ):
        run += 1
    # How many commas the whole list has, wherever in it this clause stands.
    commas = run - first - 1
    if run == this or any(len(each.parts) > 1 for each in clauses[first:this]):
        return False
    if len(clauses[run - 1].parts) == 2 and commas == 1:  # noqa: PLR2004
        return _alike(reading, clauses[first].parts[-1], clauses[this].parts[0])
    return len(clauses[run - 1].parts) == 2 or commas >= _LEAST_COMMAS  # noqa: PLR2004


def _alike(reading: Reading, left: Span, right: Span) -> bool:
    """Whether the left part ends in what the right one is: the last of 例如中国，日本和 …."""
    ending, whole = reading.tags(left.start, left.end), reading.tags(right.start, right.end)
    return len(whole) == 1 and ending[-1:] == whole


def _nominal(reading: Reading, part: Span) -> bool:
    return len(part) <= _SHORT and _CONTENT.isdisjoint(reading.tags(part.start, part.end))


def _after_colon(clauses: Sequence[_Clause]) -> Iterator[Enumeration]:
    """三件事：转移群众，抢修水电，防止灾害: clauses as members, to the end of the sentence."""
    for number, clause in enumerate(clauses):
        rest = clauses[number:]
        if clause.before in _COLONS and len(rest) > 1:
            plain = all(len(each.parts) == 1 and len(each.span) <= 2 * _SHORT for each in rest)
            if plain and all(each.before in _COMMAS for each in rest[1:]):
                parts = tuple(each.span for each in rest)
                yield Enumeration(
                    parts, Span(clauses[0].span.start, rest[-1].span.end), closed=True
                )


def _marked(reading: Reading) -> Iterator[Enumeration]:
    """一是 …，二是 …: each to the next mark, or to the end of its clause."""
    marks = [
        match
        for match in LATER_MARKS.finditer(reading.text)
        if match.start() == 0 or reading.text[match.start() - 1] in _BREAKS + " "
    ]
    if not marks:
        return
    ends = [match.start() for match in marks[1:]] + [len(reading.text)]
    parts = tuple(
        Span(match.end(), match.end() + len(reading.text[match.end() : end].rstrip(_BREAKS + " ")))
        for match, end in zip(marks, ends, strict=True)
    )
    yield Enumeration(parts, Span(0, parts[-1].end), closed=True)
