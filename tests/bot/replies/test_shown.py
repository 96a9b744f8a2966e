"""Replies in order and words."""

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue import load_catalogue
from bot.replies.shown import Piece, pieces, shown
from retrieval.model import Article, Metadata, Sentence, Span
from retrieval.replies import Narrowing, Reason, ResolvedDate, ScoredSentence
from tests.bot.replies.examples import (
    ANSWER,
    ARTICLE,
    ARTICLES,
    DECLINED,
    FIRST,
    METADATA_ANSWER,
    OTHER,
    QUERY,
    SECOND,
    no_answer,
)

WORDS = load_catalogue()["zh-Hans"].reply


def test_sentences_come_in_document_order_and_the_best_is_marked() -> None:
    """People read them as the article has them."""
    view = shown(ANSWER, ARTICLES, WORDS)

    assert [quote.text for quote in view.quotes] == ["甲馆<新>开馆。", "馆长是林小梅。"]
    assert [quote.best for quote in view.quotes] == [False, True]
    assert view.notes == ()


def test_a_quote_is_cut_where_words_match() -> None:
    """The pieces are the sentence, and say which parts are in the question."""
    view = shown(ANSWER, ARTICLES, WORDS)

    assert view.quotes[0].pieces == (
        Piece("甲", matched=False),
        Piece("馆", matched=True),
        Piece("<新>", matched=False),
        Piece("开馆", matched=True),
        Piece("。", matched=False),
    )


def test_the_answers_own_words_are_a_piece() -> None:
    """Joined with the others it is still the sentence."""
    view = shown(ANSWER, ARTICLES, WORDS)

    assert view.quotes[1].pieces == (
        Piece("馆长", matched=True),
        Piece("是", matched=False),
        Piece("林小梅", matched=False, answer=True),
        Piece("。", matched=False),
    )


def test_own_words_may_hold_a_matching_word() -> None:
    """Then a piece is both."""
    sentence = Sentence("a1", 1, 1, Span(5, 10), "共三层楼。")

    cut = list(pieces(sentence, (Span(7, 8),), Span(6, 9)))

    assert cut == [
        Piece("共", matched=False),
        Piece("三", matched=False, answer=True),
        Piece("层", matched=True, answer=True),
        Piece("楼", matched=False, answer=True),
        Piece("。", matched=False),
    ]


def test_a_citation_says_where() -> None:
    """Title, date, source, and the place in the article."""
    view = shown(ANSWER, ARTICLES, WORDS)

    assert view.quotes[1].citation == "开馆 · 2024-04-01 · 市报 · 第1段第2句"


def test_metadata_are_cited_as_such() -> None:
    """The place is the field's name."""
    view = shown(METADATA_ANSWER, ARTICLES, WORDS)

    assert [quote.text for quote in view.quotes] == ["2024-04-01"]
    assert view.quotes[0].citation == "开馆 · 2024-04-01 · 市报 · 发布时间"


def test_a_refusal_says_why_and_offers_the_nearest() -> None:
    """The missing words in quotation marks; the nearest sentence apart from any answer."""
    view = shown(DECLINED, ARTICLES, WORDS)

    assert view.notes == ("文章里没有说。", "问题里的“医院”在文章中没有出现。")
    assert view.quotes == ()
    assert view.nearest is not None
    assert view.nearest.text == "馆长是林小梅。"


@pytest.mark.parametrize("reason", [Reason.EMPTY, Reason.NO_CONTENT_WORDS, Reason.NO_MATCH])
def test_each_reason_has_its_line(reason: Reason) -> None:
    """One line each, and no two the same."""
    lines = {shown(no_answer(other), ARTICLES, WORDS).notes for other in Reason}

    assert len(shown(no_answer(reason), ARTICLES, WORDS).notes) == 1
    assert len(lines) == len(Reason)


def test_gaps_are_told() -> None:
    """Sentences that follow each other have none, those of two articles neither."""
    neighbours = shown(ANSWER, ARTICLES, WORDS)
    third = Sentence("a3", 1, 3, Span(4, 6), "丙。")
    first = Sentence("a3", 1, 1, Span(0, 2), "甲。")
    apart = replace(
        ANSWER,
        sentences=tuple(ScoredSentence(each, 1.0, {}, ()) for each in (third, first))
        + ANSWER.sentences,
    )

    view = shown(apart, {**ARTICLES, "a3": Article("a3", "甲。乙。丙。", Metadata())}, WORDS)

    assert [quote.gap for quote in neighbours.quotes] == [False, False]
    assert [quote.gap for quote in view.quotes] == [False, False, False, True]


def test_what_reads_the_same_is_shown_once() -> None:
    """The better of the two, wherever they stand."""
    again = Article("a3", "馆长是林小梅。", Metadata())
    twice = replace(SECOND, sentence=Sentence("a3", 1, 1, Span(0, 7), again.text), answer=None)
    answer = replace(ANSWER, sentences=(SECOND, replace(twice, matched=()), FIRST))

    view = shown(answer, {**ARTICLES, "a3": again}, WORDS)

    assert [quote.text for quote in view.quotes] == ["甲馆<新>开馆。", "馆长是林小梅。"]
    assert [quote.best for quote in view.quotes] == [False, True]


def test_where_else_it_stands() -> None:
    """Below the citation, three places by name; the quote is the article's own words alone."""
    places = tuple(Sentence("a2", 1, number, Span(0, 3), "无题。") for number in range(1, 5))
    one, four = (replace(SECOND, also=places[:count]) for count in (1, 4))

    (short,) = shown(replace(ANSWER, sentences=(one,)), ARTICLES, WORDS).quotes
    (long,) = shown(replace(ANSWER, sentences=(four,)), ARTICLES, WORDS).quotes

    assert short.text == "馆长是林小梅。"
    assert short.beside == ("也见于：（无标题） · 第1段第1句",)
    named = "；".join(f"（无标题） · 第1段第{number}句" for number in (1, 2, 3))
    assert long.beside == (f"也见于4篇文章，例如：{named}",)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), "2024-02-29"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023-01-01至2024-12-31"),
        (date(2024, 1, 1), date(2024, 5, 31), "2024-01-01至2024-05-31"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01至2024-02-28"),
    ],
)
def test_what_a_relative_date_means(first: date, last: date, told: str) -> None:
    """Beside the quote, once for the same words; never inside of it."""
    dates = (ResolvedDate(Span(8, 10), first, last),) * 2

    (quote,) = shown(
        replace(ANSWER, sentences=(replace(SECOND, dates=dates),)), ARTICLES, WORDS
    ).quotes

    assert quote.text == "馆长是林小梅。"
    assert quote.beside == (f"馆长 = {told}",)


def test_where_was_looked() -> None:
    """Named, where the shelf has more; three titles at most."""
    one, four, every = (
        replace(DECLINED, query=replace(QUERY, narrowing=Narrowing(ids, "…")))
        for ids in (("a1",), ("a1", "b1", "b2", "b3"), tuple(ARTICLES))
    )
    shelf = {**ARTICLES, **{number: replace(ARTICLE, id=number) for number in ("b1", "b2", "b3")}}

    assert shown(one, ARTICLES, WORDS).scope == "只查了《开馆》。"
    assert shown(four, shelf, WORDS).scope == "只查了《开馆》《开馆》《开馆》等4篇文章。"
    assert shown(every, ARTICLES, WORDS).scope is None
    assert shown(DECLINED, ARTICLES, WORDS).scope is None


def test_each_quote_names_its_article() -> None:
    """An answer from two articles says which words are whose."""
    view = shown(replace(ANSWER, sentences=(SECOND, OTHER)), ARTICLES, WORDS)

    assert [quote.citation.partition(" · ")[0] for quote in view.quotes] == ["开馆", "（无标题）"]
