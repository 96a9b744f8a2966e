"""The console on a real terminal."""

import os
import stat
import sys
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.terminal import Terminal

WORDS = load_catalogue()["zh-Hans"].console
PROMPT = "❯"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Where the console keeps what was typed."""
    return tmp_path / "state" / "history"


@pytest.fixture
def terminal(history: Path) -> Terminal:
    """The console, started."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "",
        "YUANJU_CONSOLE__HISTORY_FILE": str(history),
        "YUANJU_STORE__FILE": str(history.with_name("yuanju.db")),
        # A pseudo terminal answers no question about the cursor.
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    return Terminal([sys.executable, "-m", "bot", "console"], environment)


def test_a_conversation(terminal: Terminal, history: Path) -> None:
    """Welcome, a coloured answer, history by the arrow key, and Ctrl-D."""
    terminal.waits_for("13 句")
    terminal.waits_for(PROMPT)

    terminal.types("谁参加了会议？\r")
    answer = terminal.waits_for("第7段第1句")
    assert "\x1b[4;32m參加會議\x1b[0m" in answer
    terminal.waits_for(PROMPT)

    terminal.types("\x1b[A\r")
    terminal.waits_for("第7段第1句")
    terminal.waits_for(PROMPT)

    terminal.types("\x04")
    terminal.waits_for(WORDS.goodbye)
    assert terminal.exit_code() == 0
    assert "谁参加了会议？" in history.read_text(encoding="utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_model_that_is_off(history: Path) -> None:
    """The welcome says so."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "",
        "COLUMNS": "200",
        "YUANJU_CONSOLE__HISTORY_FILE": str(history),
        "YUANJU_STORE__FILE": str(history.with_name("yuanju.db")),
        "YUANJU_MODELS__TAGGER": "off",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    terminal = Terminal([sys.executable, "-m", "bot", "console"], environment)

    welcome = terminal.waits_for(PROMPT)

    assert "没有启用：标注器" in welcome
    terminal.types("\x04")
    terminal.waits_for(WORDS.goodbye)
    assert terminal.exit_code() == 0


def test_control_c(terminal: Terminal) -> None:
    """Drops the line that is being typed; on an empty line it leaves, cleanly."""
    terminal.waits_for(PROMPT)

    terminal.types("北京市长是谁\x03")
    terminal.types("谁参加了会议？\r")
    answer = terminal.waits_for("第7段第1句")
    assert "文章里没有说" not in answer
    terminal.waits_for(PROMPT)

    terminal.types("\x03")
    rest = terminal.waits_for(WORDS.goodbye)
    assert "Traceback" not in rest
    assert terminal.exit_code() == 0


def test_quitting(terminal: Terminal) -> None:
    """`:quit` leaves, too."""
    terminal.waits_for(PROMPT)

    terminal.types(":quit\r")

    terminal.waits_for(WORDS.goodbye)
    assert terminal.exit_code() == 0
