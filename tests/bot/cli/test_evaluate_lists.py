"""`yuanju evaluate` on judged lists."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju

MEETING = "校长周海燕、教师刘洋和家长王芳出席会议。会议在礼堂举行。展出了画作、雕塑、剪纸等作品。"
CONTEXT = "比赛设田径、游泳和体操三个项目。观众很多。"
LISTS = """
lists:
  - article: meeting.txt
    questions:
      - question: 哪些人出席了会议？
        sentences: ["1.1"]
        items: ["周海燕 | 校长", "刘洋 | 教师", "王芳 | 家长"]
      - question: 展出了哪些作品？
        sentences: ["1.3"]
        items: [画作, 雕塑, 剪纸, 摄影]
        open_ended: true
  - context: {file: games.json, number: 0}
    questions:
      - id: "q1"
        spans: [[3, 5], [6, 8], [9, 11]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Judged lists on a text of our own and on a context of a set."""
    document = {
        "data": [
            {
                "title": "比赛",
                "paragraphs": [
                    {
                        "context": CONTEXT,
                        "qas": [
                            {
                                "id": "q1",
                                "question": "比赛设哪些项目？",
                                "answers": [{"text": "田径", "answer_start": 3}],
                            }
                        ],
                    }
                ],
            }
        ]
    }
    (tmp_path / "games.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "meeting.txt").write_text(MEETING, encoding="utf-8")
    (tmp_path / "lists.yaml").write_text(LISTS, encoding="utf-8")
    return tmp_path


def evaluate(folder: Path, *arguments: str) -> Result:
    """The command's outcome."""
    words = ["evaluate", str(folder / "lists.yaml"), *arguments]
    return CliRunner().invoke(yuanju, words, env={"LC_ALL": "C"})


def rows(result: Result) -> list[list[str]]:
    """The cells of each half."""
    return [
        [cell.strip() for cell in line.split("│")[1:-1]]
        for line in result.stdout.splitlines()
        if "lists.yaml" in line
    ]


def test_both_halves_are_counted(folder: Path) -> None:
    """The odd texts are studied, the even ones reported; one wrong label costs recall."""
    result = evaluate(folder, "--data", str(folder))

    study, report = rows(result)
    assert study[:6] == ["lists.yaml, study", "1", "2", "1.000", "0.857", "0.923"]
    assert report[:6] == ["lists.yaml, report", "1", "1", "1.000", "1.000", "1.000"]
    assert result.stderr == ""


def test_sets_that_are_not_at_hand_are_skipped(folder: Path) -> None:
    """And it is said, with the reason."""
    nowhere = evaluate(folder)
    elsewhere = evaluate(folder, "--data", str(folder / "empty"))

    assert rows(nowhere)[1][1:3] == ["0", "0"]
    assert nowhere.stderr == "skipped: 1 contexts of games.json: no --data folder was given\n"
    assert "it is not in" in elsewhere.stderr


def test_misses_are_told_of_the_half_for_study(folder: Path) -> None:
    """What was shown and what was wanted."""
    told = evaluate(folder, "--data", str(folder), "--misses").stdout

    assert "list: 展出了哪些作品？ → 画作、雕塑、剪纸; wanted 画作、雕塑、剪纸、摄影" in told
    assert "哪些人出席了会议？" not in told


def test_misses_are_written_of_the_half_for_study(folder: Path) -> None:
    """What was shown and what was wanted, as one JSON object a line."""
    file = folder / "errors.jsonl"

    evaluate(folder, "--data", str(folder), "--errors", str(file))

    (miss,) = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert miss == {
        "file": "lists.yaml",
        "question": "展出了哪些作品？",
        "shown": ["画作", "雕塑", "剪纸"],
        "wanted": ["画作", "雕塑", "剪纸", "摄影"],
        "complete": True,
    }


def test_lists_by_weights_that_are_named(folder: Path) -> None:
    """They are read for lists, too: a file that is not there is told."""
    result = evaluate(folder, "--weights", "gone.npz")

    assert result.exit_code == 2
    assert "gone.npz" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("number: 0", "number: 7", "there is no context 7"),
        ('id: "q1"', 'id: "q9"', "has no question q9"),
    ],
)
def test_a_place_that_is_not_there(folder: Path, old: str, new: str, says: str) -> None:
    """One clear line, exit code 2."""
    file = folder / "lists.yaml"
    file.write_text(LISTS.replace(old, new), encoding="utf-8")

    result = evaluate(folder, "--data", str(folder))

    assert result.exit_code == 2
    assert says in result.stderr
