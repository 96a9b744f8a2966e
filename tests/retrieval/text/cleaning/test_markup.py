"""HTML where it is HTML."""

import pytest

from retrieval.model import Span
from tests.retrieval.text.cleaning.pages import PROSE, cleaned


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (f"<p>{PROSE}</p><p>{PROSE}</p>", f"{PROSE}\n{PROSE}"),
        (f"<title>x</title><script>1<2</script><!-- y -->{PROSE}", PROSE),
        ("<p class='a>b'>乙&nbsp;&amp;&#20013;&lt;b&gt;<br/>丙\n丁", "乙 &中<b>\n丙 丁"),
        ("a < b & c <b>d</b>", "a < b & c d"),
        (f"{PROSE}<!-- never closed", PROSE),
        ("<ruby>調<rp>(</rp><rt>diào</rt><rp>)</rp></ruby>研", "調研"),
        ("3&times;10<sup>4</sup>平方米，H<sub>2</sub>O", "3×10⁴平方米，H₂O"),
    ],
    ids=["blocks", "unseen", "entities", "no markup", "unclosed", "ruby", "raised"],
)
def test_html(page: str, text: str) -> None:
    """A reader of the page sees this text."""
    assert cleaned(page, html=True, detect_title=False).text == text


def test_plain_text_is_not_html() -> None:
    """Without HTML, entities and tags are text."""
    text = "寫作 &nbsp; 或 &amp; 或 <b>。"

    assert cleaned(text).text == text


def test_entity_maps_to_its_source() -> None:
    """A decoded entity leads back to all of its source."""
    page = cleaned("<p>乙&amp;丙。</p>", html=True)

    assert page.map.origin(Span(1, 2)) == Span(4, 9)
