"""Where the words of a question are found in a sentence."""

from collections.abc import Iterable
from dataclasses import replace

from retrieval.model import Sentence, Span, Token, TokenKind, joined
from retrieval.replies import Query


def matched_spans(query: Query, sentence: Sentence, tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Spans of the article's text that match a term of `query`; in order, never touching.

    `tokens` are those of the sentence.

    A lone Chinese character matches by chance too often to be worth showing: it counts
    only where the question's word is that one character, or a number, or not Chinese.
    """
    shown = {
        name
        for term in query.terms
        if _worth_showing(query, term.kind, term.span)
        for name in (term.term, *filter(_is_no_letter, term.alternatives))
    }
    found = joined(token.span for token in tokens if token.term in shown)
    return tuple(span.shifted(sentence.span.start) for span in found)


def part_for(word: Span, query: Query) -> Query:
    """`query` with only those terms that stand inside of `word`."""
    inside = (
        term for term in query.terms if word.start <= term.span.start and term.span.end <= word.end
    )
    return replace(query, terms=tuple(inside))


def shares(query: Query) -> list[float]:
    """What part each of the question's words has in their information; together 1, or all 0.

    Weighed as in `signals.coverage`.
    """
    parts = [
        sum(term.weight * term.information for term in part_for(word, query).terms)
        for word in query.words
    ]
    total = sum(parts)
    return [part / total if total else 0.0 for part in parts]


def _worth_showing(query: Query, kind: TokenKind, span: Span) -> bool:
    return kind is not TokenKind.UNIT or len(span) > 1 or span in query.words


def _is_no_letter(alternative: str) -> bool:
    """Whether a translation is more than one character, which stands in too many words."""
    return len(alternative) > 1
