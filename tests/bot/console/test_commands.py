"""Lines that begin with a colon."""

import pytest

from bot.console.commands import Command, parse


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (":help", Command("help", "")),
        ("：help", Command("help", "")),
        (" :TOP  3 ", Command("top", "3")),
        (":article my file.txt", Command("article", "my file.txt")),
        ("：article　我的 文章.txt", Command("article", "我的 文章.txt")),
        (":", Command("", "")),
        ("谁参加了会议？", None),
        ("10:30 是什么时候？", None),
    ],
)
def test_commands(line: str, command: Command | None) -> None:
    """Either colon begins a command; a colon further on does not."""
    assert parse(line) == command
