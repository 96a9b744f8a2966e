"""The headline becomes metadata."""

import pytest

from retrieval.model import Metadata
from tests.retrieval.text.cleaning.pages import MORE_PROSE, PROSE, cleaned


@pytest.mark.parametrize(
    ("headline", "metadata"),
    [
        ("太原開會", Metadata("太原開會")),
        ("誰來養老？", Metadata("誰來養老？")),
        (
            "張三：我們一定能辦到\n2022-05-25",
            Metadata("張三：我們一定能辦到", published="2022-05-25"),
        ),
        (
            "省裡開會\n各單位介紹工作\n下半年更緊\n来源：甲报",
            Metadata("省裡開會", "各單位介紹工作\n下半年更緊", source="甲报"),
        ),
        ("标题：太原开会\n太原开会", Metadata("太原开会")),
        ("标题：太原开会\n各单位介绍工作", Metadata("太原开会", "各单位介绍工作")),
    ],
)
def test_headline_is_taken(headline: str, metadata: Metadata) -> None:
    """One short line above prose, or up to three above a line that tells about the article."""
    page = cleaned(f"{headline}\n{PROSE}")

    assert (page.text, page.metadata) == (PROSE, metadata)


@pytest.mark.parametrize(
    "text",
    [
        "太原開會",
        "床前明月光\n疑是地上霜\n舉頭望明月\n低頭思故鄉",
        f"甲\n乙\n丙\n丁\n{PROSE}",
        f"床前明月光，\n疑是地上霜。\n{PROSE}",
        f"一、總則\n{PROSE}",
        f"第一章 總則\n{PROSE}",
        f"1. 總則\n{PROSE}",
        f"張三: 你好\n李四: 會議改到下午，請大家準時到。\n{PROSE}",
        f"地點：太原會議中心\n{PROSE}",
        PROSE,
    ],
    ids=["one line", "poem", "four", "verse", "一、", "第一章", "1.", "chat", "form", "prose"],
)
def test_text_without_headline(text: str) -> None:
    """Where the start may be the text itself, nothing is taken."""
    page = cleaned(text)

    assert (page.text, page.metadata) == (text, Metadata())


def test_form_below_a_headline_stays() -> None:
    """A form's lines are not part of the headline above them."""
    page = cleaned(f"會議紀要\n時間：2022年5月25日\n{PROSE}")

    assert (page.text, page.metadata.title) == (f"時間：2022年5月25日\n{PROSE}", "會議紀要")


def test_headline_stays_where_it_is_not_wanted() -> None:
    """Without title detection, headline lines are text."""
    page = cleaned(f"太原開會\n2022-05-25\n{PROSE}", detect_title=False)

    assert (page.text, page.metadata) == (f"太原開會\n{PROSE}", Metadata(published="2022-05-25"))


@pytest.mark.parametrize("label", ["概要:\n", "摘要：", "【核心提示】", "摘要\n"])
def test_summary_label_goes(label: str) -> None:
    """A summary's label goes; what stands behind it is text."""
    assert cleaned(f"太原開會\n{label}{PROSE}\n{MORE_PROSE}").text == f"{PROSE}\n{MORE_PROSE}"


@pytest.mark.parametrize("rest", ["", "還有其他的事。"])
def test_repeated_summary_goes(rest: str) -> None:
    """A summary that a later paragraph begins with stands once."""
    page = f"太原開會\n導讀：{PROSE}\n來源：新華社\n{MORE_PROSE}\n{PROSE}{rest}"

    assert cleaned(page).text == f"{MORE_PROSE}\n{PROSE}{rest}"


def test_summary_label_in_the_body_stays() -> None:
    """Behind the first line of prose, such a word is the article's own."""
    text = f"{PROSE}\n摘要：{MORE_PROSE}"

    assert cleaned(text).text == text


@pytest.mark.parametrize(
    "lines",
    [
        "停水通知\n本周五上午八点至下午五点停水\n请提前储水。",
        "番茄炒蛋\n番茄两个\n鸡蛋三个\n先把鸡蛋打散，放少许盐。",
        "停电通知\n影响范围：三号楼和四号楼\n请大家提前准备。",
        "影响范围：三号楼和四号楼\n请大家提前准备。",
        "5月25日上午，会议在太原召开\n各单位介绍了上半年的工作。",
    ],
)
def test_first_lines_of_a_notice_stay(lines: str) -> None:
    """Without a date or source below them, further lines are the notice itself."""
    kept = cleaned(lines).text

    assert kept == lines or kept == lines.partition("\n")[2]
    assert "号楼" not in lines or "号楼" in kept
    assert "鸡蛋三个" not in lines or "鸡蛋三个" in kept
    assert "八点" not in lines or "八点" in kept


def test_a_title_may_be_read_and_stay() -> None:
    """Where several short lines come first, the first names the article and stays in it."""
    page = cleaned("停水通知\n本周五上午八点至下午五点停水\n请提前储水。")

    assert page.metadata.title == "停水通知"
    assert page.text.startswith("停水通知\n")
