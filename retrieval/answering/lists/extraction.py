"""Which enumerations answer a list question, and their members as items."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from retrieval.answering.lists.asking import Ask, in_words_of, list_ask
from retrieval.answering.lists.enumerations import Enumeration, enumerations
from retrieval.answering.lists.members import Listing, listing
from retrieval.answering.lists.paragraphs import Block, Line, blocks, heading_of
from retrieval.answering.lists.reading import Reading, read
from retrieval.answering.lists.words import COPULA, COUNTED
from retrieval.answering.ranking import RankedSentence
from retrieval.answering.shelf import Shelf
from retrieval.model import AnswerKind, Item, Sentence, Tag
from retrieval.replies import Query
from retrieval.text.scripts import to_simplified

_LOOKED_AT = 10
"""Sentences, best first, whose enumerations are weighed."""
_LEAST_SCORE = 0.3
"""Of the best sentence's share, for a sentence to be looked at."""
_MILDNESS = 6.0
"""What differences of scores, in logits, are divided by."""
_KEPT_ARTICLES = 16
"""Articles whose readings are kept."""
_KEPT_SENTENCES = 1_024
"""Sentences whose enumerations are kept."""
_BESIDE = 0.5
"""Of the best enumeration's fit, for another one to belong to the same list."""
_NEAR_BEFORE, _NEAR_AFTER = 4, 8
"""Characters between a question's word and a list that it introduces, or that it ends."""
_RANK_WEIGHT = 2.0
"""Of a sentence's score, as a share of the best one's, in the fit of its enumerations."""
_INNER = 0.5
"""The same for what stands in brackets."""
_LEAST_FIT = 1.5
"""Of an enumeration, to be what is asked for: the sentence's rank alone does not do."""
_BECAUSE = re.compile(r"因为|由于|原因|归因|源于")
_CLAUSE_BEFORE = re.compile(r"([^，,；;：:。]+)[，,]\s*$")
_BREAK = re.compile(r"[，,；;：:。]")
_PLACES = re.compile(r"(?:城市|国家|地区|地方|省份|省|市|县|区|镇|村|港口|国)$")
_REGIONS = re.compile(r"(?:城市|国家|省份|[省市县国])$")
"""What has a name that is tagged as a place, as a 地方 or a 港口 need not."""
_BODIES = re.compile(r"(?:公司|单位|企业|机构|部门|学校|大学|团体|组织|银行|协会|院校)$")
_KINDS: Mapping[Tag, AnswerKind] = {
    Tag.PERSON: AnswerKind.PERSON,
    Tag.ORGANISATION: AnswerKind.ORGANISATION,
    Tag.PLACE: AnswerKind.PLACE,
}


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The members of the list that a question asks for."""

    items: tuple[Item, ...]
    """In text order, best sentence's article first; two or more."""
    sentences: tuple[Sentence, ...]
    """Those that hold them, in the order of the ranking; never empty."""
    open_ended: bool
    """Whether the text says 等 of its list."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Members that may be what is asked for, and how well they fit."""

    lines: tuple[Line, ...]
    fit: float
    anchors: frozenset[str]
    """The question's words, but its focus, that stand beside the list."""
    adjacent: frozenset[str]
    """Those of them that introduce the list or directly follow it."""
    open_ended: bool

    def sentences(self) -> set[Sentence]:
        """Those that the members stand in."""
        return {line.reading.sentence for line in self.lines}


class Lister:
    """Finds the lists of a shelf. It never changes, but for what it keeps to be faster."""

    def __init__(self, shelf: Shelf) -> None:
        """Look at the articles of `shelf`."""
        self._readings = lru_cache(_KEPT_ARTICLES)(partial(_read, shelf))

    def listed(self, query: Query, ranked: Sequence[RankedSentence]) -> ListAnswer | None:
        """The list that answers `query`, from its ranked sentences, best first.

        None if no list is asked for, or no sentence enumerates what is asked for.
        """
        return _listed(query, ranked, self._readings)


def _read(shelf: Shelf, article_id: str) -> tuple[Reading, ...]:
    return tuple(read(sentence, shelf) for sentence in shelf.sentences_of(article_id))


def _listed(
    query: Query,
    ranked: Sequence[RankedSentence],
    readings: Callable[[str], tuple[Reading, ...]],
) -> ListAnswer | None:
    ask = list_ask(query)
    if ask is None or not ranked:
        return None
    looked_at = {
        candidate.sentence: share
        for candidate in ranked[:_LOOKED_AT]
        if (share := _share(candidate, ranked[0])) >= _LEAST_SCORE
    }
    if query.cross_lingual:
        texts = (to_simplified(sentence.text) for sentence in looked_at)
        ask = in_words_of(ask, query, "".join(texts))
    weighed = [
        one
        for article_id in dict.fromkeys(sentence.article_id for sentence in looked_at)
        for one in _weighed(ask, readings(article_id), looked_at)
        if one.fit >= _LEAST_FIT and (ask.certain or not ask.nearest.isdisjoint(one.adjacent))
    ]
    if not weighed:
        return None
    best = max(weighed, key=lambda one: one.fit)
    if not ask.certain and ranked[0].sentence not in best.sentences():
        return None
    chosen = [
        one for one in weighed if one is best or (ask.certain and _goes_with(ask, best, one))
    ]
    return _answer(ask, chosen, [candidate.sentence for candidate in ranked])


def _share(candidate: RankedSentence, best: RankedSentence) -> float:
    """How likely the candidate is beside the best, 0 to 1, made milder: lists are spread out."""
    return math.exp((candidate.score - best.score) / _MILDNESS)


def _weighed(
    ask: Ask, readings: tuple[Reading, ...], looked_at: Mapping[Sentence, float]
) -> Iterator[_Weighed]:
    for block in _blocks(readings):
        sentences = {block.header.sentence, *(line.reading.sentence for line in block.lines)}
        best = max((looked_at.get(sentence, 0.0) for sentence in sentences), default=0.0)
        if best:
            yield _weighed_block(ask, block, best)
    for number, reading in enumerate(readings):
        share = looked_at.get(reading.sentence, 0.0)
        heading = heading_of(readings, number)
        above = readings[number - 1].sentence if heading else None
        share = max(share, looked_at.get(above, 0.0) if above else 0.0)
        if share:
            for level, found in _enumerations(reading):
                members = listing(level, found, ask)
                if members is not None and _of_kind(ask, members):
                    inner = _INNER if level.level else 1.0
                    yield _weighed_listing(ask, members, heading, share * inner)


@lru_cache(_KEPT_ARTICLES)
def _blocks(readings: tuple[Reading, ...]) -> tuple[Block, ...]:
    return tuple(blocks(readings))


@lru_cache(_KEPT_SENTENCES)
def _enumerations(reading: Reading) -> tuple[tuple[Reading, Enumeration], ...]:
    """Of the sentence itself, and of what stands in its brackets."""
    return tuple(
        (level, found) for level in (reading, reading.deeper()) for found in enumerations(level)
    )


def _of_kind(ask: Ask, members: Listing) -> bool:
    """People where people are asked for, and only there; a focus may leave it open."""
    if ask.people:
        if ask.certain:
            return members.of_people
        return all(member.person for member in members.members)
    if ask.focus and _REGIONS.search(ask.focus) and not _names_a_place(members):
        return False
    return not members.of_people or (ask.certain and ask.focus is None)


def _names_a_place(members: Listing) -> bool:
    """Whether any member holds a tagged place; without a tagger, any may be one."""
    reading = members.reading
    untagged = {word.tag for word in reading.words} == {Tag.NOUN}
    return untagged or any(
        Tag.PLACE in reading.tags(member.span.start, member.span.end) for member in members.members
    )


def _weighed_block(ask: Ask, block: Block, share: float) -> _Weighed:
    text = block.announced.of(block.header.text)
    found = [word for word in ask.words if _held(word, text)]
    people = sum(line.person for line in block.lines) * 2 >= len(block.lines)
    fit = _RANK_WEIGHT * share + 2.0 * len(found) if found and people == ask.people else 0.0
    anchors = frozenset(word for word in found if word != ask.focus)
    return _Weighed(block.lines, fit, anchors, frozenset(found), open_ended=False)


def _weighed_listing(ask: Ask, members: Listing, heading: str, share: float) -> _Weighed:
    reading, span = members.reading, members.span
    before = reading.text[members.clauses.start : span.start]
    after = reading.text[span.end : members.clauses.end]
    if not before and span.start and members.of_people:
        # 派来的特派员，农艺师覃少波和 …: an apposition; only if it says so right before.
        above = _CLAUSE_BEFORE.search(reading.text[: span.start])
        named = above and any(above[1].endswith(word) for word in ask.words)
        before = above[1] if above and named and not _ends_in_verb(reading, above.end(1)) else ""
    near_before, near_after = before[-_NEAR_BEFORE - 12 :], after[: _NEAR_AFTER + 4]
    lines = tuple(
        Line(reading, member.span, member.role, member.person) for member in members.members
    )
    fit = _RANK_WEIGHT * share
    anchors: set[str] = set()
    adjacent: set[str] = set()
    if ask.reason and _BECAUSE.search(before):
        anchors.add("原因")
        adjacent.add("原因")
        fit += 1.7
    for word in ask.words:
        beside = _held(word, before) or _held(word, after) or _held(word, heading)
        if beside and word != ask.focus:
            anchors.add(word)
        if beside:
            fit += 1.0
            relative = word != ask.focus
            if (
                _introduces(word, near_before, relative=relative)
                or word in near_after
                or word in heading
            ):
                adjacent.add(word)
                fit += 0.8 if (word in ask.behind) == (word in near_after) else 0.3
        elif word in reading.text and not any(word in each for each in _texts(members)):
            fit += 0.3
    if ask.focus:
        fit += _focus_fit(ask.focus, members, before, after)
        fit += _named_fit(ask.focus, lines)
    if not anchors and ask.chinese and fit < _RANK_WEIGHT * share + 1.0:
        fit = 0.0
    return _Weighed(lines, fit, frozenset(anchors), frozenset(adjacent), members.open_ended)


def _ends_in_verb(reading: Reading, place: int) -> bool:
    """会议由李明主持，张华、王芳参加: the clause before says what another one did."""
    return any(word.tag is Tag.VERB and word.span.end == place for word in reading.words)


def _texts(members: Listing) -> Iterator[str]:
    return (member.span.of(members.reading.text) for member in members.members)


def _introduces(word: str, before: str, *, relative: bool = False) -> bool:
    """Whether a word stands right before the list, but for a copula.

    With `relative`, a few other words or a clause that describes the first member may
    stand between.
    """
    place = before.rfind(word)
    if place < 0:
        return False
    rest = before[place + len(word) :]
    copula = COPULA.match(rest)
    if len(rest) <= (_NEAR_BEFORE if relative else 1) or (copula and not _BREAK.search(rest)):
        return True
    # 参观了二所承建的 …: a clause of its own describes the first member.
    return relative and rest.endswith("的") and not _BREAK.search(rest)


def _focus_fit(focus: str, members: Listing, before: str, after: str) -> float:
    """How plainly the text calls the members what the question calls them."""
    named = COUNTED.match(after)
    if after.removeprefix("等").startswith(focus) or (named and focus in after[: named.end() + 6]):
        return 2.0
    if _introduces(focus, before):
        return 1.5
    if named and not set(focus).isdisjoint(after[named.end() : named.end() + len(focus)]):
        return 1.0
    ends = sum(text.endswith(focus[-1]) for text in _texts(members))
    if ends * 2 >= len(members.members):
        return 1.5
    return 0.5 if focus in before or focus in after else 0.0


def _named_fit(focus: str, lines: Sequence[Line]) -> float:
    """1 if the members are names of what the question calls places or bodies, else 0."""
    for nouns, kind in ((_PLACES, AnswerKind.PLACE), (_BODIES, AnswerKind.ORGANISATION)):
        if nouns.search(focus):
            return float(2 * sum(_kind(line) is kind for line in lines) >= len(lines))
    return 0.0


def _held(word: str, text: str) -> bool:
    """Whether a word stands in a text, or most of it: 参会人员 for 参会."""
    if word in text:
        return True
    pairs = [word[place : place + 2] for place in range(len(word) - 1)]
    return len(word) > 2 and sum(pair in text for pair in pairs) * 2 >= len(pairs)  # noqa: PLR2004


def _goes_with(ask: Ask, best: _Weighed, other: _Weighed) -> bool:
    """Whether another list is the same list's other part: the same is said of it."""
    return (
        other.fit >= _BESIDE * best.fit
        and any(len(word) > 1 and word != ask.focus for word in best.adjacent & other.adjacent)
        and all(_held(word, other.lines[0].reading.text) for word in best.anchors)
        and other.lines[0].reading.sentence != best.lines[0].reading.sentence
        and {line.person for line in best.lines} == {line.person for line in other.lines}
    )


def _answer(ask: Ask, chosen: Sequence[_Weighed], ranked: Sequence[Sentence]) -> ListAnswer | None:
    items: dict[str, Item] = {}
    lines = [line for one in chosen for line in one.lines]
    if ask.people and not ask.certain:
        lines = _called_as_asked(ask, lines)
    for line in lines:
        item = _item(line)
        items.setdefault(line.span.of(line.reading.text), item)
    if len(items) < 2:  # noqa: PLR2004 - one is no list
        return None
    sentences = list(dict.fromkeys(item.sentence for item in items.values()))
    order = {sentence: number for number, sentence in enumerate(ranked)}
    sentences.sort(key=lambda sentence: order.get(sentence, len(order)))
    return ListAnswer(
        tuple(items.values()), tuple(sentences), any(one.open_ended for one in chosen)
    )


def _called_as_asked(ask: Ask, lines: Sequence[Line]) -> list[Line]:
    """Those whose role the question names (谁是**所长**), if it names one."""
    called = [
        line for line in lines if line.role and line.role.of(line.reading.text).endswith(ask.words)
    ]
    return called if called and len(called) < len(lines) else list(lines)


def _item(line: Line) -> Item:
    offset = line.reading.sentence.span.start
    kind = AnswerKind.PERSON if line.person else _kind(line)
    role = line.role.shifted(offset) if line.role is not None else None
    return Item(line.span.shifted(offset), kind, line.reading.sentence, role)


def _kind(line: Line) -> AnswerKind:
    tags = line.reading.tags(line.span.start, line.span.end)
    return _KINDS.get(tags[-1], AnswerKind.THING) if tags else AnswerKind.THING
