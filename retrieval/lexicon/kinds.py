"""The words that tell what a question expects; Simplified and lower case throughout."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.model import AnswerKind


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words that each stand for one kind of answer."""

    person: tuple[str, ...]
    organisation: tuple[str, ...]
    place: tuple[str, ...]
    time: tuple[str, ...]
    number: tuple[str, ...]
    thing: tuple[str, ...]
    reason: tuple[str, ...]
    manner: tuple[str, ...]

    def kinds(self) -> dict[str, AnswerKind]:
        """Every word, and its kind; a word of two lists is of the first."""
        return {word: kind for kind, words in reversed(list(self._lists())) for word in words}

    def _lists(self) -> Iterator[tuple[AnswerKind, tuple[str, ...]]]:
        yield AnswerKind.PERSON, self.person
        yield AnswerKind.ORGANISATION, self.organisation
        yield AnswerKind.PLACE, self.place
        yield AnswerKind.TIME, self.time
        yield AnswerKind.NUMBER, self.number
        yield AnswerKind.THING, self.thing
        yield AnswerKind.REASON, self.reason
        yield AnswerKind.MANNER, self.manner


@dataclass(frozen=True, slots=True)
class FocusWords:
    """How the noun is found that names the kind of the answer."""

    which: tuple[str, ...]
    """Question words that it follows, a number and a measure word between: 哪, what."""
    measures: KindWords
    """Those measure words: 位, 家, 座; they tell the kind where no noun follows."""
    fillers: tuple[str, ...]
    """What may stand between, too: 样的, type of."""
    nouns: KindWords
    """What the noun is, or ends in (公司, city), for each kind."""
    links: tuple[str, ...]
    """What may stand between it and a question word behind it: the 是 of 职位是什么."""
    copulas: tuple[str, ...]
    """Verbs between a question word and a noun behind it: what **is** the capital."""
    ends: tuple[str, ...]
    """Words that no such noun reaches across: the did of what year did."""
    counts: tuple[str, ...]
    """The English numbers from one on: which **two**."""


@dataclass(frozen=True, slots=True)
class ListWords:
    """How a question for all members of a list is told from one for a single answer."""

    several: tuple[str, ...]
    """Question words that ask for several: 哪些, 哪几."""
    demands: tuple[str, ...]
    """What a demand without a question word begins with: 列出, name."""
    who: tuple[str, ...]
    """Question words for people, beside a word of `joining`: 谁 (参加)."""
    joining: tuple[str, ...]
    """What several people do together: 参加, 陪同, attended."""
    plurals: tuple[str, ...]
    """Words beside which an English plural asks for several: are, were."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the unit of a number tells of the question that it answers."""

    asks: tuple[str, ...]
    """Any of these in question word or focus: 多久, 人口, how old."""
    units: tuple[str, ...]
    """One of these stands in the number, then."""


@dataclass(frozen=True, slots=True)
class SpanWords:
    """How the answer's own words are told from other candidates in a sentence."""

    measured: tuple[Measured, ...]
    """The first that fits counts."""
    moments: tuple[str, ...]
    """Words for times that a question for any time may mean: 时候, time."""
    periods: tuple[str, ...]
    """Words for periods with names: 朝代, era."""
    named_periods: tuple[str, ...]
    """What such names end in: 时期, 朝."""
    english_units: tuple[tuple[str, str], ...]
    """English words for times and what they are in Chinese: (year, 年)."""
    vague_times: tuple[str, ...]
    """What begins a time that tells no more than the question: 当时, 每年."""
    vague_numbers: tuple[str, ...]
    """What begins a number that is seldom meant as one: 一个."""


@dataclass(frozen=True, slots=True)
class KindLexicon:
    """What tells a question's kind of answer."""

    asks: KindWords
    """Question words that tell it by themselves: 谁, when."""
    idioms: tuple[str, ...]
    """Words that begin like a question word and ask nothing: 哪吒, 几乎."""
    whole_words: tuple[str, ...]
    """Question words that longer words may begin with, a surname for one: 何."""
    counting: tuple[str, ...]
    """Question words behind which stands what is counted: 几, 多少, how many."""
    told_apart: tuple[str, ...]
    """Question words for a reason that ask what something is at the end: 名**为什么**？"""
    reason_openers: tuple[str, ...]
    """What they ask for a reason behind, even there: 这是为什么？"""
    yes_no: tuple[str, ...]
    """Words that make a question one of yes or no, where no other asks: 吗, 是否."""
    yes_no_openers: tuple[str, ...]
    """The same, at its beginning: is, did."""
    definition: tuple[str, ...]
    """Words before or behind what is to be explained: 什么是, 什么意思."""
    defining: tuple[str, ...]
    """What stands before 什么 in a short question for an explanation: 赫罗图**是**什么."""
    left_open: tuple[str, ...]
    """What a question ends in that leaves its question word out: 首都是？"""
    focus: FocusWords
    lists: ListWords
    spans: SpanWords
