"""Why a reply is what it is."""

from bot.catalogue import load_catalogue
from bot.replies.explained import explanation
from retrieval.replies import Reason
from tests.bot.replies.examples import ANSWER, DECLINED, METADATA_ANSWER, no_answer

WORDS = load_catalogue()["zh-Hans"]


def test_an_answer_is_explained() -> None:
    """Confidence, words searched and matched, every score, and the runner-up."""
    lines = list(explanation(ANSWER, 0.5, WORDS))

    assert lines == [
        "把握 0.90（达到 0.50 才回答）",
        "查找的词：“医院”“馆长”",
        "命中的词：“馆长”“馆”“开馆”",
        "第1段第2句 · 得分 3.00：coverage 1.00",
        "第1段第1句 · 得分 2.00：coverage 0.50",
        "下一名： 无题。",
        "第1段第1句 · 得分 1.00：coverage 0.20",
    ]


def test_a_refusal_is_explained() -> None:
    """The words that were not found, and what the nearest sentence scored."""
    lines = list(explanation(DECLINED, 0.5, WORDS))

    assert "没有出现的词：“医院”" in lines
    assert "第1段第2句 · 得分 3.00：coverage 1.00" in lines


def test_where_there_is_nothing_to_score() -> None:
    """No line is left hanging."""
    nothing = list(explanation(no_answer(Reason.NO_MATCH), 0.5, WORDS))
    metadata = list(explanation(METADATA_ANSWER, 0.5, WORDS))

    assert nothing[-1] == "没有出现的词：无"
    assert metadata[-1] == "命中的词：无"
