"""Judged list questions: every member of a list, and how many of them an answer names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from retrieval.answering.answerer import Answerer
from retrieval.evaluation.qrels import sentence_identifier
from retrieval.model import Article, Item, Span
from retrieval.replies import Answer, Reply
from retrieval.text.folding import fold
from retrieval.text.mapping import MappedText
from retrieval.text.splitting.sentences import split_sentences

ROLE_MARK = " | "
"""Between an item and its role in a file of judged lists."""
_COUNT = r"[0-9〇零一二两三四五六七八九十百千万几数]+"
_UNIT = (
    r"[个位名家项种次条件所座部本台套张辆架艘间层栋批支份篇幅枚块根只双对组类款场届期把盏箱吨公斤]"
)
_LEADING = re.compile(rf"^{_COUNT}余?多?{_UNIT}(?=.)")
_TRAILING = re.compile(rf"(?<=.){_COUNT}余?多?{_UNIT}$")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Half(Enum):
    """Which of the judged texts may be looked at while rules are written."""

    STUDY = "study"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class ContextPlace:
    """A context of a public set, whose text is not ours to copy."""

    file: Path
    number: int
    """In the file, from 0."""


@dataclass(frozen=True, slots=True)
class JudgedList:
    """A list question as its file has it; `tests/quality/lists.yaml` says what is what."""

    question: str | None = None
    id: str | None = None
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text, an article or a context, and its list questions."""

    questions: tuple[JudgedList, ...]
    article: Path | None = None
    """Relative to the file of the judged lists."""
    context: ContextPlace | None = None


@dataclass(frozen=True, slots=True)
class JudgedLists:
    """A file of judged list questions."""

    lists: tuple[JudgedText, ...]

    def halves(self) -> Iterator[tuple[Half, JudgedText]]:
        """Each text with its half: by turns, so that nobody chooses."""
        for number, text in enumerate(self.lists):
            yield (Half.REPORT if number % 2 else Half.STUDY), text


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A member of the list, and what the text calls it."""

    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GoldList:
    """A list question, and what a whole answer holds."""

    question: str
    sentences: frozenset[str]
    """Identifiers of the sentences that together hold the list."""
    items: tuple[GoldItem, ...]
    optional: tuple[GoldItem, ...]
    """What may be named or not."""
    open_ended: bool


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What came of one list question."""

    gold: GoldList
    shown: tuple[str, ...]
    """The items that were shown, without those that may be named or not."""
    found: int
    """Judged items among them."""
    roles: int
    """Found items whose judged role was shown with them, to the letter."""
    roles_judged: int
    """Found items that have a judged role."""
    complete: bool
    """Whether all the sentences were shown."""
    open_ended: bool
    """Whether 等 was said, or not, as judged."""


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Of all questions of one half; shares are 0 to 1."""

    questions: int
    precision: float
    """Share of the shown items that are judged ones."""
    recall: float
    """Share of the judged items that are shown."""
    f1: float
    """Harmonic mean of both (van Rijsbergen 1979)."""
    complete: float
    """Share of the questions whose sentences are all shown."""
    roles: float
    """Share of the found items with a judged role that were shown with it."""
    open_ended: float
    """Share of the questions where 等 is said as judged."""


def gold_of_article(judged: JudgedList) -> GoldList:
    """A question on an article of our own, whose text the labels may repeat."""
    return GoldList(
        judged.question or "",
        frozenset(judged.sentences),
        tuple(_item(text) for text in judged.items),
        tuple(_item(text) for text in judged.optional),
        judged.open_ended,
    )


def gold_of_context(
    judged: JudgedList, question: str, raw: str, article: Article, origins: MappedText
) -> GoldList:
    """A question on a context, labelled by places in its raw text."""
    spans = [Span(start, end) for start, end in judged.spans]
    held = frozenset(
        sentence_identifier(sentence)
        for sentence in split_sentences(article)
        if any(_within(span, origins.origin(sentence.span)) for span in spans)
    )
    items = tuple(GoldItem(span.of(raw)) for span in spans)
    return GoldList(question, held, items, (), judged.open_ended)


def ask_list(gold: GoldList, answerer: Answerer) -> ListOutcome:
    """Ask one list question of the shelf that holds its text."""
    reply = answerer.answer(gold.question)
    items = reply.items if isinstance(reply, Answer) else ()
    roles = [_role_text(item, answerer) for item in items]
    return outcome(gold, items, roles, reply)


def outcome(
    gold: GoldList, items: Sequence[Item], roles: Sequence[str | None], reply: Reply
) -> ListOutcome:
    """Compare what was shown with what was judged; each judged item counts once."""
    open_items = {bare(item.text): item for item in gold.items}
    optional = {bare(item.text) for item in gold.optional}
    shown: list[str] = []
    found = right_roles = judged_roles = 0
    for item, role in zip(items, roles, strict=True):
        text = item.span.shifted(-item.sentence.span.start).of(item.sentence.text)
        if bare(text) in optional:
            continue
        shown.append(text)
        if sentence_identifier(item.sentence) not in gold.sentences:
            continue
        matching = open_items.pop(bare(text), None)
        if matching is not None:
            found += 1
            judged_roles += matching.role is not None
            right_roles += matching.role is not None and _same(matching.role, role)
    sentences = reply.sentences if isinstance(reply, Answer) else ()
    return ListOutcome(
        gold,
        tuple(shown),
        found,
        right_roles,
        judged_roles,
        complete=gold.sentences <= {sentence_identifier(each.sentence) for each in sentences},
        open_ended=gold.open_ended == (isinstance(reply, Answer) and reply.open_ended),
    )


def figures(outcomes: Sequence[ListOutcome]) -> ListFigures:
    """Over all items of all questions alike (micro-averaged)."""
    count = max(len(outcomes), 1)
    found = sum(each.found for each in outcomes)
    precision = found / max(sum(len(each.shown) for each in outcomes), 1)
    recall = found / max(sum(len(each.gold.items) for each in outcomes), 1)
    return ListFigures(
        questions=len(outcomes),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if found else 0.0,
        complete=sum(each.complete for each in outcomes) / count,
        roles=sum(each.roles for each in outcomes)
        / max(sum(each.roles_judged for each in outcomes), 1),
        open_ended=sum(each.open_ended for each in outcomes) / count,
    )


def bare(text: str) -> str:
    """An item without what does not count at its edges, folded.

    Punctuation, quotes and brackets, and a number with its measure word (两栋库房,
    照片两张). Everything else must be the same: a word more is another item.
    """
    folded = _EDGES.sub("", fold(text).text)
    for pattern in (_LEADING, _TRAILING):
        folded = _EDGES.sub("", pattern.sub("", folded))
    return folded


def wrong(outcomes: Iterable[ListOutcome]) -> Iterator[ListOutcome]:
    """Those with an item too many or too few, or a sentence too few."""
    return (
        each
        for each in outcomes
        if not each.complete or not each.found == len(each.shown) == len(each.gold.items)
    )


def _item(text: str) -> GoldItem:
    name, _, role = text.partition(ROLE_MARK)
    return GoldItem(name, role or None)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _role_text(item: Item, answerer: Answerer) -> str | None:
    text = answerer.shelf.articles[item.sentence.article_id].text
    return None if item.role is None else item.role.of(text)


def _same(judged: str, shown: str | None) -> bool:
    return shown is not None and bare(judged) == bare(shown)
