"""What `docs/telegram.md` shows of a chat is what the bot sends."""

import re

import pytest

from bot.telegram.buttons import View
from bot.telegram.screens import Screen
from tests.bot.telegram.seed import answer
from tests.repository.places import ROOT

PAGE = ROOT / "docs" / "telegram.md"
SHOWN = [
    ("谁参加了会议？", View.ANSWER),
    ("谁参加了会议？", View.WHY),
    ("二所的所长是谁？", View.ANSWER),
    ("二所的所长是谁？", View.CONTEXT),
    ("北京市长是谁？", View.ANSWER),
    ("北京市长是谁？", View.WHY),
]


def markdown(screen: Screen) -> str:
    """A message as a quote in Markdown, its buttons as code below.

    The page uses the tags that GitHub shows: it knows no `u`, and quotes are its own.
    """
    text = re.sub(r"<(/?)u>", r"<\1ins>", screen.text)
    lines = []
    depth = 1
    for line in text.splitlines():
        opened = re.sub(r"<blockquote[^>]*>", "", line)
        depth += opened != line
        said = opened.replace("</blockquote>", "")
        lines.append(f"{'> ' * depth}{said}<br>" if said else ">" * depth)
        if said != opened:
            depth -= 1
            lines.append(">")
    rows = screen.markup.inline_keyboard if screen.markup is not None else ()
    buttons = [f"> {' '.join(f'`{button.text}`' for button in row)}<br>" for row in rows]
    return "\n".join([*lines, *([] if lines[-1] == ">" else [">"]), *buttons])


@pytest.mark.parametrize(("question", "view"), SHOWN)
def test_the_page_shows_real_messages(question: str, view: View) -> None:
    """Each word, mark and button of it."""
    screen = answer(question, view)

    page = PAGE.read_text(encoding="utf-8")
    assert question in page
    assert markdown(screen) in page
