"""What holds of cleaning, whatever the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.cleaning.lines import is_prose, lines_of
from tests.retrieval.text.cleaning.pages import cleaned

_PIECES = [
    *"忻州調研發展長行（）()：:。，；！？、|>【】 \n\n\n\t",
    *["調(diào)", "發（fā）", "動(dong)", "長(cháng)", "忻（xīn）", "(dòng)", "(山西)", "（GDP）"],
    *[
        "發布時間:",
        "来源：新华社",
        "作者：",
        "張三",
        "編輯：李四",
        "2022-05-25",
        "關鍵詞:",
        "标题：",
    ],
    *[
        "\n2022年5月25日\n",
        "\n題目\n",
        "\n會議在太原召開，大家介紹了工作。\n",
        "概要:",
        "\n摘要\n",
    ],
    *[
        "打印 | 关闭",
        "返回頂部",
        "關注微信公眾號",
        "首页 > 正文",
        "上一篇：無",
        "版权所有",
        "分享",
    ],
    *["\u3000", "\u00a0", "\u200b", "\u200d", "\x00", "\ufeff", "\r\n", "\u2028", "\ud800", "İ"],
    *["👨‍👩‍👧", "می‌خواهم", "&amp;", "<b>", "<p>", "By Ann Lee", "记者：", "甲: 好", "時間：今天"],
]
pages = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("\n".join),
    st.text(max_size=80),
)


def _visible(text: str) -> str:
    return "".join(text.split())


@given(pages, st.booleans())
def test_cleaning_again_changes_nothing(raw: str, detect_title: bool) -> None:  # noqa: FBT001 - drawn
    """A canonical text is its own canonical text."""
    once = cleaned(raw, detect_title=detect_title).text

    assert cleaned(once, detect_title=detect_title).text == once


@given(pages)
def test_order_is_kept(raw: str) -> None:
    """Origins never go back, and stay inside the raw text."""
    page = cleaned(raw)
    starts, ends = page.map.starts.tolist(), page.map.ends.tolist()

    assert (starts, ends) == (sorted(starts), sorted(ends))
    assert all(0 <= start < end <= len(raw) for start, end in zip(starts, ends, strict=True))


@given(pages)
def test_glyphs_are_the_raw_ones(raw: str) -> None:
    """Every visible character is the raw one at its origin."""
    page = cleaned(raw)
    origins = zip(page.map.starts, page.map.ends, page.text, strict=True)

    assert all(raw[start:end] == glyph for start, end, glyph in origins if glyph not in " \n")


@given(pages)
def test_canonical_form(raw: str) -> None:
    """Paragraphs are joined by single line feeds, with no space around them."""
    text = cleaned(raw).text

    assert all(line and line == " ".join(line.split()) for line in text.split("\n") if text)


@pytest.mark.parametrize("detect_title", [True, False])
@given(raw=pages)
def test_something_always_stays(raw: str, detect_title: bool) -> None:  # noqa: FBT001 - drawn
    """What has a glyph is never cleaned to nothing."""
    printed = any(character.isalnum() for character in raw)

    assert not printed or cleaned(raw, detect_title=detect_title).text


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_prose_survives(noise: str) -> None:
    """A line of prose is still there, whatever stands around it."""
    prose = "各單位在太原討論上半年的工作，認為任務比預計的重。"
    text = cleaned(f"{noise}\n{prose}\n{noise}").text

    assert is_prose(lines_of(prose)[0])
    assert _visible(prose) in _visible(text)
