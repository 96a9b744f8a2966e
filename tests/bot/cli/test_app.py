"""What all commands have in common, in a process of its own."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bot.cli.app import yuanju

COMMANDS = ["ask", "completion", "console", "evaluate", "telegram"]


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


def test_a_reader_that_goes_away() -> None:
    """`yuanju … | head -1` ends quietly."""
    command = f"{sys.executable} -m bot ask --batch | head -1"
    result = subprocess.run(
        ["/bin/sh", "-c", command],
        input=("谁参加了会议？\n" * 2000).encode(),
        capture_output=True,
        check=False,
    )

    assert result.stdout.decode() == "❯ 谁参加了会议？\n"
    assert result.stderr == b""
