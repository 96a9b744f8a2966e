"""The object of `--json`."""

import json

from bot.replies.as_object import reply_object
from tests.bot.replies.examples import ANSWER, ARTICLE, ARTICLES, DECLINED, METADATA_ANSWER

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
