"""Questions about the page itself: its title, date, source or author."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.answering.agreement import NEUTRAL, agreement
from retrieval.answering.shelf import Shelf
from retrieval.answering.signals import coverage
from retrieval.lexicon.kinds import SpanWords
from retrieval.lexicon.questions import FieldCues, MetadataCues, QuestionLexicon
from retrieval.model import AnswerKind, Article
from retrieval.replies import MetadataField, Metadatum, Query
from retrieval.text.expressions import numbers, plain_years, times
from retrieval.text.folding import fold

_ROUNDING = 1e-9
LEAST_HEADLINE_COVERAGE = 0.8
"""Share of the question that a headline must hold to answer it; 0 to 1. It has no neighbours
that could hold the rest."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """What a question asks of the page itself."""

    field: MetadataField
    explicit: bool
    """False where the text could be meant as well: 什么时候发布的？ names no article."""


def asked_field(question: str, lexicon: QuestionLexicon) -> AskedField | None:
    """The field that `question` asks for; None if it asks about anything else.

    It asks for a field if it is made of nothing but words for the field, words for the
    article and question words that ask for such a field: 文章是什么时候发布的 does,
    手机是什么时候发布的 and 作者为什么写文章 do not. A noun such as 来源 is enough; a verb such
    as 来自 also needs the article, or it may be about anything: 它来自哪里.
    """
    cues = lexicon.metadata
    fields = {
        MetadataField.TITLE: cues.title,
        MetadataField.PUBLISHED: cues.published,
        MetadataField.SOURCE: cues.source,
        MetadataField.AUTHOR: cues.author,
    }
    text = fold(question).text
    for field, own in fields.items():
        known = {*cues.article, *cues.fillers, *own.nouns, *own.verbs}
        used = _phrases_that_cover(text, known | {*own.noun_asks, *own.verb_asks})
        if used is not None and (asked := _asked(field, used, own, cues)) is not None:
            return asked
    return None


def _asked(
    field: MetadataField, used: list[str], own: FieldCues, cues: MetadataCues
) -> AskedField | None:
    asks = {*own.noun_asks, *own.verb_asks}.intersection(used)
    if not {*own.nouns}.isdisjoint(used):
        return AskedField(field, explicit=True) if asks <= {*own.noun_asks, *own.nouns} else None
    verb = next((phrase for phrase in used if phrase in own.verbs), None)
    if verb is None or not asks <= {*own.verb_asks, *own.verbs}:
        return None
    of_article = not {*cues.article}.isdisjoint(used)
    if field is MetadataField.PUBLISHED and not asks:
        return None
    if field is MetadataField.AUTHOR and not asks.intersection(used[: used.index(verb)]):
        return None  # 文章写的是谁 asks whom it is about
    if field in {MetadataField.PUBLISHED, MetadataField.AUTHOR}:
        return AskedField(field, explicit=of_article)
    return AskedField(field, explicit=True) if of_article else None


def _phrases_that_cover(text: str, phrases: set[str]) -> list[str] | None:
    """The phrases that `text` is made of, longest first; None if something is left over."""
    longest = max(map(len, phrases))
    used: list[str] = []
    start = 0
    while start < len(text):
        ends = range(min(len(text), start + longest), start, -1)
        phrase = next((text[start:end] for end in ends if text[start:end] in phrases), None)
        if phrase is None and text[start].isalnum():
            return None
        used += [phrase] if phrase else []
        start += len(phrase or text[start])
    return used


def stated(articles: Iterable[Article], field: MetadataField) -> Iterator[Metadatum]:
    """What the articles state in `field`, those that do."""
    for article in articles:
        if text := getattr(article.metadata, field.value):
            yield Metadatum(article, field, text)


def telling_headline(query: Query, shelf: Shelf, words: SpanWords) -> Metadatum | None:
    """The headline line that covers most of `query`, if one covers enough to answer it.

    Asked for a number or a time, it must have one that may be meant.
    """
    best: tuple[float, Metadatum] | None = None
    needed = _needed(query)
    for article, field, terms in shelf.headlines():
        if needed.isdisjoint(terms):
            continue
        share = coverage(query, terms)
        if share >= LEAST_HEADLINE_COVERAGE and (best is None or share > best[0]):
            (datum,) = stated([article], field)
            if _may_answer(query, datum.text, words):
                best = share, datum
    return best and best[1]


def _needed(query: Query) -> frozenset[str]:
    """Terms of which a headline has at least one that covers enough of `query`.

    Those that tell most: without all of them too little is left. Most headlines are passed
    over by that, however many there are.
    """
    told = [term.weight * term.information for term in query.terms]
    left = (1 - LEAST_HEADLINE_COVERAGE) * sum(told)
    needed: set[str] = set()
    for information, term in sorted(
        zip(told, query.terms, strict=True), key=lambda each: each[0], reverse=True
    ):
        if left < -_ROUNDING:
            break
        left -= information
        needed |= {term.term, *term.alternatives}
    return frozenset(needed)


def _may_answer(query: Query, headline: str, words: SpanWords) -> bool:
    match query.kind:
        case AnswerKind.NUMBER:
            found = list(numbers(headline))
        case AnswerKind.TIME:
            found = [*times(headline), *plain_years(headline)]
        case _:
            return True
    return any(
        agreement(query, span.of(headline), headline[span.end :], words) >= NEUTRAL
        for span in found
    )
