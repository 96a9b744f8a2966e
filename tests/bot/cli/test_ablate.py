"""`yuanju ablate`, on a small file in SQuAD's format."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from retrieval.answering.inputs import MEANING_SIGNALS, PLAIN_SIGNALS

TEXT = "新馆四月一日开馆。馆长是林小梅。儿童可以在一楼参加读书会。"


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A context with two questions that it answers and one that it does not."""
    asked = (("馆长是谁？", "林小梅"), ("儿童可以参加什么？", "读书会"), ("馆长几岁？", ""))
    questions = [
        {
            "id": question,
            "question": question,
            "answers": [{"text": answer, "answer_start": TEXT.index(answer)}] if answer else [],
            "is_impossible": not answer,
        }
        for question, answer in asked
    ]
    document = {"data": [{"title": "新馆", "paragraphs": [{"context": TEXT, "qas": questions}]}]}
    file = tmp_path / "hall.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def ablate(*arguments: str) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(yuanju, ["ablate", *arguments], env={"LC_ALL": "C"})


def test_every_signal_has_its_line(labelled: Path) -> None:
    """The first line is by all of them; the others say what is lost."""
    result = ablate(str(labelled))

    assert result.exit_code == 0
    cells = [line.split("│") for line in result.stdout.splitlines() if line.startswith("│")]
    rows = {row[1].strip(): row[2].strip() for row in cells}
    assert rows["nothing"] == "1.000"
    assert rows.keys() == {"nothing", "the reader", *PLAIN_SIGNALS, *MEANING_SIGNALS}
    assert all("(" in value for name, value in rows.items() if name != "nothing")


def test_nothing_to_ask(labelled: Path) -> None:
    """One clear line, exit code 2."""
    labelled.write_text('{"data": []}', encoding="utf-8")

    result = ablate(str(labelled))

    assert result.exit_code == 2
    assert "none of the questions" in result.stderr
