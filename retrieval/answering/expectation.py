"""What a question expects as its answer, told by its question words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.focus import Focus, FocusRules
from retrieval.answering.wording import Wording, any_of, wording
from retrieval.lexicon.questions import QuestionLexicon
from retrieval.model import AnswerKind, Span, Token
from retrieval.text.numerals import NUMERAL_CHARACTERS, to_arabic

_MOST_DEFINED = 3
"""Content words of `X是什么` at most, where it asks what X is and not for something about it."""
_FEWEST_SEVERAL = 2
_PLURAL = re.compile(r"(?:[^s]s|people|children|men)$")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a question expects; spans are of the question as typed."""

    kind: AnswerKind
    asked: Span | None = None
    """The question word with number and measure word: 谁, 哪两个, 几层."""
    focus: Span | None = None
    count: int | None = None
    lists: bool = False


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question word; spans are of the folded question."""

    span: Span
    kind: AnswerKind | None
    """What it tells by itself; None if a noun must tell."""
    which: bool
    """Whether the noun that tells may follow."""
    unit: Span | None = None
    count: int | None = None


class ExpectationRules:
    """Tells what is expected, by the words of the lexicon."""

    def __init__(self, lexicon: QuestionLexicon) -> None:
        """Work with these words."""
        kinds = lexicon.kinds
        self._kinds = kinds
        self._asks = kinds.asks.kinds()
        self._measures = kinds.focus.measures.kinds()
        self._nouns = kinds.focus.nouns.kinds()
        self._units = lexicon.quantity_units()
        self._focus = FocusRules(kinds.focus)
        self._counts = {word: number for number, word in enumerate(kinds.focus.counts, 1)}
        self._fixed = re.compile(any_of([*self._asks, *self._units]))
        self._which = re.compile(
            rf"(?:{any_of(kinds.focus.which)})"
            rf"(?P<count>[{NUMERAL_CHARACTERS}几\d]+|\s+(?:{any_of(self._counts)})\b|)"
            rf"(?P<measure>{any_of(self._measures)}|)"
        )
        self._yes_no = re.compile(any_of(kinds.yes_no))
        self._opener = re.compile(rf"(?:{any_of(kinds.yes_no_openers)})\s")
        self._definition = re.compile(any_of(kinds.definition))

    def expected(
        self, question: str, words: Sequence[Token], content: Sequence[Span]
    ) -> Expectation:
        """What `question`, made of `words`, expects; `content` are its content words."""
        said = wording(question, words)
        if self._definition.search(said.text) and "的" not in said.text[:-1]:
            return Expectation(AnswerKind.DEFINITION)
        ask = self._first_ask(said)
        if ask is None:
            return self._without_ask(said)
        focus = self._focus_of(said, ask)
        kind = self._kind(said, ask, focus, content)
        return Expectation(
            kind,
            said.typed(ask.span),
            None if focus is None else said.typed(focus.span),
            ask.count,
            self._asks_for_several(said, ask, focus, kind),
        )

    def _first_ask(self, said: Wording) -> _Ask | None:
        place = 0
        while place < len(said.text):
            candidates = [*self._at(said, place)]
            if candidates:
                return max(candidates, key=lambda ask: len(ask.span))
            place += 1
        return None

    def _at(self, said: Wording, place: int) -> Iterator[_Ask]:
        """The question words that begin at `place`."""
        fixed = self._fixed.match(said.text, place)
        if fixed and self._asks_something(said, Span(*fixed.span())):
            yield self._fixed_ask(fixed)
        which = self._which.match(said.text, place)
        if which:
            measure = Span(*which.span("measure"))
            # The 条 of 什么条约 counts nothing.
            whole = not len(measure) or not said.begins_longer_word(measure)
            span = Span(place, measure.end if whole else measure.start)
            if self._asks_something(said, span):
                yield _Ask(
                    span,
                    self._measures.get(which["measure"]) if whole else None,
                    which=True,
                    count=self._count(which["count"].strip()),
                )

    def _asks_something(self, said: Wording, span: Span) -> bool:
        """Whether it stands for itself: not the 哪 of 哪吒, the 何 of 何平, the who of whole."""
        if said.cuts_letters(span):
            return False
        around = said.word_around(span)
        # 占多大 is a word to jieba.
        at_end = around is not None and around.end == span.end and len(span) > 1
        return around is None or (
            (around.start == span.start or at_end)
            and around.of(said.text) not in self._kinds.idioms
            and span.of(said.text) not in self._kinds.whole_words
        )

    def _fixed_ask(self, match: re.Match[str]) -> _Ask:
        word, span = match[0], Span(*match.span())
        if self._tells_apart(match):
            return _Ask(Span(span.start + 1, span.end), None, which=True)
        if word in self._asks:
            kind = self._asks[word]
            noun = next((noun for noun in _ends(word) if self._nouns.get(noun) is kind), "")
            return _Ask(
                span,
                kind,
                which=kind is AnswerKind.ORGANISATION,
                unit=Span(span.end - len(noun), span.end) if noun else None,
            )
        unit = self._units[word]
        counted = self._asks.get(word.removesuffix(unit))
        return _Ask(
            span,
            counted or self._nouns.get(unit, AnswerKind.TIME),
            which=False,
            unit=Span(span.end - len(unit), span.end),
        )

    def _tells_apart(self, match: re.Match[str]) -> bool:
        """Whether what looks like 为什么 is the 为 of 名为 and 什么."""
        if match[0] not in self._kinds.told_apart or match.string[match.end() :].strip(" ?？。"):
            return False
        before = match.string[: match.start()].rstrip()
        return bool(before) and not before.endswith(self._kinds.reason_openers)

    def _count(self, numeral: str) -> int | None:
        number = (
            self._counts.get(numeral) or int(to_arabic(numeral) or numeral or 0)
            if (numeral and "几" not in numeral)
            else 0
        )
        return number if number >= _FEWEST_SEVERAL else None

    def _focus_of(self, said: Wording, ask: _Ask) -> Focus | None:
        if ask.unit is not None:
            return Focus(ask.unit, ask.kind)
        counts = ask.span.of(said.text) in self._kinds.counting
        behind = self._focus.said_of(said, ask.span.end) if ask.which else None
        if behind is None and (ask.which or counts):
            behind = self._focus.behind(said, ask.span.end)
        if behind is not None and (behind.kind is not None or ask.kind is not None):
            return behind
        before = self._focus.before(said, ask.span.start)
        if before is not None and (ask.which or before.kind is ask.kind):
            return before
        return behind

    def _kind(
        self, said: Wording, ask: _Ask, focus: Focus | None, content: Sequence[Span]
    ) -> AnswerKind:
        refined = focus.kind if ask.which and focus is not None else None
        named = {AnswerKind.PERSON, AnswerKind.ORGANISATION}
        if ask.kind in named and refined is AnswerKind.PLACE:
            refined = None
        if ask.kind is not None and refined is None and ask.kind is not AnswerKind.THING:
            return ask.kind
        if focus is not None and focus.kind is not None:
            return focus.kind
        return self._thing(said, ask, focus, content)

    def _thing(
        self, said: Wording, ask: _Ask, focus: Focus | None, content: Sequence[Span]
    ) -> AnswerKind:
        """What X is (X是什么, what is X), where nothing else is said, or else some thing."""
        short = len(content) <= _MOST_DEFINED
        before = said.text[: ask.span.start].rstrip()
        if focus is None:
            # 校训 in X的校训是什么 is one thing about X.
            defines = (
                said.ends_at(ask.span.end)
                and before.endswith(self._kinds.defining)
                and not said.holds("的")
            )
        else:
            copulas = (f"{copula} " for copula in self._kinds.focus.copulas)
            after = said.text[ask.span.end :].lstrip()
            defines = after.startswith(tuple(copulas)) and said.ends_at(focus.span.end)
        return AnswerKind.DEFINITION if short and defines else AnswerKind.THING

    def _without_ask(self, said: Wording) -> Expectation:
        """A noun that is left to be said (其首都是？), a question of yes or no, or a demand."""
        text = said.text.rstrip(" ?？。.!！")
        focus = self._focus.before(said, len(text))
        left_open = text.endswith(self._kinds.left_open)
        if left_open and focus is not None and focus.kind is not None:
            return Expectation(focus.kind, focus=said.typed(focus.span))
        if self._opener.match(text) or self._yes_no.search(text):
            return Expectation(AnswerKind.YES_NO)
        demand = text.startswith(self._kinds.lists.demands)
        if focus is not None and focus.kind is not None and said.holds("的"):
            return Expectation(focus.kind, focus=said.typed(focus.span), lists=demand)
        return Expectation(
            AnswerKind.THING if left_open or demand else AnswerKind.UNKNOWN, lists=demand
        )

    def _asks_for_several(
        self, said: Wording, ask: _Ask, focus: Focus | None, kind: AnswerKind
    ) -> bool:
        if kind in {AnswerKind.NUMBER, AnswerKind.REASON, AnswerKind.MANNER, AnswerKind.YES_NO}:
            return False
        lists = self._kinds.lists
        word = ask.span.of(said.text)
        if ask.count is not None or any(several in said.text for several in lists.several):
            return True
        if word in lists.who:
            return any(said.holds(joining) for joining in lists.joining)
        plural = focus is not None and _PLURAL.search(focus.span.of(said.text)) is not None
        return ask.which and plural and any(said.holds(word) for word in lists.plurals)


def _ends(word: str) -> Iterator[str]:
    """Everything that `word` ends in, the longest first."""
    return (word[start:] for start in range(len(word)))
