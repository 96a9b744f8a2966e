"""Lines that tell about the article."""

import pytest

from retrieval.model import Metadata
from tests.retrieval.text.cleaning.pages import MORE_PROSE, PROSE, body, cleaned


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("发布时间：2022-05-25 10:30", Metadata("題目", published="2022-05-25 10:30")),
        ("發佈時間:\n2022年5月25日", Metadata("題目", published="2022年5月25日")),
        ("发布时间\n2022/5/25", Metadata("題目", published="2022/5/25")),
        ("2022-05-25", Metadata("題目", published="2022-05-25")),
        ("Published: May 25, 2022", Metadata("題目", published="May 25, 2022")),
        ("来 源：新华社（北京）", Metadata("題目", source="新华社（北京）")),
        ("【來源】山西日報", Metadata("題目", source="山西日報")),
        ("作者:\n張三", Metadata("題目", author="張三")),
        ("By Ann Lee and Bo Wu", Metadata("題目", author="Ann Lee and Bo Wu")),
        ("本報記者 張三 李四", Metadata("題目", author="張三 李四")),
        (
            "来源：新华社 2022-05-25 10:30 作者：张三",
            Metadata("題目", published="2022-05-25 10:30", source="新华社", author="张三"),
        ),
        (
            "2022-05-25 来源：新华网 浏览次数：12次 【字体：大 中 小】 打印",
            Metadata("題目", published="2022-05-25", source="新华网"),
        ),
        ("責任編輯：李四", Metadata("題目")),
        ("阅读量 1234", Metadata("題目")),
        ("關鍵詞:", Metadata("題目")),
    ],
)
def test_line_above_the_prose(line: str, told: Metadata) -> None:
    """A metadata line goes, and what it tells is kept as written."""
    page = cleaned(f"題目\n{line}\n{PROSE}")

    assert (page.text, page.metadata) == (PROSE, told)


@pytest.mark.parametrize(
    "line",
    ["（責任編輯：李四）", "关键词：调研 合作", "關鍵詞:\n調研", "来源：新华社", "作者：张三"],
)
def test_line_below_the_prose(line: str) -> None:
    """The same labels go below the last line of prose."""
    assert body(PROSE, line) == PROSE


@pytest.mark.parametrize(
    "lines",
    [
        "来源：据新华社报道，会议开了三天。",
        "来源：新华社！他们是这样说的",
        "时间：2022年5月25日\n地点：太原\n参会人员：张三、李四",
        "發布時間：由會議決定",
        "资料来源：国家统计局",
        "Resource: Reuters",
        "By 2030 we will know",
    ],
)
def test_what_only_looks_like_a_label_stays(lines: str) -> None:
    """A line that tells something else is the article's."""
    assert body("題目", lines, PROSE) == f"題目\n{lines}\n{PROSE}"


def test_label_between_prose_stays() -> None:
    """Between lines of prose, a label is the article's own."""
    text = f"{PROSE}\n来源：新华社\n2022-05-25\n{MORE_PROSE}"

    assert body(text) == text


def test_speakers_stay() -> None:
    """A label that comes again and again names a speaker."""
    talk = "記者：介紹一下\n張三：好\n記者：還有呢\n張三：沒了\n記者：謝謝"

    assert body(talk) == talk


def test_date_of_a_diary_stays() -> None:
    """A date with no headline above it is the text's own."""
    diary = "2022年5月25日\n今天天氣很好。"

    assert cleaned(diary).text == diary


def test_signature_date_stays() -> None:
    """A date below the prose is a signature's."""
    letter = f"{PROSE}\n市政府辦公室\n2022年5月25日"

    assert body(letter) == letter


def test_first_told_stays() -> None:
    """Of two sources, the first counts."""
    page = cleaned(f"题目\n来源：甲报\n来源：乙报\n{PROSE}")

    assert (page.text, page.metadata.source) == (PROSE, "甲报")


def test_short_line_below_a_label_may_be_the_headline() -> None:
    """With no headline yet, the line below an empty label is not its value."""
    page = cleaned(f"作者：\n太原開會\n{PROSE}")

    assert page.metadata == Metadata(title="太原開會")
