"""Sentences that speak of another thing than was asked."""

import pytest

from retrieval.answering.contrast import ContrastRules
from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.protocols import Tools
from retrieval.replies import Answer, NoAnswer
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import answerer_on

_REST = "会后，大家参观了校园。"


def contrasted(
    question: str, sentence: str, tokenizer: JiebaTokenizer, lexicon: Lexicon, rest: str = _REST
) -> list[str]:
    """The words of `question` that `sentence`, in an article with `rest`, speaks against."""
    query = QuestionAnalyser(lexicon.question, tokenizer).analyse(question)
    rules = ContrastRules(lexicon.question.contrasts)
    return [span.of(question) for span in rules.contrasted(query, sentence, sentence + rest)]


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("校长是谁？", "副校长刘敏主持开幕式。", ["校长"]),
        ("公司总裁是谁？", "公司副总裁李建国讲话。", ["公司总裁"]),
        ("校長是誰？", "副校长刘敏主持开幕式。", ["校長"]),
        ("副馆长是谁？", "馆长周文介绍了展品。", ["副馆长"]),
        ("谁主持闭幕式？", "开幕式由副校长刘敏主持。", ["闭幕式"]),
        ("前年在哪里建厂？", "去年，公司在西安建厂。", ["前年"]),
        ("元代瓷器有多少件？", "展出宋代瓷器86件。", ["元代"]),
        ("第六届运动会在哪里举行？", "第五届运动会在东操场举行。", ["第六届"]),
        ("2025年的收入是多少？", "2024年收入为3亿元。", ["2025年"]),
        ("馆藏二级文物有多少？", "馆藏一级文物12件。", ["二级"]),
    ],
)
def test_what_is_spoken_against(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str, sentence: str, words: list[str]
) -> None:
    """A word whose like stands in the sentence, where it does not stand itself."""
    assert contrasted(question, sentence, tokenizer, lexicon) == words


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("副校长是谁？", "副校长刘敏主持开幕式。"),
        ("校长是谁？", "校长王芳和副校长刘敏参加。"),
        ("第五届运动会在哪里举行？", "第5届运动会在东操场举行。"),
        ("二〇二四年的收入是多少？", "2024年收入为3亿元。"),
        ("三年后收入是多少？", "2024年收入为3亿元。"),
        ("哪两个班获奖？", "一班和三班获奖。"),
        ("食堂的菜单？", "副校长刘敏主持开幕式。"),
        ("Who is the headmaster?", "副校长刘敏主持开幕式。"),
    ],
)
def test_what_is_not(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str, sentence: str
) -> None:
    """The same in another writing, a length of time, a count, a word that is just missing."""
    assert contrasted(question, sentence, tokenizer, lexicon) == []


def test_another_sentence_may_have_it(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Where the article has the word itself, a sentence with its like may go on from there."""
    rest = "2025年，公司收入5亿元，校长王芳到会。"

    year = contrasted("2025年的收入是多少？", "2024年收入为3亿元。", tokenizer, lexicon, rest)
    post = contrasted("校长是谁？", "副校长刘敏主持开幕式。", tokenizer, lexicon, rest)

    assert year == []
    assert post == []


def test_it_is_declined(tools: Tools, lexicon: Lexicon) -> None:
    """By sentences and by headlines, with the sentence offered as the nearest."""
    article = Article(
        "note",
        "各班须准时参加。\n开幕式由副校长刘敏主持。",
        Metadata(title="第五届运动会在东操场举行"),
    )
    answerer = answerer_on(tools, lexicon, article)

    vice = answerer.answer("副校长是谁？")
    head = answerer.answer("校长是谁？")
    sixth = answerer.answer("第六届运动会在哪里举行？")

    assert isinstance(vice, Answer)
    assert isinstance(head, NoAnswer)
    assert head.nearest is not None
    assert head.nearest.sentence.text == "开幕式由副校长刘敏主持。"
    assert isinstance(sixth, NoAnswer)
