"""`yuanju ask`, as typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from tests.retrieval.articles.formats.printed import Printed, wrapped
from tests.retrieval.articles.formats.written import docx, paragraph

HALL = "图书馆新馆四月一日开馆。馆长是林小梅。\n儿童可以在一楼参加读书会。\n"


def run(*arguments: str, typed: str | bytes | None = None, **environment: str) -> Result:
    """The command's outcome; English for what is not in the question's language."""
    runner = CliRunner()
    return runner.invoke(
        yuanju, ["ask", *arguments], input=typed, env={"LC_ALL": "C", **environment}
    )


@pytest.fixture
def hall(tmp_path: Path) -> str:
    """An article's file."""
    file = tmp_path / "hall.txt"
    file.write_text(HALL, encoding="utf-8")
    return str(file)


def test_an_answer() -> None:
    """The sentence, its citation, exit code 0."""
    result = run("谁参加了会议？")

    assert result.exit_code == 0
    *entries, sentence, citation = result.stdout.splitlines()
    assert entries[0] == "  · 郭建平 — 忻州市人大常委會副主任、能源局局長"
    assert entries[-1] == "  · 相關部門負責人"
    assert sentence.startswith("  忻州市人大常委會副主任")
    assert sentence.endswith("參加會議。")
    assert citation == "  — 忻州市委書記朱曉東到二所調研 · 2022-05-25 · 第7段第1句"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("北京市长是谁？", "文章里没有说。"),
        ("", "问题是空的"),
        ("？？？", "疑问词"),
        ("😀", "疑问词"),
        ("\udcff\udcfe", "only question words"),
        ("How much?", "only question words"),
    ],
)
def test_what_the_article_does_not_say(question: str, says: str) -> None:
    """Exit code 1, and why."""
    result = run(
        question, YUANJU_INTERFACE__LANGUAGE="en" if question.startswith("\udcff") else "zh-Hans"
    )

    assert result.exit_code == 1
    assert says in result.stdout


def test_files_of_ones_own(hall: str) -> None:
    """`--article` replaces the shelf, and may be repeated."""
    alone = run("馆长是谁？", "--article", hall)
    both = run("谁参加了会议？", "--article", hall, "--article", "seeds/seed-article.txt")

    assert "馆长是林小梅。" in alone.stdout
    assert "參加會議。" in both.stdout


def test_the_number_of_sentences() -> None:
    """`--top` limits them; nothing is padded to reach it, and no list is cut."""
    few = json.loads(run("朱晓东什么时候到2所调研？", "--json", "--top", "1").stdout)
    listed = json.loads(run("參觀了哪些設施？", "--json", "--top", "1").stdout)
    many = json.loads(run("參觀了哪些設施？", "--json", "--top", "20").stdout)

    assert len(few["sentences"]) == 1
    assert len(listed["sentences"]) == len(many["sentences"]) == 2


def test_explaining() -> None:
    """What was searched, what was found, and the scores."""
    result = run("北京市长是谁？", "--explain")

    assert "没有出现的词：“北京”" in result.stdout
    assert "passage_bm25" in result.stdout


def test_a_batch_in_order() -> None:
    """One answer a question, an empty line too; exit code 0 if one of them was answered."""
    result = run("--batch", "--json", typed="\ufeff北京市长是谁？\n\n谁参加了会议？\n")

    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [found["question"] for found in objects] == ["北京市长是谁？", "", "谁参加了会议？"]
    assert [found["answered"] for found in objects] == [False, False, True]
    assert [found["reason"] for found in objects] == ["low_confidence", "empty", None]


@pytest.mark.parametrize("typed", ["", "北京市长是谁？\n"])
def test_a_batch_without_an_answer(typed: str) -> None:
    """Exit code 1, as if it had been one question."""
    assert run("--batch", typed=typed).exit_code == 1


def test_one_bad_line_costs_no_other() -> None:
    """Told with its number; the others are answered; exit code 2 in the end."""
    typed = ("长" * 10_000 + "\n谁参加了会议？\n").encode() + b"\xff\xfe\x00\n"

    result = run("--batch", typed=typed)

    assert result.exit_code == 2
    assert "參加會議。" in result.stdout
    assert result.stderr == (
        "yuanju: line 1: The question has 10,000 characters; 1,000 is the most."
        " Please shorten it.\n"
    )


def test_a_batch_shows_its_questions() -> None:
    """Without `--json`, each answer stands below its question."""
    result = run("--batch", typed="谁参加了会议？\n")

    assert result.stdout.splitlines()[0] == "❯ 谁参加了会议？"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "either a QUESTION or --batch"),
        (["谁？", "--batch"], "either a QUESTION or --batch"),
        (["谁？", "--top", "0"], "--top"),
        (["谁？", "--nonsense"], "--nonsense"),
        (["长" * 10_000], "The question has 10,000 characters"),
        (["谁？", "--config", "missing.yaml"], "missing.yaml"),
    ],
)
def test_wrong_use(arguments: list[str], says: str) -> None:
    """One clear message, exit code 2, no traceback."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        (b"", "has no text"),
        (b" \n\t\n", "has no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not text (PNG)"),
        (bytes(range(256)) * 8, "is not text (binary)"),
        (b"a" * 50_000_000, "larger than the limit of 20 MB"),
    ],
    ids=["missing", "empty", "blank", "picture", "binary", "50 MB"],
)
def test_bad_articles(tmp_path: Path, content: bytes | None, says: str) -> None:
    """One clear line with the file's name, exit code 2."""
    file = tmp_path / "article.txt"
    if content is not None:
        file.write_bytes(content)

    result = run("谁参加了会议？", "--article", str(file))

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert says in line
    assert "article.txt" in line


HALL_LINES = ("图书馆新馆四月一日开馆。馆长是林小梅。", "儿童可以在一楼参加读书会。")
HALL_PDF = Printed()
HALL_PDF.block(wrapped(HALL_LINES, 40), 65, 700)
HALL_PDF.turn()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hall.txt", "\n".join(HALL_LINES).encode("gb18030")),
        ("hall.md", f"# 新馆\n\n{HALL_LINES[0]}\n\n- **{HALL_LINES[1]}**\n".encode()),
        ("hall.html", f"<h1>新馆</h1><p>{HALL_LINES[0]}<p>{HALL_LINES[1]}".encode("utf-16")),
        ("hall.docx", docx(paragraph("新馆", "1") + "".join(map(paragraph, HALL_LINES)))),
        ("hall.pdf", HALL_PDF.data()),
    ],
    ids=["txt", "md", "html", "docx", "pdf"],
)
def test_every_kind_of_file(tmp_path: Path, name: str, content: bytes) -> None:
    """The same sentence, whatever it was written in."""
    file = tmp_path / name
    file.write_bytes(content)

    result = run("馆长是谁？", "--article", str(file))

    assert result.exit_code == 0
    assert "  馆长是林小梅。" in result.stdout.splitlines()


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    """Said as such."""
    result = run("谁？", "--article", str(tmp_path))

    assert result.exit_code == 2
    assert "is a folder" in result.stderr


def test_errors_in_the_terminals_language() -> None:
    """The locale decides, unless it is configured."""
    by_locale = run("谁？", "--article", "missing.txt", LC_ALL="zh_TW.UTF-8")
    by_setting = run("谁？", "--article", "missing.txt", YUANJU_INTERFACE__LANGUAGE="zh-Hans")

    assert "找不到檔案：missing.txt" in by_locale.stderr
    assert "找不到文件：missing.txt" in by_setting.stderr


def test_a_broken_configuration(tmp_path: Path) -> None:
    """Every mistake at once, each with its place."""
    file = tmp_path / "mine.yaml"
    file.write_text("answering:\n  threshold: high\n  margn: 0.1\n", encoding="utf-8")

    result = run("谁？", "--config", str(file))

    assert result.exit_code == 2
    assert "answering.threshold: must be a number" in result.stderr
    assert "answering.margn: unknown key; did you mean margin?" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The same answer from every encoding that articles come in."""
    text = "圖書館新館四月一日開館。\n館長是林小梅，她在典禮上致詞。兒童可以在一樓參加讀書會。\n"
    file = tmp_path / "hall.txt"
    file.write_bytes(text.encode(encoding))

    result = run("馆长是谁？", "--article", str(file))

    assert result.exit_code == 0
    assert "館長是林小梅" in result.stdout
