"""When there is no answer, and why."""

import re
from collections.abc import Sequence

from retrieval.model import AnswerKind, Span, Tag, TokenKind
from retrieval.protocols import Index, Tagger
from retrieval.replies import Query, QueryTerm, Reason

LEAST_WITHOUT_NAME = 0.75
"""Least confidence of an answer to a question with a name that no article has, 0 to 1: the
mayor of Beijing is not the one whom the article names, however much else agrees."""
LEAST_OF_YES_OR_NO = 0.5
"""The same for a question of yes or no. What is labelled has next to none, so nothing was
learned of them: whom the text names near the words is not said to have done what is asked."""
_NAMES = frozenset({Tag.PERSON, Tag.PLACE, Tag.ORGANISATION})
_LATIN_NAME = re.compile(r"(?<=\s)[A-Z]\w+")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def lacks_a_name(query: Query, missing: Sequence[Span], tagger: Tagger | None) -> bool:
    """Whether most of a name, or of a year, in `query` is among its `missing` words.

    In Chinese the tagger tells what is a name; in English a capital does, but that of the
    first word. Of an English name without a known translation nothing can be told: the
    text may write it in characters of any sound.
    """
    question = query.question
    names = [Span(*found.span()) for found in _LATIN_NAME.finditer(question)]
    if query.cross_lingual:
        known = [term.span for term in query.terms if term.alternatives]
        names = [name for name in names if any(map(name.meets, known))]
    elif tagger is not None and missing:
        names += [word.span for word in tagger(question) if word.tag in _NAMES]
    names += [Span(*found.span()) for found in _YEAR.finditer(question)]
    return any(2 * sum(name.common(word) for word in missing) > len(name) for name in names)


def least_confidence(
    query: Query, missing: Sequence[Span], tagger: Tagger | None, threshold: float
) -> float:
    """How sure an answer to `query` must be, 0 to 1: `threshold`, or more where more is asked."""
    least = threshold
    if query.kind is AnswerKind.YES_NO:
        least = max(least, LEAST_OF_YES_OR_NO)
    if lacks_a_name(query, missing, tagger):
        least = max(least, LEAST_WITHOUT_NAME)
    return least


def missing_words(query: Query, index: Index) -> tuple[Span, ...]:
    """The content words of `query` that no passage of the shelf holds."""
    return tuple(word for word in query.words if not _held(word, query, index))


def _held(word: Span, query: Query, index: Index) -> bool:
    """As a word, or letter by letter: jieba may have cut it elsewhere in the text."""
    inside = [
        term for term in query.terms if word.start <= term.span.start and term.span.end <= word.end
    ]
    whole = [term for term in inside if term.kind is TokenKind.WORD]
    pairs = [term for term in inside if term.kind is TokenKind.PAIR] or [
        term for term in inside if term.kind is TokenKind.UNIT
    ]
    return any(_stands(term, index) for term in whole) or (
        bool(pairs) and all(_stands(term, index) for term in pairs)
    )


def _stands(term: QueryTerm, index: Index) -> bool:
    # A translation of one character (京 for Beijing) stands in too many other words.
    longer = [name for name in term.alternatives if len(name) > 1] or term.alternatives
    return any(index.document_frequency(name) for name in (term.term, *longer))


def reason_for(query: Query, missing: tuple[Span, ...]) -> Reason:
    """Why a question that found no convincing sentence has no answer."""
    if not query.question:
        return Reason.EMPTY
    if not query.words:
        return Reason.NO_CONTENT_WORDS
    if len(missing) == len(query.words):
        return Reason.NO_MATCH
    return Reason.LOW_CONFIDENCE
