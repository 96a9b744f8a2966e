"""Units and kinds of time that a question names."""

import pytest

from retrieval.answering.agreement import agreement
from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.text.tokenizing import JiebaTokenizer


@pytest.fixture
def analyser(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> QuestionAnalyser:
    """With the shipped words."""
    return QuestionAnalyser(lexicon.question, tokenizer)


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("大桥全长多少公里？", "12公里", "3亿元"),
        ("大桥有多长？", "12公里", "3亿元"),
        ("大桥有多长？", "12公里", "十分"),
        ("女性的比例是多少？", "百分之四十", "500人"),
        ("投资多少钱？", "3亿元", "12公里"),
        ("來了多少人？", "500人", "3天"),
        ("有多少展品？", "两件", "一个"),
        ("大桥哪一年通车？", "2002年", "10月"),
        ("古城建于哪个世纪？", "19世纪", "1998年"),
        ("古城建于哪个朝代？", "唐朝", "1998年"),
        ("In what year did it open?", "2002年", "10月"),
        ("大桥什么时候通车？", "5月24日", "当时"),
        ("大桥什么时候通车？", "5月24日", "三年"),
    ],
)
def test_what_fits_weighs_more(
    analyser: QuestionAnalyser, lexicon: Lexicon, question: str, better: str, worse: str
) -> None:
    """The unit or the period that is asked for, before others and before what says little."""
    query, words = analyser.analyse(question), lexicon.question.kinds.spans

    fitting, other = (agreement(query, text, "", words) for text in (better, worse))

    assert fitting > other > 0


def test_what_is_counted_may_stand_behind_the_number(
    analyser: QuestionAnalyser, lexicon: Lexicon
) -> None:
    """Right behind it is best; a word between is better than nothing."""
    query, words = analyser.analyse("有多少展品？"), lexicon.question.kinds.spans

    right, near, far = (
        agreement(query, "92", after, words) for after in ("展品。", "件新展品。", "人来了。")
    )

    assert right > near > far


def test_another_unit_weighs_less_than_none(analyser: QuestionAnalyser, lexicon: Lexicon) -> None:
    """Where nothing tells what is measured, every number will do."""
    words = lexicon.question.kinds.spans

    assert agreement(analyser.analyse("大桥有多长？"), "3亿元", "", words) < 1
    assert agreement(analyser.analyse("一共多少？"), "3亿元", "", words) == 1


def test_a_duration_is_no_date(analyser: QuestionAnalyser, lexicon: Lexicon) -> None:
    """三个月 says how long, 3月 says when."""
    query, words = analyser.analyse("大桥什么时候通车？"), lexicon.question.kinds.spans

    assert agreement(query, "3月", "", words) == 1
    assert agreement(query, "三个月", "", words) < 1


@pytest.mark.parametrize("question", ["谁设计了大桥？", "大桥在哪里？", "为什么停电？"])
def test_other_kinds_are_neutral(
    analyser: QuestionAnalyser, lexicon: Lexicon, question: str
) -> None:
    """Nothing is preferred where no unit is asked for."""
    query, words = analyser.analyse(question), lexicon.question.kinds.spans

    assert agreement(query, "12公里", "", words) == 1
