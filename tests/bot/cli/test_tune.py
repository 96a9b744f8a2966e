"""`yuanju tune`, as far as it goes without PyTorch."""

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju


def tune(*families: str) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(yuanju, ["tune", *families])


def labelled(file: Path, contexts: int) -> Path:
    """So many contexts in SQuAD's format, each with a question."""
    answers = [{"text": "高远", "answer_start": 0}]
    asked = [{"id": "1", "question": "谁讲话？", "answers": answers}]
    paragraphs = [
        {"context": f"高远第{number}次讲话。", "qas": asked} for number in range(contexts)
    ]
    document = {"data": [{"title": "高远", "paragraphs": paragraphs}]}
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is not None, reason="says what is missing where it is"
)
def test_what_is_missing_is_told(tmp_path: Path) -> None:
    """One line that says how to get it, and exit code 2."""
    result = tune(f"news={labelled(tmp_path / 'news.json', 40)}")

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "make tune" in line


def test_too_little_is_told_before_anything_is_fitted(tmp_path: Path) -> None:
    """Of which weights, in which families, and what to do about it."""
    much, little = labelled(tmp_path / "much.json", 40), labelled(tmp_path / "little.json", 0)

    alone = tune(f"few={little}")
    beside = tune(f"many={much}", f"few={little}")

    for result, name in ((alone, "full"), (beside, "without-many")):
        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert f"{name}: no question with an answer" in line
        assert "in few;" in line
        assert "Give more contexts" in line


def test_a_file_that_cannot_be_read_is_told_first(tmp_path: Path) -> None:
    """One clear line, exit code 2."""
    result = tune(f"news={tmp_path / 'gone.json'}")

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "gone.json: No such file or directory" in line


@pytest.mark.parametrize("family", ["news.json", "=news.json", "news=", "my news=news.json"])
def test_a_family_has_a_name_and_files(family: str) -> None:
    """Anything else is told with an example."""
    result = tune(family)

    assert result.exit_code == 2
    assert "NAME=FILE[,FILE…]" in result.stderr


def test_a_family_is_given_once() -> None:
    """The second would take the place of the first; it is told how to name both files."""
    result = tune("news=a.json", "news=b.json")

    assert result.exit_code == 2
    assert "news is given twice" in result.stderr
    assert "news=FILE,FILE" in result.stderr
