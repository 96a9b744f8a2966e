"""Where sentences end, by example."""

import pytest

from retrieval.text.splitting.boundaries import sentence_spans


@pytest.mark.parametrize(
    "sentences",
    [
        ["会议开始。", "大家发言！", "还有吗？", "没有!", "Really?", "完"],
        ["一是学习；", "二是落实;", "三是检查"],
        ["他想了想……", "然后走了。"],
        ["真的吗？！", "真的。"],
        ["他说：“你好。", "我走了。”", "然后走了。"],
        ["他问：「好嗎？」", "她答：『好。』", "完了。"],
        ['She said "Stop."', "Then she left."],
        ["增长明显（见表1。注二！）。", "见下页。"],
        ["《谁动了我的奶酪？》很好看。", "我看了。"],
        ["增长3.5%，为10:30公布的数字.", "其中一半在U.S. 市场。"],
        ["会议由Dr. Smith主持.", "他是No. 2。"],
        ["1. 内容。", "2. 形式。"],
        ["包括：1.组织建设 2.制度建设。"],
        ["要求1.加强领导2.落实责任。"],
        ["见https://a.cn/?x=1;y=2!z。", "又见www.b.cn。"],
        ["（没有关上的括号。", "继续。"],
        ["朱曉東到2所調研,與所領導交流;", "氣氛熱烈."],
        ["他想了想⋯⋯", "然後走了｡", "他來了．", "她走了．"],
        ["AT&amp;T公司来了。", "又走了。"],
        ["一.总则。", "二.分则。"],
    ],
    ids=lambda sentences: sentences[0],
)
def test_ends_of_sentences(sentences: list[str]) -> None:
    """A line made of these sentences is split into them again."""
    separator = " " if sentences[0].isascii() else ""
    line = separator.join(sentences)

    assert [span.of(line) for span in sentence_spans(line)] == sentences


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("", []),
        ("   ", []),
        ("。。。", ["。。。"]),
        ("  好。  坏。 ", ["好。", "坏。"]),
        ("完。 ”", ["完。 ”"]),
        ("好。）他说。", ["好。）", "他说。"]),
        ("共3.5亿元.下一步继续.", ["共3.5亿元.", "下一步继续."]),
        ("文件a.txt和v1.2.3都在", ["文件a.txt和v1.2.3都在"]),
        ("so far... And on", ["so far...", "And on"]),
        ("（（。））。好", ["（（。））。", "好"]),
        ("（[。）]。好", ["（[。）]。", "好"]),
    ],
)
def test_odd_lines(line: str, sentences: list[str]) -> None:
    """Marks alone, spaces and unbalanced brackets lose nothing."""
    assert [span.of(line) for span in sentence_spans(line)] == sentences


def test_an_abbreviation_far_into_a_long_sentence() -> None:
    """What stands before a full stop is judged by its last characters alone."""
    line = "这是一个很长很长很长很长很长很长的句子里的U.S. 公司"

    assert [span.of(line) for span in sentence_spans(line)] == [line]


def test_deep_brackets_are_no_text() -> None:
    """Brackets nested beyond reason protect nothing, and cost no time."""
    line = "（" * 60 + "。" + "）" * 60 + "好"

    spans = list(sentence_spans(line))

    assert "".join(span.of(line) for span in spans) == line
