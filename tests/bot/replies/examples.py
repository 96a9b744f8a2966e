"""Replies to word and to draw."""

from dataclasses import replace

from retrieval.model import Article, Metadata, Script, Sentence, Span
from retrieval.replies import (
    Answer,
    MetadataAnswer,
    MetadataField,
    Metadatum,
    NoAnswer,
    Query,
    Reason,
    ScoredSentence,
)

ARTICLE = Article(
    "a1",
    "甲馆<新>开馆。馆长是林小梅。",
    Metadata(title="开馆", published="2024-04-01", source="市报"),
)
UNTITLED = Article("a2", "无题。", Metadata())
ARTICLES = {article.id: article for article in (ARTICLE, UNTITLED)}

FIRST = ScoredSentence(
    Sentence("a1", 1, 1, Span(0, 8), "甲馆<新>开馆。"),
    2.0,
    {"coverage": 0.5},
    (Span(1, 2), Span(5, 7)),
)
SECOND = ScoredSentence(
    Sentence("a1", 1, 2, Span(8, 15), "馆长是林小梅。"),
    3.0,
    {"coverage": 1.0},
    (Span(8, 10),),
    Span(11, 14),
)
OTHER = ScoredSentence(Sentence("a2", 1, 1, Span(0, 3), "无题。"), 1.0, {"coverage": 0.2}, ())

QUERY = Query("医院的馆长是谁？", "zh", Script.SIMPLIFIED, (Span(0, 2), Span(3, 5)), ())
ANSWER = Answer(QUERY, (SECOND, FIRST), OTHER, 0.9)
METADATA_ANSWER = MetadataAnswer(
    QUERY, (Metadatum(ARTICLE, MetadataField.PUBLISHED, "2024-04-01"),), 1.0
)
DECLINED = NoAnswer(
    QUERY, Reason.LOW_CONFIDENCE, (Span(0, 2),), replace(SECOND, answer=None), FIRST, 0.3
)


def no_answer(reason: Reason) -> NoAnswer:
    """With nothing near."""
    return NoAnswer(QUERY, reason, (), None, None, 0.0)
