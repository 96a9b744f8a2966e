"""What stands around the sentences of a reply."""

from dataclasses import replace

import pytest

from bot.catalogue import load_catalogue
from bot.replies.context import Excerpt, excerpts, reach_of_all
from retrieval.model import Article, Metadata, Sentence, Span
from retrieval.replies import ScoredSentence

WORDS = load_catalogue()["zh-Hans"]
TEXT = "甲一。甲二。\n乙一。 乙二。\n丙一。"
ARTICLE = Article("a", TEXT, Metadata(title="题"))
OTHER = Article("b", "丁。", Metadata(title="别"))
ARTICLES = {"a": ARTICLE, "b": OTHER}
PLACES = [(1, 1, 0), (1, 2, 3), (2, 1, 7), (2, 2, 11), (3, 1, 15)]
SENTENCES = {
    "a": tuple(
        Sentence("a", paragraph, number, Span(start, start + 3), TEXT[start : start + 3])
        for paragraph, number, start in PLACES
    ),
    "b": (Sentence("b", 1, 1, Span(0, 2), "丁。"),),
}


def scored(article: str, place: int) -> ScoredSentence:
    """A sentence that a reply shows."""
    return ScoredSentence(SENTENCES[article][place], 1.0, {}, ())


def around(reach: int, *shown: ScoredSentence) -> list[Excerpt]:
    """What stands around these."""
    return excerpts(shown, reach, ARTICLES, SENTENCES.__getitem__, WORDS)


def text_of(excerpt: Excerpt) -> str:
    """All of it."""
    return "".join(piece.text for sentence in excerpt.sentences for piece in sentence)


@pytest.mark.parametrize(
    ("reach", "text", "places"),
    [
        (0, "乙一。", "第2段第1句"),
        (1, "甲二。\n乙一。 乙二。", "第1段第2句至第2段第2句"),
        (2, TEXT, "第1段第1句至第3段第1句"),
        (9, TEXT, "第1段第1句至第3段第1句"),
    ],
)
def test_neighbours_as_the_article_has_them(reach: int, text: str, places: str) -> None:
    """A span of the article with its spaces and paragraphs, as far as there is any."""
    (excerpt,) = around(reach, scored("a", 2))

    assert text_of(excerpt) == text
    assert text in TEXT
    assert excerpt.citation == f"题 · {places}"


def test_neighbours_that_meet_are_one_excerpt() -> None:
    """No sentence stands there twice, and what is not near is left out."""
    assert [text_of(each) for each in around(1, scored("a", 4), scored("a", 2))] == [
        "甲二。\n乙一。 乙二。\n丙一。"
    ]
    assert [text_of(each) for each in around(0, scored("a", 4), scored("a", 0))] == [
        "甲一。",
        "丙一。",
    ]


def test_articles_stay_apart() -> None:
    """Each has its own excerpt, in the order of the shelf."""
    found = around(1, scored("b", 0), scored("a", 0))

    assert [each.citation for each in found] == ["题 · 第1段第1句至第1段第2句", "别 · 第1段第1句"]


def test_marks_of_the_sentence_stay() -> None:
    """Only what was shown has some."""
    marked = replace(scored("a", 2), matched=(Span(7, 8),))

    (excerpt,) = around(1, marked)

    pieces = [piece for sentence in excerpt.sentences for piece in sentence]
    assert [piece.text for piece in pieces if piece.matched] == ["乙"]


def test_how_far_there_is_anything() -> None:
    """The farthest end of the articles."""
    assert reach_of_all([scored("a", 1)], SENTENCES.__getitem__) == 3
    assert reach_of_all([scored("a", 1), scored("a", 4)], SENTENCES.__getitem__) == 4
    assert reach_of_all([scored("b", 0)], SENTENCES.__getitem__) == 0
