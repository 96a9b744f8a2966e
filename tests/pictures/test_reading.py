"""A message in parts."""

from tests.pictures.lines import Span
from tests.pictures.reading import Part, parts


def test_quotes_stand_by_themselves() -> None:
    """Whatever is around them, and the line that a quote ends is not empty."""
    html = "一\n\n<blockquote>二\n<i>三</i></blockquote>\n四"

    assert list(parts(html)) == [
        Part(None, ((Span("一"),), ())),
        Part("blockquote", ((Span("二"),), (Span("三", frozenset({"italic"})),))),
        Part(None, ((Span("四"),),)),
    ]


def test_neighbouring_quotes() -> None:
    """Two, with nothing between them; the folded one is told apart."""
    html = "<blockquote>一</blockquote>\n<blockquote expandable>👍</blockquote>"

    assert list(parts(html)) == [
        Part("blockquote", ((Span("一"),),)),
        Part("expandable_blockquote", ((Span("👍"),),)),
    ]
