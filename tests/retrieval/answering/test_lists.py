"""List questions, on sentences of our own words."""

import pytest

from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.protocols import Tools
from retrieval.replies import Answer
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import OPTIONS, answerer_on


def ask(tools: Tools, lexicon: Lexicon, text: str, question: str) -> Answer:
    """The answer to a question on one text."""
    reply = answerer_on(tools, lexicon, Article("text", text)).answer(question, most=1)
    assert isinstance(reply, Answer)
    return reply


def items(answer: Answer, text: str) -> list[tuple[str, str | None]]:
    """Each member with its role."""
    return [
        (item.span.of(text), item.role.of(text) if item.role else None) for item in answer.items
    ]


def names(answer: Answer, text: str) -> list[str]:
    """The members alone."""
    return [name for name, _ in items(answer, text)]


def test_people_keep_their_posts(tools: Tools, lexicon: Lexicon) -> None:
    """Posts of several parts, one post for two names, and a group as the text has it."""
    text = (
        "区委书记、区长高志明，区教育局局长、党组书记林小梅，副局长陈立、王建国及有关学校负责人"
        "参加座谈。"
    )

    answer = ask(tools, lexicon, text, "哪些人参加了座谈？")

    assert items(answer, text) == [
        ("高志明", "区委书记、区长"),
        ("林小梅", "区教育局局长、党组书记"),
        ("陈立", "副局长"),
        ("王建国", "副局长"),
        ("有关学校负责人", None),
    ]


def test_who_was_only_mentioned_did_not_attend(tools: Tools, lexicon: Lexicon) -> None:
    """Names elsewhere in the text are not members of the list."""
    text = "校长周海燕、教师刘洋出席会议。周海燕说，要学习老校友张文华、赵立新的精神。"

    answer = ask(tools, lexicon, text, "哪些人出席了会议？")

    assert names(answer, text) == ["周海燕", "刘洋"]


def test_who_presided_is_not_who_attended(tools: Tools, lexicon: Lexicon) -> None:
    """The clause before a list says what another one did."""
    text = "会议由副校长李明主持，组长张华、处长王芳、主席陈晨参加会议。"

    assert names(ask(tools, lexicon, text, "谁主持会议？"), text) == []


def test_two_lists_in_one_sentence(tools: Tools, lexicon: Lexicon) -> None:
    """Each question gets the one that it asks for."""
    text = "李明、王芳出席会议，张强、赵敏和孙伟列席会议。"

    assert names(ask(tools, lexicon, text, "有谁出席会议？"), text) == ["李明", "王芳"]
    assert names(ask(tools, lexicon, text, "有谁列席会议？"), text) == ["张强", "赵敏", "孙伟"]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("新馆设有阅览、展览、报告三个区域。", "新馆设有哪些区域？", ["阅览", "展览", "报告"]),
        ("工厂生产的产品有茶杯、花瓶以及瓷盘。", "产品有哪些？", ["茶杯", "花瓶", "瓷盘"]),
        ("停电影響東門村、西門村及南門村。", "停电影响哪些村？", ["東門村", "西門村", "南門村"]),
        ("会上放映《江边》《远山》两部影片。", "会上放映了哪些影片？", ["江边", "远山"]),
        (
            "该厂排放氯化物，硝酸盐，硫酸盐和氨。",
            "该厂排放哪些物质？",
            ["氯化物", "硝酸盐", "硫酸盐", "氨"],
        ),
    ],
)
def test_things(
    tools: Tools, lexicon: Lexicon, text: str, question: str, expected: list[str]
) -> None:
    """Behind their verb or noun, before their number; in both scripts."""
    assert names(ask(tools, lexicon, text, question), text) == expected


def test_a_list_in_two_sentences_is_not_cut(tools: Tools, lexicon: Lexicon) -> None:
    """Both are shown though one was asked for, and no member is named twice."""
    text = "上午，客人参观了纺织车间和染色车间。天气很好。下午，客人参观了成品仓库和染色车间。"

    answer = ask(tools, lexicon, text, "客人参观了哪些地方？")

    assert names(answer, text) == ["纺织车间", "染色车间", "成品仓库"]
    assert len(answer.sentences) == 2


def test_et_cetera(tools: Tools, lexicon: Lexicon) -> None:
    """Where the article says 等, the answer says that the list is not whole."""
    open_text, whole = "展出画作、雕塑、剪纸等作品。", "展出画作、雕塑、剪纸三类作品。"

    assert ask(tools, lexicon, open_text, "展出哪些作品？").open_ended
    assert not ask(tools, lexicon, whole, "展出哪些作品？").open_ended


def test_lines_and_numbered_clauses(tools: Tools, lexicon: Lexicon) -> None:
    """A list may be set as lines, or be told by 一是 and 二是."""
    lines = "报名时请提交以下材料：\n1. 学生证；\n2. 报名表。\n周一截止。"
    clauses = "停水的原因有两个：一是水管老化；二是水泵故障。"

    assert names(ask(tools, lexicon, lines, "报名时提交哪些材料？"), lines) == ["学生证", "报名表"]
    assert names(ask(tools, lexicon, clauses, "停水的原因有哪些？"), clauses) == [
        "水管老化",
        "水泵故障",
    ]


def test_one_person_is_no_list(tools: Tools, lexicon: Lexicon) -> None:
    """谁 may ask for one: the sentence answers, nothing is listed beside it."""
    text = "馆长林小梅、副馆长陈立接待了来宾。"

    assert ask(tools, lexicon, text, "馆长是谁？").items == ()


def test_one_thing_is_no_list(tools: Tools, lexicon: Lexicon) -> None:
    """什么 may ask for one: a list elsewhere in the sentence is not what is asked for."""
    text = "公司以省政府和市政府的协议为基础，以人才为核心发展业务。"

    assert ask(tools, lexicon, text, "公司以什么为核心发展业务？").items == ()


def test_without_a_tagger(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Things are still listed, by punctuation and by the question's words."""
    text = "产品包括茶杯、花瓶和瓷盘。"

    answer = ask(Tools(tokenizer), lexicon, text, "产品包括哪些？")

    assert names(answer, text) == ["茶杯", "花瓶", "瓷盘"]


def test_every_item_is_verbatim(tools: Tools, lexicon: Lexicon) -> None:
    """A member lies in its sentence, and its sentence is shown."""
    text = "开馆仪式上，馆长林小梅、作家高远和画家王芳先后致辞。"

    answer = ask(tools, lexicon, text, "哪些人致辞？")

    shown = [scored.sentence for scored in answer.sentences]
    assert len(answer.items) == 3
    for item in answer.items:
        assert item.sentence in shown
        assert (
            item.sentence.span.start <= item.span.start < item.span.end <= item.sentence.span.end
        )
    assert OPTIONS.max_sentences == 3


def test_a_list_of_cities_has_a_city(tools: Tools, lexicon: Lexicon) -> None:
    """Where none of its members is a place, it is another list, however near."""
    text = "公司为宝马、奔驰等企业供应车灯和座椅。\n去年，公司在西安设立了工厂。"

    answer = ask(tools, lexicon, text, "公司在哪些城市设立了工厂？")

    assert names(answer, text) == []
