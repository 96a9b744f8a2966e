"""`yuanju tune`, as far as it goes without PyTorch."""

import importlib.util

import pytest
from click.testing import CliRunner

from bot.cli.app import yuanju


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is not None, reason="says what is missing where it is"
)
def test_what_is_missing_is_told() -> None:
    """One line that says how to get it, and exit code 2."""
    result = CliRunner().invoke(yuanju, ["tune", "news=news.json"])

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "make tune" in line


@pytest.mark.parametrize("family", ["news.json", "=news.json", "news=", "my news=news.json"])
def test_a_family_has_a_name_and_files(family: str) -> None:
    """Anything else is told with an example."""
    result = CliRunner().invoke(yuanju, ["tune", family])

    assert result.exit_code == 2
    assert "NAME=FILE[,FILE…]" in result.stderr


def test_a_family_is_given_once() -> None:
    """The second would take the place of the first; it is told how to name both files."""
    result = CliRunner().invoke(yuanju, ["tune", "news=a.json", "news=b.json"])

    assert result.exit_code == 2
    assert "news is given twice" in result.stderr
    assert "news=FILE,FILE" in result.stderr
