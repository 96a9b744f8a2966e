"""`yuanju evaluate`, on a small file of qrels."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from retrieval.models.reader import Array
from retrieval.models.weights import load_weights, write_weights
from tests.repository.places import ROOT

QRELS = """\
article: hall.txt
questions:
  - {question: 馆长是谁？, sentences: ["1.2"]}
  - {question: 儿童可以参加什么？, sentences: ["1.1", "2.1"]}
  - {question: 谁是馆长？, sentences: ["1.1"]}
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
    assert row.split()[1::2] == ["hall.yaml", "7", "4/5", "5/5", "2/5", "4/5", "1/2"]
    assert result.stdout.splitlines()[-4:] == [
        "incomplete: 儿童可以参加什么？ → 2.1",
        "wrong sentence: 谁是馆长？ → 1.2",
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
    given, _, asked = answered.partition("/")
    assert int(given) >= 0.9 * int(asked)


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


def squad(folder: Path) -> Path:
    """Two titles; the second context is answered only by the naive one, if at all."""
    hall = "新馆四月一日开馆。馆长是林小梅。儿童可以在一楼参加读书会。"
    bridge = "\ufeff大桥(qiáo)昨日通车。局长高远讲话。"
    document = {
        "version": "test",
        "data": [
            {
                "title": "馆",
                "paragraphs": [
                    {
                        "context": hall,
                        "qas": [
                            question("a", "馆长是谁？", hall.index("林小梅")),
                            question("b", "谁可以参加读书会？", hall.index("儿童")),
                            question("c", "谁来剪彩？", hall.index("儿童")),
                            {**question("d", "馆长住在哪里？", 0), "is_impossible": True},
                        ],
                    }
                ],
            },
            {
                "title": "桥",
                "paragraphs": [
                    {
                        "context": bridge,
                        "qas": [question("e", "谁讲话？", bridge.index("高远"))],
                    }
                ],
            },
        ],
    }
    file = folder / "squad.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def question(number: str, text: str, start: int) -> dict[str, Any]:
    """A question with one accepted answer."""
    answers = [{"text": "…", "answer_start": start}]
    return {"id": number, "question": text, "answers": answers}


FIGURES = ["hit_at_1", "hit_at_3", "mrr", "first_sentence_chars", "ms_p50", "ms_p99", "ci95"]


def test_labelled_files_as_json(tmp_path: Path) -> None:
    """One object for each file and task, with the baseline's figures and refusals."""
    result = evaluate(str(squad(tmp_path)), "--json")

    article, library = json.loads(result.stdout)
    assert list(article) == [
        "file",
        "task",
        "questions",
        *FIGURES,
        "baseline",
        "refusal",
        "refusal_hard",
        "spans",
        "weights",
    ]
    assert [article["task"], library["task"]] == ["article", "library"]
    assert article["file"] == "squad.json"
    assert article["questions"] == 4
    assert article["hit_at_1"] == 0.75
    assert list(article["baseline"]) == FIGURES
    assert list(article["refusal"]) == ["auroc", "answered", "false_answers"]
    assert article["refusal"]["auroc"] > 0.8
    assert article["refusal"]["answered"] > article["refusal"]["false_answers"]
    assert list(article["refusal_hard"]) == ["auroc", "answered", "false_answers"]
    # All ask for a person; only those whose first sentence is right count.
    assert article["spans"] == {"questions": 3, "given": 0.6667, "overlap": 0.6667}
    assert article["weights"]["name"] == "full"
    assert article["weights"]["overlap"] == 0
    assert library["spans"] is None


def test_labelled_files_for_people(tmp_path: Path) -> None:
    """A table with a row for each task, and the baseline's below it."""
    result = evaluate(str(squad(tmp_path)), "--task", "library")

    assert "squad.json, library (full)" in result.stdout
    assert "naive baseline" in result.stdout
    assert "hard questions" in result.stdout
    assert "squad.json, article" not in result.stdout


def test_what_stands_beside(tmp_path: Path) -> None:
    """More on the library's shelf, for the baseline too; the article task is the same."""
    other = tmp_path / "other.json"
    paragraph = {"context": "馆长是谁？馆长是谁，馆长在哪里。", "qas": []}
    other.write_text(json.dumps({"data": [{"title": "问", "paragraphs": [paragraph]}]}), "utf-8")
    file = squad(tmp_path)

    alone = json.loads(evaluate(str(file), "--json").stdout)
    beside = json.loads(evaluate(str(file), "--json", "--beside", str(other)).stdout)
    itself = json.loads(evaluate(str(file), "--json", "--beside", str(file)).stdout)

    figures = [
        [(task["hit_at_1"], task["baseline"]["mrr"]) for task in tasks]
        for tasks in (alone, beside, itself)
    ]
    assert figures[0] == figures[2]
    assert figures[0][0] == figures[1][0]
    assert figures[0][1][1] > figures[1][1][1]


def test_what_went_wrong(tmp_path: Path) -> None:
    """Every miss with its first sentences and their signals, one a line."""
    file = tmp_path / "errors.jsonl"

    evaluate(str(squad(tmp_path)), "--task", "article", "--errors", str(file))

    misses = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(miss["task"], miss["id"]) for miss in misses] == [("article", "c")]
    assert misses[0]["question"] == "谁来剪彩？"
    assert "coverage" in misses[0]["ranked"][0][2]


def test_samples(tmp_path: Path) -> None:
    """As many questions as asked for; the same ones for the same seed."""
    file = str(squad(tmp_path))

    first, again = (
        json.loads(
            evaluate(file, "--json", "--task", "article", "--sample", "2", "--seed", "3").stdout
        )
        for _ in range(2)
    )

    assert first[0]["questions"] <= 2
    assert first[0]["hit_at_1"] == again[0]["hit_at_1"]


@pytest.mark.parametrize("content", ["", "[]", '{"data": 3}'])
def test_other_json(tmp_path: Path, content: str) -> None:
    """One clear line, exit code 2."""
    file = tmp_path / "other.json"
    file.write_text(content, encoding="utf-8")

    result = evaluate(str(file))

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "other.json" in line


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--json"], "--json is"),
        (["--task", "article"], "--task is"),
        (["--sample", "2"], "--sample is"),
        (["--seed", "1"], "--seed is"),
        (["--beside", "other.json"], "--beside is"),
        (["--seed", "2", "--sample", "2"], "--sample, --seed are"),
    ],
)
def test_options_that_choose_nothing_in_qrels(
    folder: Path, options: list[str], named: str
) -> None:
    """Refused by name, not left out, even with a file beside that has use for them."""
    alone = evaluate(str(folder / "hall.yaml"), *options)
    beside = evaluate(str(folder / "hall.yaml"), str(squad(folder)), *options)

    for result in (alone, beside):
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr == f"yuanju: {named} for files in SQuAD's format.\n"


def test_qrels_by_weights_of_ones_own(folder: Path) -> None:
    """The ranking is that of the weights that are named: here the best sentence comes last."""
    full = load_weights("full")
    turned = {
        kind: tuple(replace(one, layers=_turned(one.layers)) for one in scorings)
        for kind, scorings in full.scorings.items()
    }
    write_weights(folder / "turned.npz", replace(full, scorings=turned))

    by_name, by_file, usual = (
        evaluate(str(folder / "hall.yaml"), *options).stdout
        for options in (
            ["--weights", "full"],
            ["--weights", str(folder / "turned.npz")],
            [],
        )
    )

    assert by_name == usual
    assert by_file != usual


def _turned(layers: Mapping[str, Array]) -> dict[str, Array]:
    return {**layers, "score2.weight": -layers["score2.weight"]}


def test_weights_for_qrels_that_are_not_there(folder: Path) -> None:
    """One clear line, exit code 2."""
    result = evaluate(str(folder / "hall.yaml"), "--weights", "gone.npz")

    assert result.exit_code == 2
    assert result.stderr == "yuanju: gone.npz: No such file or directory\n"


def test_what_went_wrong_with_qrels(folder: Path) -> None:
    """Every miss, one a line, before those of a file in SQuAD's format."""
    file = folder / "errors.jsonl"

    evaluate(str(folder / "hall.yaml"), str(squad(folder)), "--errors", str(file))

    misses = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert misses[0] == {
        "file": "hall.yaml",
        "question": "儿童可以参加什么？",
        "kind": "incomplete",
        "shown": ["2.1"],
    }
    assert [miss["file"] for miss in misses[:5]] == ["hall.yaml"] * 4 + ["squad.json"]
