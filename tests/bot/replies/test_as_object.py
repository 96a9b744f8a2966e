"""The object of `--json`."""

import json
from dataclasses import replace
from datetime import date

from bot.replies.as_object import reply_object
from retrieval.model import Sentence, Span
from retrieval.replies import Narrowing, ResolvedDate
from tests.bot.replies.examples import (
    ANSWER,
    ARTICLE,
    ARTICLES,
    DECLINED,
    METADATA_ANSWER,
    QUERY,
    SECOND,
)

KEYS = [
    "question",
    "language",
    "answered",
    "confidence",
    "sentences",
    "items",
    "reason",
    "missing_terms",
    "nearest",
    "narrowed_to",
]
SENTENCE_KEYS = [
    "text",
    "article",
    "title",
    "published",
    "source",
    "paragraph",
    "sentence",
    "start",
    "end",
    "answer",
    "score",
    "signals",
    "also",
    "dates",
]


def test_an_answer() -> None:
    """Best first, with the place from which the text can be cut again."""
    found = reply_object("馆长？", ANSWER, ARTICLES)

    assert list(found) == KEYS
    assert found["answered"] is True
    assert found["reason"] is None
    assert [list(sentence) for sentence in found["sentences"]] == [SENTENCE_KEYS] * 2
    best = found["sentences"][0]
    assert best["text"] == "馆长是林小梅。" == ARTICLE.text[best["start"] : best["end"]]
    assert (best["paragraph"], best["sentence"]) == (1, 2)
    assert best["answer"] == {"start": 11, "end": 14}
    assert found["sentences"][1]["answer"] is None


def test_where_else_a_sentence_stands() -> None:
    """With the place in the other article, whose own text is cut by it."""
    also = Sentence("a2", 1, 1, Span(0, 3), "无题。")
    answer = replace(ANSWER, sentences=(replace(SECOND, also=(also,)),))

    (found,) = reply_object("馆长？", answer, ARTICLES)["sentences"]

    assert found["also"] == [
        {
            "article": "a2",
            "title": None,
            "published": None,
            "source": None,
            "paragraph": 1,
            "sentence": 1,
            "start": 0,
            "end": 3,
        }
    ]


def test_what_its_relative_dates_mean() -> None:
    """The words as the article has them, and the days."""
    month = ResolvedDate(Span(8, 10), date(2024, 3, 1), date(2024, 3, 31))
    answer = replace(ANSWER, sentences=(replace(SECOND, dates=(month,)),))

    (found,) = reply_object("馆长？", answer, ARTICLES)["sentences"]

    assert found["dates"] == [
        {"text": "馆长", "start": 8, "end": 10, "first": "2024-03-01", "last": "2024-03-31"}
    ]


def test_the_articles_that_a_question_names() -> None:
    """Each with what its page says of it."""
    query = replace(QUERY, narrowing=Narrowing(("a1",), "《开馆》里"))

    found = reply_object("《开馆》里馆长？", replace(ANSWER, query=query), ARTICLES)

    assert found["narrowed_to"] == [
        {"article": "a1", "title": "开馆", "published": "2024-04-01", "source": "市报"}
    ]
    assert reply_object("馆长？", ANSWER, ARTICLES)["narrowed_to"] == []


def test_a_refusal() -> None:
    """The reason, the missing words as typed, and the nearest sentence."""
    found = reply_object("医院？", DECLINED, ARTICLES)

    assert list(found) == KEYS
    assert found["answered"] is False
    assert found["sentences"] == []
    assert found["reason"] == "low_confidence"
    assert found["missing_terms"] == ["医院"]
    assert found["nearest"]["text"] == "馆长是林小梅。"


def test_metadata_have_no_place_in_the_text() -> None:
    """They stand outside of it: no paragraph, no span, and the field as the signal."""
    (found,) = reply_object("日期？", METADATA_ANSWER, ARTICLES)["sentences"]

    assert list(found) == SENTENCE_KEYS
    assert [found[key] for key in ("paragraph", "sentence", "start", "end")] == [None] * 4
    assert found["signals"] == {"metadata_published": 1.0}


def test_it_is_json() -> None:
    """Nothing in it needs help to be written."""
    for reply in (ANSWER, DECLINED, METADATA_ANSWER):
        found = reply_object("？", reply, ARTICLES)

        assert json.loads(json.dumps(found)) == found
