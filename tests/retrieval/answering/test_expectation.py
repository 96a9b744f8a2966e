"""What a question expects as its answer."""

import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.model import AnswerKind
from retrieval.replies import Query
from retrieval.text.tokenizing import JiebaTokenizer


@pytest.fixture
def analyser(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> QuestionAnalyser:
    """With the shipped words."""
    return QuestionAnalyser(lexicon.question, tokenizer)


def focus(query: Query) -> str | None:
    """The focus noun, as typed."""
    return None if query.focus is None else query.focus.of(query.question)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁主持会议？", AnswerKind.PERSON),
        ("會議由誰主持？", AnswerKind.PERSON),
        ("哪位工程师设计了大桥？", AnswerKind.PERSON),
        ("哪位德国建筑师设计了大桥？", AnswerKind.PERSON),
        ("现任馆长是什么人？", AnswerKind.PERSON),
        ("哪家公司中标？", AnswerKind.ORGANISATION),
        ("哪個機構負責？", AnswerKind.ORGANISATION),
        ("新馆位于哪里？", AnswerKind.PLACE),
        ("哪座城市举办比赛？", AnswerKind.PLACE),
        ("总部设在哪个国家？", AnswerKind.PLACE),
        ("大桥何时通车？", AnswerKind.TIME),
        ("大橋在哪一年通車？", AnswerKind.TIME),
        ("文物出自什么朝代？", AnswerKind.TIME),
        ("几月几日开馆？", AnswerKind.TIME),
        ("新馆有几层？", AnswerKind.NUMBER),
        ("全市人口是多少？", AnswerKind.NUMBER),
        ("工期多久？", AnswerKind.NUMBER),
        ("他担任什么职位？", AnswerKind.THING),
        ("参观了哪些设施？", AnswerKind.THING),
        ("为什么停电？", AnswerKind.REASON),
        ("停电的原因是什么？", AnswerKind.REASON),
        ("如何报名？", AnswerKind.MANNER),
        ("会议通过什么方式举行？", AnswerKind.MANNER),
        ("大桥通车了吗？", AnswerKind.YES_NO),
        ("是否需要报名？", AnswerKind.YES_NO),
        ("什么是海绵城市？", AnswerKind.DEFINITION),
        ("雾霾是什么？", AnswerKind.DEFINITION),
        ("大桥", AnswerKind.UNKNOWN),
    ],
)
def test_chinese_questions(analyser: QuestionAnalyser, question: str, kind: AnswerKind) -> None:
    """By the question word or, behind 哪, 什么 and the like, by the noun."""
    assert analyser.analyse(question).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who chaired the meeting?", AnswerKind.PERSON),
        ("Which engineer built the bridge?", AnswerKind.PERSON),
        ("What company won the bid?", AnswerKind.ORGANISATION),
        ("Where is the new hall?", AnswerKind.PLACE),
        ("Which river does it cross?", AnswerKind.PLACE),
        ("What is the capital of the province?", AnswerKind.PLACE),
        ("When did it open?", AnswerKind.TIME),
        ("In what year was it built?", AnswerKind.TIME),
        ("How many people came?", AnswerKind.NUMBER),
        ("What percentage was spent?", AnswerKind.NUMBER),
        ("What position does he hold?", AnswerKind.THING),
        ("Why was it closed?", AnswerKind.REASON),
        ("How does one register?", AnswerKind.MANNER),
        ("Is the hall open?", AnswerKind.YES_NO),
        ("What is smog?", AnswerKind.DEFINITION),
        ("bridge", AnswerKind.UNKNOWN),
    ],
)
def test_english_questions(analyser: QuestionAnalyser, question: str, kind: AnswerKind) -> None:
    """The same, by words of another order."""
    assert analyser.analyse(question).kind is kind


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("哪两个公司中标？", "公司"),
        ("參觀了哪些設施？", "設施"),
        ("他担任什么职位？", "职位"),
        ("全市人口是多少？", "人口"),
        ("大桥长多少公里？", "公里"),
        ("哪一年通车？", "年"),
        ("What year did it open?", "year"),
        ("Which river does it cross?", "river"),
        ("How many people came?", "people"),
        ("谁主持会议？", None),
    ],
)
def test_the_focus(analyser: QuestionAnalyser, question: str, noun: str | None) -> None:
    """The noun, or the unit, that names the kind of the answer."""
    assert focus(analyser.analyse(question)) == noun


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("會議由誰主持？", "誰"),
        ("哪两个公司中标？", "哪两个"),
        ("新馆有几层？", "几层"),
        ("How many people came?", "How many"),
        ("大桥通车了吗？", None),
    ],
)
def test_the_question_word(analyser: QuestionAnalyser, question: str, asked: str | None) -> None:
    """Where the answer would stand if the question were a statement."""
    query = analyser.analyse(question)

    assert (query.asked and query.asked.of(question)) == asked


@pytest.mark.parametrize(
    ("question", "count", "lists"),
    [
        ("哪两个公司中标？", 2, True),
        ("哪三家医院参加？", 3, True),
        ("Which two rivers meet here?", 2, True),
        ("哪家公司中标？", None, False),
        ("参观了哪些设施？", None, True),
        ("谁参加了会议？", None, True),
        ("誰陪同調研？", None, True),
        ("Who attended the meeting?", None, True),
        ("Which facilities were visited?", None, True),
        ("What are the exhibits?", None, True),
        ("谁主持会议？", None, False),
        ("Who chaired the meeting?", None, False),
        ("有多少人参加会议？", None, False),
    ],
)
def test_several_answers(
    analyser: QuestionAnalyser, question: str, count: int | None, *, lists: bool
) -> None:
    """A number before the noun, 哪些, an English plural, or what people do together."""
    query = analyser.analyse(question)

    assert (query.count, query.lists) == (count, lists)


@pytest.mark.parametrize("question", ["哪吒大战龙王", "几乎停电", "任何人可以报名", "the whole"])
def test_what_only_looks_like_a_question_word(analyser: QuestionAnalyser, question: str) -> None:
    """The 哪 of 哪吒 and the who of whole ask nothing."""
    query = analyser.analyse(question)

    assert query.asked is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("这是为什么？", AnswerKind.REASON),
        ("新馆后来更名为什么？", AnswerKind.THING),
        ("大桥的建造者是？", AnswerKind.PERSON),
        ("第一座大桥建成的时间为？", AnswerKind.TIME),
        ("另一种是？", AnswerKind.THING),
        ("列出所有展品", AnswerKind.THING),
    ],
)
def test_questions_cut_short(analyser: QuestionAnalyser, question: str, kind: AnswerKind) -> None:
    """名为|什么 is no 为什么; a question may leave its question word out."""
    assert analyser.analyse(question).kind is kind
