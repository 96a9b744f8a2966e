"""Languages and scripts of questions."""

import pytest

from retrieval.model import Script
from retrieval.text.language import language_of, script_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("谁参加了会议？", "zh"),
        ("NBA是什么？", "zh"),
        ("Who attended?", "en"),
        ("会議はいつですか", "ja"),
        ("회의", "ko"),
        ("Кто был?", "ru"),
        ("من", "ar"),
        ("？？？ 2022", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    """Letters tell the language; marks and numbers do not."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("谁参加了会议？", Script.SIMPLIFIED),
        ("誰參加了會議？", Script.TRADITIONAL),
        ("二所在何地？", None),
        ("Who?", None),
    ],
)
def test_scripts(text: str, script: Script | None) -> None:
    """Characters that only one script writes tell it."""
    assert script_of(text) is script
