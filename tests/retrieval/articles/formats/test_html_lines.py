"""What a reader of a page sees of it."""

import pytest

from retrieval.articles.formats.html.lines import lines_of
from retrieval.articles.formats.html.tree import parse


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>甲。</p><p>乙。</p>", "甲。\n乙。"),
        ("<title>x</title><script>1<2</script><!-- y -->甲", "甲"),
        ("<p class='a>b'>乙&nbsp;&amp;&#20013;&lt;b&gt;<br/>丙\n丁", "乙 &中<b>\n丙 丁"),
        ("a < b & c <b>d</b>", "a < b & c d"),
        ("甲<!-- never closed", "甲"),
        ("<ruby>調<rp>(</rp><rt>diào</rt><rp>)</rp></ruby>研", "調研"),
        ("3&times;10<sup>4</sup>平方米，H<sub>2</sub>O", "3×10⁴平方米，H₂O"),
        ("<p style='DISPLAY: none'>甲</p><p hidden>乙</p><p>丙", "丙"),
        ("<P>甲<P>乙<DIV>丙<UL><LI>丁<LI>戊</UL>己</DIV>", "甲\n乙\n丙\n丁\n戊\n己"),
        ("甲</div></td>乙", "甲乙"),
        ("<a href='?a=1&copy=2' title=\"a>b\">甲</a>", "甲"),
    ],
    ids=[
        *("blocks", "unseen", "entities", "no markup", "unclosed", "ruby", "raised", "hidden"),
        *("never closed", "never opened", "attributes"),
    ],
)
def test_lines(page: str, text: str) -> None:
    """A reader of the page sees this text."""
    assert "\n".join(line.text for line in lines_of(parse(page).root)) == text


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "<table><tr><th>村<th>户数<tr><td>东村<td>12<tr><td>西村<td></table>",
            "村 | 户数\n东村 | 12\n西村",
        ),
        (
            "<table><tr><td rowspan=2>早<td>会<td>甲<tr><td>报告<td>乙<tr><td colspan=2>晚<td>丙",
            "早 | 会 | 甲\n早 | 报告 | 乙\n晚 | 丙",
        ),
        ("<table><tr><td>甲<td><p>乙<p>丙</table>", "甲\n乙\n丙"),
        ("<table><tr><td>·<td><a>甲丙</a><tr><td>·<td><a>乙</a></table>", "·\n甲丙\n·\n乙"),
        (
            "<table><tr><td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>",
            "甲 | 乙\n丙 | 丁",
        ),
    ],
    ids=["rows", "spans", "one row", "links", "in a layout"],
)
def test_tables(table: str, text: str) -> None:
    """Data is read row by row, a layout as if there were no table."""
    assert "\n".join(line.text for line in lines_of(parse(table).root)) == text
