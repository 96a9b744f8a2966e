"""What a question asks about."""

import pytest

from retrieval.answering.question import LIGHT_WEIGHT, QuestionAnalyser, visible_part
from retrieval.lexicon import Lexicon
from retrieval.text.tokenizing import JiebaTokenizer


@pytest.fixture
def analyser(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> QuestionAnalyser:
    """With the shipped words."""
    return QuestionAnalyser(lexicon.question, tokenizer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("谁参加了会议？", ["参加", "会议"]),
        ("誰參加了會議？", ["參加", "會議"]),
        ("他什么时候到2所调研？", ["他", "到", "2", "所", "调研"]),
        ("哪吒是谁？", ["哪吒"]),
        ("元旦放假几天？", ["元旦", "放假"]),
        ("几点开会", ["开会"]),
        ("大桥哪一年建成？", ["大桥", "建成"]),
        ("有多少名员工？", ["员工"]),
        ("Who attended the meeting?", ["attended", "meeting"]),
        ("How many people came?", ["people", "came"]),
        ("你是谁", []),
        ("怎么", []),
        ("？？？", []),
        ("😀", []),
        ("", []),
    ],
)
def test_content_words(analyser: QuestionAnalyser, question: str, words: list[str]) -> None:
    """Question words go, whole words only; what is asked about stays, as typed."""
    query = analyser.analyse(question)

    assert [span.of(query.question) for span in query.words] == words


@pytest.mark.parametrize("question", ["你是谁", "怎么", "who is it"])
def test_a_query_is_never_emptied(analyser: QuestionAnalyser, question: str) -> None:
    """A question of question words alone is searched as it is."""
    query = analyser.analyse(question)

    assert query.words == ()
    assert query.terms


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("参观了哪些设施？", "设施"),
        ("哪两个公司中标？", "公司"),
        ("Which facilities were visited?", "facilities"),
    ],
)
def test_the_kind_of_the_answer_counts_less(
    analyser: QuestionAnalyser, question: str, focus: str
) -> None:
    """The word behind 哪些 names what is looked for, which the text seldom repeats."""
    query = analyser.analyse(question)

    light = {term.span.of(question) for term in query.terms if term.weight == LIGHT_WEIGHT}
    assert focus in light
    assert any(term.weight == 1 for term in query.terms)


def test_the_unit_of_a_number_is_a_hint(analyser: QuestionAnalyser) -> None:
    """It stands beside the number in the text, but is not what is asked about."""
    query = analyser.analyse("新馆有几层？")

    assert [span.of(query.question) for span in query.words] == ["新馆"]
    assert [term.weight for term in query.terms if term.term == "层"] == [LIGHT_WEIGHT]


def test_terms_do_not_reach_across_a_question_word(analyser: QuestionAnalyser) -> None:
    """What a question word separates was never said together."""
    query = analyser.analyse("甲谁乙")

    assert "甲 乙" not in {term.term for term in query.terms}


@pytest.mark.parametrize(
    ("typed", "visible"),
    [
        ("  谁？\n", "谁？"),
        ("谁\x00参加\u200b？", "谁参加？"),
        ("第一行\n第二行", "第一行 第二行"),
        ("\ud800谁", "谁"),
        ("\x00\x01", ""),
    ],
)
def test_only_what_is_seen_counts(typed: str, visible: str) -> None:
    """NUL, control and zero-width characters and broken surrogates are nobody's question."""
    assert visible_part(typed) == visible
