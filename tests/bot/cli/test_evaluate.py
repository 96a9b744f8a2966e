"""`yuanju evaluate`, on a small file of qrels."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from tests.repository.places import ROOT

QRELS = """\
article: hall.txt
questions:
  - {question: 馆长是谁？, sentences: ["1.2"]}
  - {question: 新馆开馆和读书会？, sentences: ["1.1", "2.1"]}
  - {question: 谁参加读书会？, sentences: ["1.1"]}
  - {question: 火车站在哪里？, sentences: ["1.1"]}
  - {question: 文章的标题是什么？, sentences: [title]}
  - {question: 食堂在哪里？, sentences: []}
  - {question: 馆长姓什么？, sentences: []}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article and its qrels."""
    (tmp_path / "hall.txt").write_text(
        "新馆开馆\n新馆四月一日开馆。馆长是林小梅。\n儿童可以在一楼参加读书会。", encoding="utf-8"
    )
    (tmp_path / "hall.yaml").write_text(QRELS, encoding="utf-8")
    return tmp_path


def evaluate(*arguments: str) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(yuanju, ["evaluate", *arguments], env={"LC_ALL": "C"})


def test_counting(folder: Path) -> None:
    """Hits, completeness, answers and refusals, and each question that went wrong."""
    result = evaluate(str(folder / "hall.yaml"), "--misses")

    assert result.exit_code == 0
    row = next(line for line in result.stdout.splitlines() if "hall.yaml" in line)
    assert row.split()[1::2] == ["hall.yaml", "7", "3/5", "4/5", "2/5", "4/5", "1/2"]
    assert result.stdout.splitlines()[-4:] == [
        "incomplete: 新馆开馆和读书会？ → 1.1",
        "wrong sentence: 谁参加读书会？ → 2.1",
        "declined, but the article says: 火车站在哪里？ → –",
        "answered, but the article does not say: 馆长姓什么？ → 1.2",
    ]


def test_the_shipped_qrels() -> None:
    """At least thirty questions on the seed article, some of which it does not answer."""
    result = evaluate(str(ROOT / "tests" / "quality" / "seed.yaml"))

    row = next(line for line in result.stdout.splitlines() if "seed.yaml" in line)
    _, questions, _, _, _, answered, declined = row.split()[1::2]
    assert int(questions) >= 30
    assert int(declined.partition("/")[2]) >= 10
    assert answered == f"{answered.partition('/')[2]}/{answered.partition('/')[2]}"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("article: hall.txt\nquestions: 3\n", "questions: must be a list"),
        ("article: gone.txt\nquestions: []\n", "no such file: gone.txt"),
    ],
)
def test_bad_qrels(folder: Path, content: str, says: str) -> None:
    """One clear line, exit code 2."""
    (folder / "bad.yaml").write_text(content, encoding="utf-8")

    result = evaluate(str(folder / "bad.yaml"))

    assert result.exit_code == 2
    assert says in result.stderr
