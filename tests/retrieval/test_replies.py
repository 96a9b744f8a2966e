"""Replies as values."""

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
    shown_sentences,
)

QUERY = Query(
    "医院的医院馆长？", "zh", Script.SIMPLIFIED, (Span(0, 2), Span(3, 5), Span(5, 7)), ()
)
FIRST = ScoredSentence(Sentence("a", 1, 1, Span(0, 3), "开馆。"), 2.0, {}, ())
SECOND = ScoredSentence(Sentence("a", 1, 2, Span(3, 6), "闭馆。"), 1.0, {}, ())
DECLINED = NoAnswer(QUERY, Reason.LOW_CONFIDENCE, QUERY.words[:2], SECOND, FIRST, 0.3)
PAGE = Metadatum(Article("a", "开馆。闭馆。", Metadata()), MetadataField.PUBLISHED, "2024-04-01")


def test_the_sentences_that_a_reply_shows() -> None:
    """Those that answer, best first; of a refusal the nearest, if there is one."""
    assert shown_sentences(Answer(QUERY, (FIRST, SECOND), None, 0.9)) == (FIRST, SECOND)
    assert shown_sentences(DECLINED) == (SECOND,)
    assert shown_sentences(replace(DECLINED, nearest=None)) == ()
    assert shown_sentences(MetadataAnswer(QUERY, (PAGE,), 1.0)) == ()


def test_missing_words_are_told_once() -> None:
    """As the question has them, however often it does."""
    assert DECLINED.missing_words == ("医院",)
    assert replace(DECLINED, missing=()).missing_words == ()
