"""The parse mode `HTML`; most expectations are TDLib's own."""

import pytest

from tests.telegram_fakes import html_mode
from tests.telegram_fakes.values import ApiError, Entity


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A & B", "A & B"),
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
        ("&#20320;&#x4f60;", "你你"),
        ("&nbsp; &#0;", "&nbsp; &#0;"),
        ("a > b", "a > b"),
    ],
)
def test_references_are_decoded(source: str, text: str) -> None:
    """Four names and all numbers are decoded; every other `&` stays."""
    assert html_mode.parse(source) == (text, ())


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="tg://a?b&amp;c">x</a>', Entity("text_link", 0, 1, url="tg://a?b&c")),
        ("<STRONG>😀</STRONG>", Entity("bold", 0, 2)),
        ("<s>x</>", Entity("strikethrough", 0, 1)),
        ('<span class="tg-spoiler">x</span>', Entity("spoiler", 0, 1)),
        ('<pre><code class="language-py">x</code></pre>', Entity("pre", 0, 1, language="py")),
        ("<code class='language-python'>x</code>", Entity("code", 0, 1)),
        ('<tg-emoji emoji-id="5">😀</>', Entity("custom_emoji", 0, 2, custom_emoji_id="5")),
        ("<blockquote>x</blockquote>", Entity("blockquote", 0, 1)),
    ],
)  # fmt: skip
def test_tags_become_entities(source: str, entity: Entity) -> None:
    """Each tag has its entity, in any case of letters and either kind of quotes."""
    assert html_mode.parse(source)[1] == (entity,)


def test_empty_tags_leave_nothing() -> None:
    """A tag around nothing marks nothing."""
    assert html_mode.parse("<b></b>x") == ("x", ())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("你 <b", "Unclosed start tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_refusals_are_telegrams(source: str, reason: str) -> None:
    """What cannot be read is refused in Telegram's words."""
    with pytest.raises(ApiError) as caught:
        html_mode.parse(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"
