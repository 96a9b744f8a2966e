"""Pages saved as one file."""

import base64
import quopri

import pytest

from retrieval.articles.formats.document import FormatError
from retrieval.articles.formats.mhtml import read
from retrieval.articles.kinds import Kind, binary_kind
from retrieval.articles.problems import ReadingProblem
from tests.retrieval.articles.options import options

PAGE = "<html><body><h1>停水通知</h1><p>本周五停水，请提前储水。</p></body></html>"


def saved(content: bytes, encoding: str, kind: str = "text/html", charset: str = "") -> bytes:
    """A file as a browser saves it: the page, and a picture."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.example/1.html\r\n"
        b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n\r\n----b\r\n'
        + f"Content-Type: {kind}{charset}\r\n".encode()
        + f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + content
        + b"\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(b"\x89PNG")
        + b"\r\n----b--\r\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        saved(quopri.encodestring(PAGE.encode()), "quoted-printable"),
        saved(base64.encodebytes(PAGE.encode("gb18030")), "base64", charset="; charset=gb2312"),
        saved(base64.encodebytes(PAGE.encode("utf-16")), "base64", charset='; charset="unicode"'),
        saved(PAGE.encode(), "8bit", charset="; charset=klingon"),
    ],
    ids=["chrome", "declared", "wrongly declared", "unknown charset"],
)
def test_page(data: bytes) -> None:
    """The page in it is read like any other."""
    found = read(data, options())

    assert binary_kind(data) is Kind.MHTML
    assert (found.text, found.says.title) == ("停水通知\n本周五停水，请提前储水。", "停水通知")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (saved(b"x", "8bit", "text/plain"), ReadingProblem.DAMAGED),
        (saved(base64.encodebytes(bytes(range(256))), "base64"), ReadingProblem.BINARY),
    ],
    ids=["no page", "no text"],
)
def test_no_page(data: bytes, problem: ReadingProblem) -> None:
    """A mail without a page is damaged, one whose page is no text is binary."""
    with pytest.raises(FormatError) as caught:
        read(data, options())

    assert caught.value.problem is problem


def test_a_text_that_begins_like_a_mail() -> None:
    """Without parts it is a text."""
    assert binary_kind(b"Subject: x\nDate: today\n\nword") is None
