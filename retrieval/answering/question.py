"""A question as typed → what to look for."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from retrieval.lexicon.questions import QuestionLexicon
from retrieval.model import Span, Token
from retrieval.protocols import Tokenizer
from retrieval.replies import Query, QueryTerm
from retrieval.text.language import language_of, script_of

FOCUS_WEIGHT = 0.25
"""Weight of a word that names the kind of the answer. The sentence that answers
哪些设施 names facilities and seldom says 设施; where it does, that is still a hint."""

_LONGEST_PHRASE = 4
"""Words in the longest function phrase (in / what / year is three with its spaces)."""
_SAYS_SOMETHING = re.compile(r"\w")


class QuestionAnalyser:
    """Tells what a question asks about from the words that only make it a question."""

    def __init__(self, lexicon: QuestionLexicon, tokenizer: Tokenizer) -> None:
        """Work with these words."""
        self._function_words = frozenset(lexicon.function_words) | frozenset(lexicon.which)
        self._which = frozenset(lexicon.which)
        self._tokenizer = tokenizer

    def analyse(self, typed: str) -> Query:
        """The query for a question; `words` and `terms` are empty if it says nothing."""
        question = visible_part(typed)
        words = self._tokenizer.words(question)
        functional = list(self._function_spans(words))
        content = [
            word.span
            for word in words
            if _SAYS_SOMETHING.search(word.term)
            and not any(_overlap(word.span, span) for span, _ in functional)
        ]
        focus = list(_focus(words, functional, content))
        searched = content or [word.span for word in words]
        return Query(
            question=question,
            language=language_of(question),
            script=script_of(question),
            words=tuple(content),
            terms=tuple(self._terms(question, searched, focus)),
        )

    def _function_spans(self, words: Sequence[Token]) -> Iterator[tuple[Span, bool]]:
        """Runs of whole words that are a function phrase; True where a kind follows.

        Whole words only: the 哪 of 哪吒 asks nothing.
        """
        start = 0
        while start < len(words):
            length = 1
            for end in range(min(len(words), start + _LONGEST_PHRASE), start, -1):
                phrase = "".join(word.term for word in words[start:end])
                if phrase in self._function_words:
                    length = end - start
                    span = Span(words[start].span.start, words[end - 1].span.end)
                    yield span, phrase in self._which
                    break
            start += length

    def _terms(
        self, question: str, searched: Sequence[Span], focus: Sequence[Span]
    ) -> Iterator[QueryTerm]:
        kept = ["\n"] * len(question)
        for span in searched:
            kept[span.start : span.end] = span.of(question)
        for token in self._tokenizer("".join(kept)):
            kind_only = any(_overlap(token.span, span) for span in focus)
            yield QueryTerm(
                token.term,
                token.kind,
                token.span,
                FOCUS_WEIGHT if kind_only else 1.0,
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


def _focus(
    words: Sequence[Token], functional: Sequence[tuple[Span, bool]], content: Sequence[Span]
) -> Iterator[Span]:
    """The content words that directly follow a which-word (spaces may stand between)."""
    for function_word, asks_kind in functional:
        if not asks_kind:
            continue
        following = [
            word.span
            for word in words
            if word.span.start >= function_word.end and word.term.strip()
        ]
        if following and following[0] in content:
            yield following[0]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
