"""A question as typed → what to look for."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.expectation import ExpectationRules
from retrieval.answering.translating import translated_terms
from retrieval.lexicon.questions import QuestionLexicon
from retrieval.model import Span, Token
from retrieval.protocols import Tokenizer
from retrieval.replies import Query, QueryTerm
from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.language import language_of, script_of

LIGHT_WEIGHT = 0.25
"""Weight of what names the kind of the answer, or the unit of a number. The sentence that
answers 哪些设施 names facilities and seldom says 设施; where it does, that is a hint."""

_LONGEST_PHRASE = 4
"""Words in the longest function phrase (in / what / year is three with its spaces)."""
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Function:
    """A run of whole words that only makes a question a question."""

    span: Span
    asks_kind: bool
    """Whether the kind of the answer follows: 哪些 (设施)."""
    unit: Span | None
    """What a number is asked of, where that is part of the phrase: the 层 of 几层."""


class QuestionAnalyser:
    """Tells what a question asks about from the words that only make it a question."""

    def __init__(
        self, lexicon: QuestionLexicon, tokenizer: Tokenizer, dictionary: Dictionary | None = None
    ) -> None:
        """Work with these words; without a dictionary, English is looked for as it is."""
        self._dictionary = dictionary
        self._which = lexicon.which_phrases()
        self._units = lexicon.quantity_units()
        self._function_words = self._which | self._units.keys() | {*lexicon.function_words}
        self._tokenizer = tokenizer
        self._expectations = ExpectationRules(lexicon)

    def analyse(self, typed: str) -> Query:
        """The query for a question; `words` is empty if it says nothing to look for."""
        question = visible_part(typed)
        words = self._tokenizer.words(question)
        functions = list(self._functions(words))
        content = [
            word.span
            for word in words
            if _SAYS_SOMETHING.search(word.term)
            and not any(word.span.meets(function.span) for function in functions)
        ]
        # The unit of a number stands beside it in the text, but is not what is asked about.
        units = [function.unit for function in functions if function.unit is not None]
        light = [*_kinds(words, functions, content), *units]
        searched = [*content, *units] if content else [word.span for word in words]
        expected = self._expectations.expected(question, words, content)
        return Query(
            question=question,
            language=language_of(question),
            script=script_of(question),
            words=tuple(content),
            terms=tuple(self._terms(question, searched, light)),
            kind=expected.kind,
            asked=expected.asked,
            focus=expected.focus,
            count=expected.count,
            lists=expected.lists,
        )

    def _functions(self, words: Sequence[Token]) -> Iterator[_Function]:
        """Function phrases in order, the longest at each place.

        Whole words only: the 哪 of 哪吒 asks nothing.
        """
        start = 0
        while start < len(words):
            length = 1
            for end in range(min(len(words), start + _LONGEST_PHRASE), start, -1):
                phrase = "".join(word.term for word in words[start:end])
                if phrase in self._function_words:
                    length = end - start
                    yield self._function(phrase, words[start].span, words[end - 1].span)
                    break
            start += length

    def _function(self, phrase: str, first: Span, last: Span) -> _Function:
        unit = self._units.get(phrase, "")
        span = Span(first.start, last.end)
        # Folding could have changed the length; then the place of the unit is not known.
        splits = unit and len(phrase) == len(span)
        return _Function(
            span,
            asks_kind=phrase in self._which,
            unit=Span(last.end - len(unit), last.end) if splits else None,
        )

    def _terms(
        self, question: str, searched: Sequence[Span], light: Sequence[Span]
    ) -> Iterator[QueryTerm]:
        if self._dictionary is not None and searched and language_of(question) == "en":
            for term in translated_terms(question, searched, self._dictionary, self._tokenizer):
                is_light = any(term.span.meets(span) for span in light)
                yield replace(term, weight=LIGHT_WEIGHT if is_light else 1.0)
            return
        kept = ["\n"] * len(question)
        for span in searched:
            kept[span.start : span.end] = span.of(question)
        for token in self._tokenizer("".join(kept)):
            is_light = any(token.span.meets(span) for span in light)
            yield QueryTerm(
                token.term,
                token.kind,
                token.span,
                LIGHT_WEIGHT if is_light else 1.0,
                self._tokenizer.information(token),
            )


def visible_part(typed: str) -> str:
    """What a person can see of the text: no control characters, no outer spaces."""
    seen = (
        " " if character.isspace() else character
        for character in typed
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    return "".join(seen).strip()


def _kinds(
    words: Sequence[Token], functions: Sequence[_Function], content: Sequence[Span]
) -> Iterator[Span]:
    """The content words that directly follow a which-word (spaces may stand between)."""
    for function in functions:
        following = [
            word.span
            for word in words
            if word.span.start >= function.span.end and word.term.strip()
        ]
        if function.asks_kind and following and following[0] in content:
            yield following[0]
