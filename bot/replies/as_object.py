"""A reply as the JSON object of `--json`; `docs/json.md` documents every key."""

from collections.abc import Mapping
from typing import Any

from retrieval.model import Article, Item, Sentence, Span
from retrieval.replies import Answer, MetadataAnswer, Metadatum, NoAnswer, Reply, ScoredSentence

JsonObject = dict[str, Any]


def reply_object(question: str, reply: Reply, articles: Mapping[str, Article]) -> JsonObject:
    """The object for one question; always the same keys, in the same order."""
    sentences: list[JsonObject] = []
    items: list[JsonObject] = []
    reason = nearest = None
    missing: list[str] = []
    narrowing = reply.query.narrowing
    match reply:
        case Answer():
            sentences = [_sentence(scored, articles) for scored in reply.sentences]
            places = {each.sentence: place for place, each in enumerate(reply.sentences)}
            items = [
                _item(item, articles[item.sentence.article_id], places[item.sentence])
                for item in reply.items
            ]
        case MetadataAnswer():
            sentences = [_metadatum(datum) for datum in reply.data]
        case NoAnswer():
            reason = reply.reason.value
            missing = list(reply.missing_words)
            nearest = reply.nearest and _sentence(reply.nearest, articles)
    return {
        "question": question,
        "language": reply.query.language,
        "answered": not isinstance(reply, NoAnswer),
        "confidence": round(reply.confidence, 4),
        "sentences": sentences,
        "items": items,
        "reason": reason,
        "missing_terms": missing,
        "nearest": nearest,
        "narrowed_to": [_article(articles[number]) for number in narrowing.articles]
        if narrowing
        else [],
    }


def _sentence(scored: ScoredSentence, articles: Mapping[str, Article]) -> JsonObject:
    return {
        "text": scored.sentence.text,
        **_place(scored.sentence, articles),
        "answer": scored.answer and {"start": scored.answer.start, "end": scored.answer.end},
        "score": round(scored.score, 6),
        "signals": {name: round(value, 6) for name, value in scored.signals.items()},
        "also": [_place(other, articles) for other in scored.also],
        "dates": [
            {
                **_piece(each.span, articles[scored.sentence.article_id]),
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
            }
            for each in scored.dates
        ],
    }


def _place(sentence: Sentence, articles: Mapping[str, Article]) -> JsonObject:
    return {
        **_article(articles[sentence.article_id]),
        "paragraph": sentence.paragraph,
        "sentence": sentence.number,
        "start": sentence.span.start,
        "end": sentence.span.end,
    }


def _item(item: Item, article: Article, place: int) -> JsonObject:
    return {
        **_piece(item.span, article),
        "role": None if item.role is None else _piece(item.role, article),
        "kind": item.kind.value,
        "sentence": place,
    }


def _piece(span: Span, article: Article) -> JsonObject:
    return {"text": span.of(article.text), "start": span.start, "end": span.end}


def _metadatum(datum: Metadatum) -> JsonObject:
    """Metadata stand outside the canonical text: they have no paragraph and no span."""
    return {
        "text": datum.text,
        **_article(datum.article),
        "paragraph": None,
        "sentence": None,
        "start": None,
        "end": None,
        "answer": None,
        "score": 1.0,
        "signals": {f"metadata_{datum.field.value}": 1.0},
        "also": [],
        "dates": [],
    }


def _article(article: Article) -> JsonObject:
    return {
        "article": article.id,
        "title": article.metadata.title,
        "published": article.metadata.published,
        "source": article.metadata.source,
    }
