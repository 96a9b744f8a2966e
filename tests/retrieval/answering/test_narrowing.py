"""Which articles a question names, and what is left of the question."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from retrieval.answering.narrowing import Narrowed, Narrower
from retrieval.answering.shelf import build_shelf
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.protocols import Tools
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, shown_sentences
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import (
    BRIDGE,
    LIBRARY,
    NOTE,
    PARAMETERS,
    SPLITTING,
    answerer_on,
)

PAGES = {
    "visit": ("忻州市委書記朱曉東到二所調研", "2022-05-25"),
    "library": ("图书馆新馆开馆", "2024-04-01"),
    "bridge": ("滨江大桥通车", "2023年10月2日"),
    "power": ("关于停电的通知", "2023-10-02"),
    "novel": ("红楼梦", None),
    "rain": ("Bridge opens in the rain", "May 24, 2022"),
}
TODAY = date(2022, 5, 26)


@pytest.fixture
def narrower(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> Narrower:
    """Of articles of which only the headlines matter."""
    articles = [
        Article(number, "", Metadata(title=title, published=published))
        for number, (title, published) in PAGES.items()
    ]
    return narrower_to(articles, tokenizer, lexicon)


def narrower_to(
    articles: Iterable[Article], tokenizer: JiebaTokenizer, lexicon: Lexicon
) -> Narrower:
    """One that knows these articles."""
    shelf = build_shelf(articles, Tools(tokenizer), SPLITTING, PARAMETERS)
    return Narrower(shelf.places.values(), lexicon.question.narrowing, tokenizer)


def told(found: Narrowed | None) -> tuple[str, ...] | None:
    """What is left of the question, and the articles."""
    return None if found is None else (found.rest, *found.narrowing.articles)


@pytest.mark.parametrize(
    ("question", "rest", "articles"),
    [
        ("在《图书馆新馆开馆》一文中，馆长是谁？", "馆长是谁？", ["library"]),
        ("《圖書館新館開館》裡館長是誰？", "館長是誰？", ["library"]),
        ("《图书馆新馆开馆》一文的作者是谁？", "文章的作者是谁？", ["library"]),
        ("在“新馆开馆”这篇文章里馆长是谁", "馆长是谁", ["library"]),
        ("根据《滨江大桥通车》，大桥多长？", "大桥多长？", ["bridge"]),
        ("《滨江大桥通车》：谁讲话？", "谁讲话？", ["bridge"]),
        ("滨江大桥通车那篇报道里，谁讲话？", "谁讲话？", ["bridge"]),
        ("谁在关于滨江大桥的报道里讲话？", "谁讲话？", ["bridge"]),
        ("忻州调研一文提到，谁参加了会议？", "谁参加了会议？", ["visit"]),
        ("According to “Bridge opens in the rain”, who spoke?", "who spoke?", ["rain"]),
        (
            'When was the article "Bridge opens in the rain" published?',
            "When was the article published?",
            ["rain"],
        ),
    ],
)
def test_by_a_title(narrower: Narrower, question: str, rest: str, articles: list[str]) -> None:
    """In its marks, or a part of it that one article alone has, in either script."""
    assert told(narrower.narrowed(question, None)) == (rest, *articles)


@pytest.mark.parametrize(
    ("question", "rest", "articles"),
    [
        ("2022年5月25日的报道里，谁参加了会议？", "谁参加了会议？", ["visit"]),
        ("5月25日發布的那篇新聞中提到了誰？", "提到了誰？", ["visit"]),
        ("根据2023-10-02的通知，几点停电？", "几点停电？", ["bridge", "power"]),
        ("2023年10月的消息里说了什么？", "说了什么？", ["bridge", "power"]),
        (
            "Who attended, according to the report of May 25, 2022?",
            "Who attended?",
            ["visit"],
        ),
        ("In the May 25, 2022 report, who attended?", "who attended?", ["visit"]),
    ],
)
def test_by_a_date(narrower: Narrower, question: str, rest: str, articles: list[str]) -> None:
    """All articles whose page has that date, however it is written."""
    assert told(narrower.narrowed(question, None)) == (rest, *articles)


def test_by_a_day_that_is_told_from_today(narrower: Narrower) -> None:
    """Only where it is known which day is today."""
    question = "昨天的报道里，谁参加了会议？"

    assert told(narrower.narrowed(question, TODAY)) == ("谁参加了会议？", "visit")
    assert narrower.narrowed(question, None) is None
    assert narrower.narrowed("明天的报道里，谁参加了会议？", TODAY) is None


@pytest.mark.parametrize(
    "question",
    [
        "馆长是谁？",
        "2022年5月25日谁参加了会议？",
        "谁参加了2022年5月25日的会议？",
        "2022年5月25日发生了什么？",
        "市政府在2023年10月2日的公告中说了什么？",
        "《红楼梦》的作者是谁？",
        "在《红楼梦》中贾宝玉的母亲是谁？",
        "在《大桥通》中谁讲话？",
        "据《人民日报》报道，谁讲话？",
        "《没有的文章》一文中谁讲话？",
        "2020年1月1日的报道里，谁讲话？",
        "关于会议的报道里，谁讲话？",
        "大桥的消息里，谁讲话？",
        "《图书馆新馆开馆》一文",
        "",
    ],
)
def test_what_names_no_article(narrower: Narrower, question: str) -> None:
    """Dates and titles that are asked about, and what nothing on the shelf has."""
    assert narrower.narrowed(question, TODAY) is None


def test_a_part_that_several_titles_have(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Without marks it tells none of them; a reprint has the same title."""
    pages = [replace(BRIDGE, id=number) for number in ("one", "two")]
    other = replace(BRIDGE, id="three", metadata=Metadata(title="滨江大桥通车一周年"))
    question = "滨江大桥通车那篇报道里，谁讲话？"

    same, several = (
        narrower_to(articles, tokenizer, lexicon).narrowed(question, None)
        for articles in (pages, [*pages, other])
    )

    assert told(same) == ("谁讲话？", "one", "two")
    assert several is None


def test_a_narrowed_question_is_asked_of_the_article_alone(tools: Tools, lexicon: Lexicon) -> None:
    """The same reply as if no other were on the shelf, with all that is asked of it later."""
    question = "在《滨江大桥通车》一文中，馆长是谁？"
    everything = answerer_on(tools, lexicon, LIBRARY, BRIDGE, NOTE)
    alone = answerer_on(tools, lexicon, BRIDGE)

    reply, expected = everything.answer(question), alone.answer("馆长是谁？")

    assert isinstance(everything.answer("馆长是谁？"), Answer)
    assert isinstance(reply, NoAnswer)
    assert isinstance(expected, NoAnswer)
    assert reply.query.narrowing is not None
    assert reply.query.narrowing.articles == ("bridge",)
    assert replace(reply, query=replace(reply.query, narrowing=None)) == expected
    assert everything.rank(reply.query) == alone.rank(expected.query)
    assert everything.further(reply, 3) == alone.further(expected, 3)
    assert everything.needed(reply.query) == alone.needed(expected.query)
    shown = [each.sentence for each in shown_sentences(reply)]
    assert everything.found(reply.query, shown) == alone.found(expected.query, shown)


def test_the_page_of_a_named_article(tools: Tools, lexicon: Lexicon) -> None:
    """What it states of itself, and no other page's."""
    answerer = answerer_on(tools, lexicon, LIBRARY, BRIDGE)

    reply = answerer.answer("《滨江大桥通车》这篇文章是什么时候发布的？")

    assert isinstance(reply, MetadataAnswer)
    assert [datum.text for datum in reply.data] == ["2023-10-02"]


def test_one_article_on_the_shelf(tools: Tools, lexicon: Lexicon) -> None:
    """It may be named all the same, and the name is not looked for in its text."""
    answerer = answerer_on(tools, lexicon, LIBRARY)

    reply = answerer.answer("在《图书馆新馆开馆》一文中，馆长是谁？")

    assert isinstance(reply, Answer)
    assert reply.sentences[0].sentence.text == "馆长是林小梅。"
    assert reply.confidence == answerer.answer("馆长是谁？").confidence
