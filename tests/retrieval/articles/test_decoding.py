"""Text in every encoding, and bytes that are none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.articles.encodings import NotTextError, decode

SIMPLIFIED = (
    "会议开始了。",
    "图书馆明天上午九点开门。",
    "他说:“我们去年种了三千棵树。”\n",
    "新桥全长1,280米,预计明年建成通车,届时两岸居民过江只需五分钟。",
)
TRADITIONAL = (
    "會議開始了。",
    "圖書館明天上午九點開門。",
    "他說:「我們去年種了三千棵樹。」\n",
    "新橋全長1,280公尺,預計明年完工通車,屆時兩岸居民過河只需五分鐘。",
)
ENGLISH = ("The library opens at nine.\r\n", "tree")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, "gb18030") for text in SIMPLIFIED + TRADITIONAL]
    + [(text, "big5") for text in TRADITIONAL]
    + [(text, name) for text in SIMPLIFIED + TRADITIONAL + ENGLISH for name in UNICODE],
)
def test_encodings(text: str, encoding: str) -> None:
    """Texts of six characters and more are read in every encoding, without a mark."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str) -> None:
    """A byte order mark names the encoding and is no part of the text."""
    assert decode(mark + "甲乙".encode(encoding)) == "甲乙"


def test_four_byte_characters() -> None:
    """A rare character of GB18030 does not spoil a text."""
    text = "这条河叫做𰻝河,流经三个县。"

    assert decode(text.encode("gb18030")) == text


def test_control_z() -> None:
    """The mark that ends a text of DOS is tolerated, as is a page end."""
    assert decode(b"one\x0c\r\ntwo\x1a") == "one\x0c\r\ntwo\x1a"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_never_guessed(text: str) -> None:
    """Whatever is valid UTF-8 is read as UTF-8, but for its byte order mark."""
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Bytes are text without NUL or are refused; nothing else happens."""
    try:
        text = decode(data)
    except NotTextError:
        return

    assert "\0" not in text


@pytest.mark.parametrize(
    "data",
    [
        "图书馆明天上午九点开门,下午五点关门。".encode()[1:],
        b"one\0two",
        b"\x01\x02\x03\x04word",
        codecs.BOM_UTF8 + "甲乙".encode("gb18030"),
        bytes(range(256)),
    ],
)
def test_not_text(data: bytes) -> None:
    """Broken and binary data is refused rather than read as nonsense."""
    with pytest.raises(NotTextError):
        decode(data)


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("declaration", ["", '<meta charset="{}">'])
def test_a_page_with_a_long_head(encoding: str, declaration: str) -> None:
    """Scripts and styles before the text tell nothing, and hide nothing."""
    script = "<script>" + "var a = 1; " * 600 + "</script>"
    page = f"<html><head>{declaration.format(encoding)}{script}</head>會議在太原召開，各單位到了。"

    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_file_that_was_cut_off(encoding: str) -> None:
    """Half a character at the end is left out."""
    text = "會議在太原召開，各單位介紹了上半年的工作。"

    assert decode(text.encode(encoding)[:-1]) == text[:-1]
