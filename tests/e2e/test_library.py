"""The library's commands on a real terminal, and Ctrl-C."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.cli.shelving import HALL, OFF, PLACE, RIVER, written
from tests.e2e.terminal import Terminal

YUANJU = [sys.executable, "-m", "bot"]
BRIDGE = "新桥通车\n\n大桥今天通车。\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A store of the test's own, and no models."""
    file = str(tmp_path / "store" / "yuanju.db")
    return {**os.environ, **PLACE, **OFF, "YUANJU_STORE__FILE": file, "TERM": "xterm-256color"}


def outcome(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    """What a command comes to without a terminal."""
    return subprocess.run(
        [*YUANJU, *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_ctrl_c(tmp_path: Path, environment: dict[str, str]) -> None:
    """What is under way is finished, what is in is told; the same command does the rest."""
    folder = written(tmp_path / "news", first=HALL, third=RIVER)
    slow = folder / "second"
    os.mkfifo(slow)
    files = [folder / "first.txt", slow, folder / "third.txt"]
    adding = subprocess.Popen(
        [*YUANJU, "add", *map(str, files)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    with slow.open("w", encoding="utf-8") as writer:  # as soon as it is read
        adding.send_signal(signal.SIGINT)
        writer.write(BRIDGE)
    told, problems = adding.communicate()
    slow.unlink()
    again = outcome(environment, "add", files[0], files[2])

    assert adding.returncode == 130
    assert told == ""
    *_, last = problems.splitlines()
    assert last.startswith("Interrupted. added: 2, replaced: 0, unchanged: 0, failed: 0;")
    assert again.stdout.startswith("added: 1, replaced: 0, unchanged: 1, failed: 0;")


@pytest.mark.long
def test_removing_on_a_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    """What is meant is shown, and asked once more; without a yes all stays."""
    outcome(environment, "add", written(tmp_path / "news", hall=HALL))
    key = outcome(environment, "articles").stdout.split("\t")[0]

    codes: list[int] = []
    for typed in ("n\r", "y\r"):
        terminal = Terminal([*YUANJU, "remove", key[:4]], environment)
        terminal.waits_for(f"新馆开馆 · {key}")
        terminal.waits_for("[y/N]")
        terminal.types(typed)
        codes.append(terminal.exit_code())

    assert codes == [1, 0]
    assert outcome(environment, "articles").stdout == ""


def test_a_table(tmp_path: Path, environment: dict[str, str]) -> None:
    """On a terminal the columns have names, and progress is seen while articles are added."""
    adding = Terminal([*YUANJU, "add", str(written(tmp_path / "news", hall=HALL))], environment)
    adding.waits_for("Reading")
    adding.waits_for("added: 1")
    table = Terminal([*YUANJU, "articles"], environment)

    assert adding.exit_code() == 0
    table.waits_for("sentences")
    table.waits_for("新馆开馆")
    assert table.exit_code() == 0
