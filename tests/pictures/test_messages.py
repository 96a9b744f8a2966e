"""How a message is laid out."""

import re

import pytest

from bot.telegram.screens import Screen
from tests.pictures import look
from tests.pictures.messages import Message, answered, asked

LONG = "在所長唐景庭、黨委書記王俊峰的陪同下" * 9


def answer(html: str) -> Message:
    """A message without buttons."""
    return answered(Screen(html, None), "小李", "谁？", "9:41")


@pytest.mark.parametrize(
    "html", [LONG, f"<blockquote>{LONG}</blockquote>", f"<b>{LONG}</b>", "好", "a" * 40]
)
def test_it_fits_into_the_window(html: str) -> None:
    """However long its lines are."""
    message = answer(html)

    assert message.width <= look.WIDTH - 2 * look.MARGIN


def test_only_three_lines_of_a_folded_quote() -> None:
    """And a hook to open it, for which no line is too long."""
    shown = answer(f"<blockquote expandable>{LONG}</blockquote>")
    open_one = answer(f"<blockquote>{LONG}</blockquote>")

    assert shown.height < open_one.height
    assert shown.body.count(LONG[:10]) < open_one.body.count(LONG[:10])


def test_the_time_stands_beside_the_last_line_or_below() -> None:
    """Wherever it does not stand on words."""
    short, full = answer("好\n好"), answer(LONG[:38])

    assert short.height == answer("好").height + look.LINE
    assert full.height > answer("好").height


def test_marks() -> None:
    """Bold, underlined and slanted, and several at once."""
    drawn = answer("<b><u>王</u></b><i>李</i>&amp;").body

    assert '<tspan font-weight="700" text-decoration="underline">王</tspan>' in drawn
    assert '<tspan font-style="italic">李</tspan>&amp;' in drawn


def test_a_mark_that_nobody_can_draw() -> None:
    """It is not left out in silence."""
    with pytest.raises(KeyError, match="spoiler"):
        answer("<tg-spoiler>王</tg-spoiler>")


def test_what_one_asks_is_written_as_it_is() -> None:
    """Characters that mean something in SVG, too."""
    drawn = asked("<谁> & “谁”？", "9:41").body

    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn)[0] == "&lt;谁&gt; &amp; “谁”？"
