"""The answer's own words inside a sentence: who → the name, when → the date."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.agreement import agreement
from retrieval.answering.candidates import candidates
from retrieval.lexicon.kinds import SpanWords
from retrieval.model import AnswerKind, Sentence, Span, TaggedWord, Token, TokenKind
from retrieval.replies import Query
from retrieval.text.folding import fold

_REACH = 3.0
"""Characters at which closeness to a matched word has halved."""
_CLAUSE = 8
"""Characters that the end of a clause counts for."""
_WRONG_SIDE = 0.5
"""Chinese asks where it answers: 谁 stands before what the name stands before. A candidate
on the other side of a matched word counts this much."""
_QUESTION_REACH = 8.0
"""Characters of the question at which a word's say in the matter has halved."""
_KIND_WEIGHT = {TokenKind.WORD: 1.0, TokenKind.PAIR: 1.0, TokenKind.UNIT: 0.3}
_FAR = 0.05
"""Closeness that any candidate has."""
_OTHERS = {AnswerKind.TIME: 0.8}
_OTHER = 0.1
"""How much candidates of a neighbouring kind count."""
_LEAST_FITNESS = 0.45
"""Of a number: below, it is of another unit than was asked for, and rather none is named."""
_OUTER = " \u3000，。、；：！？,.;:!?“”‘’「」『』《》〈〉\"'"
_CLAUSE_END = re.compile(r"[，,；;：:。]")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word of the question that stands in the sentence."""

    weight: float
    leads: bool
    """Whether it stands before the question word."""
    places: tuple[Span, ...]
    """Where in the article."""


def own_words(
    query: Query,
    sentence: Sentence,
    tags: Sequence[TaggedWord],
    tokens: Iterable[Token],
    words: SpanWords,
) -> Span | None:
    """The span of the article that answers `query` inside `sentence`; None if none may.

    `tags` are spans of the article (empty without a tagger), `tokens` those of the
    sentence's text. What the question says itself is never its answer. Of the others the
    best is the one closest to the question's words, to those beside the question word
    above all, on the side where the question word has them, with the unit that is asked
    for. For questions that ask for no name, time or number, or for several, there is none.
    """
    if query.lists:
        return None
    found = candidates(query.kind, sentence, tags)
    anchors = list(_anchors(query, sentence, tokens))
    asked = fold(query.question).text
    scores: dict[Span, float] = {}
    for spans, share in ((found.own, 1.0), (found.others, _OTHERS.get(query.kind, _OTHER))):
        for span in (_trimmed(span, sentence) for span in spans):
            inside = span.shifted(-sentence.span.start)
            text = inside.of(sentence.text)
            if text and fold(text).text not in asked and span not in scores:
                fitness = agreement(query, text, sentence.text[inside.end :], words)
                if query.kind is AnswerKind.NUMBER and fitness < _LEAST_FITNESS:
                    continue
                closeness = _FAR + _closeness(span, anchors, sentence)
                scores[span] = share * fitness * closeness
    return _best(scores)


def _best(scores: Mapping[Span, float]) -> Span | None:
    """The one that scores most; None if nothing tells it from another."""
    highest = max(scores.values(), default=0.0)
    best = [span for span, score in scores.items() if score == highest]
    return best[0] if len(best) == 1 else None


def _anchors(query: Query, sentence: Sentence, tokens: Iterable[Token]) -> Iterator[_Anchor]:
    places: dict[str, list[Span]] = {}
    for token in tokens:
        places.setdefault(token.term, []).append(token.span.shifted(sentence.span.start))
    end = len(query.question)
    asked = query.asked or Span(end, end)
    for term in query.terms:
        if term.term in places:
            gap = max(asked.start - term.span.end, term.span.start - asked.end, 0)
            weight = term.weight * term.information * _KIND_WEIGHT[term.kind]
            yield _Anchor(
                weight / (1 + gap / _QUESTION_REACH),
                term.span.start < asked.start,
                tuple(places[term.term]),
            )


def _closeness(span: Span, anchors: Sequence[_Anchor], sentence: Sentence) -> float:
    """Weighted mean of how close `span` is to each anchor, 0 to 1; 0 without anchors."""
    total = sum(anchor.weight for anchor in anchors)
    near = sum(
        anchor.weight
        * max(_nearness(span, place, sentence, leads=anchor.leads) for place in anchor.places)
        for anchor in anchors
    )
    return near / total if total else 0.0


def _nearness(span: Span, place: Span, sentence: Sentence, *, leads: bool) -> float:
    """1 for neighbours on the right side, less with distance, 0 if they overlap."""
    if place.end <= span.start:
        between, right = Span(place.end, span.start), leads
    elif place.start >= span.end:
        between, right = Span(span.end, place.start), not leads
    else:
        return 0.0
    text = between.shifted(-sentence.span.start).of(sentence.text)
    distance = len(text) + _CLAUSE * len(_CLAUSE_END.findall(text))
    return (1.0 if right else _WRONG_SIDE) / (1 + distance / _REACH)


def _trimmed(span: Span, sentence: Sentence) -> Span:
    """Without the spaces and marks around it, which the tagger may have taken in."""
    text = span.shifted(-sentence.span.start).of(sentence.text)
    start = span.start + len(text) - len(text.lstrip(_OUTER))
    return Span(start, max(start, span.end - len(text) + len(text.rstrip(_OUTER))))
