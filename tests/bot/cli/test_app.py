"""What all commands have in common, in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.app import yuanju

COMMANDS = [
    "add",
    "articles",
    "ask",
    "backup",
    "check",
    "completion",
    "console",
    "evaluate",
    "export",
    "import",
    "reindex",
    "remove",
    "restore",
    "selftest",
    "telegram",
    "words",
]


def start(
    *arguments: str, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_the_version() -> None:
    """The one of the distribution."""
    result = start("--version")

    assert result.stdout.decode().startswith("yuanju, version ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    """`--help` of each, and each in the list."""
    everything = CliRunner().invoke(yuanju, ["--help"])
    own = CliRunner().invoke(yuanju, [command, "--help"])

    assert command in everything.stdout
    assert own.exit_code == 0
    assert f"Usage: yuanju {command}" in own.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    """A script for the shell, which completes our command."""
    result = CliRunner().invoke(yuanju, ["completion", shell])

    assert result.exit_code == 0
    assert "_YUANJU_COMPLETE" in result.stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_chinese_on_any_locale(locale: str) -> None:
    """Output is UTF-8, whatever the locale says."""
    result = start(
        "ask",
        "--batch",
        typed="谁参加了会议？\n",
        LC_ALL=locale,
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )

    assert result.returncode == 0
    assert "參加會議。" in result.stdout.decode()


def test_an_unknown_command() -> None:
    """Exit code 2, without a traceback."""
    result = start("nonsense")

    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("more", ["", "--json"])
def test_a_reader_that_goes_away(more: str) -> None:
    """`yuanju … | head -1` ends quietly, by the signal that ends every filter."""
    command = f"{sys.executable} -m bot ask --batch {more} | head -1; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(
        ["/bin/bash", "-c", command],
        input=("谁参加了会议？\n" * 2000).encode(),
        capture_output=True,
        check=False,
    )

    first, status = result.stdout.decode().splitlines()
    assert "谁参加了会议？" in first
    assert int(status) == 128 + signal.SIGPIPE
    assert result.stderr == b""


def test_a_full_disk() -> None:
    """An output that cannot be written is no answer: one line, exit code 2."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "谁参加了会议？"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert result.returncode == 2
    assert len(result.stderr.decode().splitlines()) == 1


def test_no_home() -> None:
    """Where nothing can be cached, the answer is the same."""
    result = start("ask", "谁参加了会议？", HOME="/dev/null/nowhere")

    assert result.returncode == 0
    assert "參加會議。" in result.stdout.decode()
    assert result.stderr == b""


def test_arguments_in_another_locale() -> None:
    """What was typed is UTF-8, whatever Python took it for."""
    result = start("ask", "谁参加了会议？", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert result.returncode == 0


def test_a_closed_output() -> None:
    """Nothing can be said, so nothing was answered."""
    command = f"{sys.executable} -m bot ask 谁参加了会议？ >&-"
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)

    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
