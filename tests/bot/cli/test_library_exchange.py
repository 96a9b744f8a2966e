"""`yuanju export`, `yuanju import` and `yuanju reindex`."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.bot.cli.shelving import HALL, RIVER, listed, run, titles, written
from tests.repository.places import ROOT

TITLE, _, TEXT = RIVER.strip().partition("\n\n")
GOOD: dict[str, object] = {
    "format": 1,
    "shelf": None,
    "origin": None,
    "metadata": {"title": TITLE},
    "text": TEXT,
}


@pytest.fixture
def news(tmp_path: Path, read_before: Path) -> Path:
    """A folder whose files are on two shelves."""
    assert read_before.exists()
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)
    run("add", folder)
    run("add", folder, "--shelf", "chat:-5")
    return folder


def test_there_and_back(tmp_path: Path, news: Path) -> None:
    """What was exported, imported into another store and exported again is the same."""
    assert news.exists()
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    other = {"YUANJU_STORE__FILE": str(tmp_path / "other.db")}
    run("export", first)

    imported = run("import", first, **other)
    run("export", second, **other)

    assert "added: 6, replaced: 0, unchanged: 0, failed: 0" in imported.stdout
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes().splitlines()) == 6


def test_importing_again(news: Path) -> None:
    """Changes nothing; standard input may be the file."""
    assert news.exists()
    exported = run("export").stdout

    result = run("import", "-", typed=exported)

    assert "added: 0, replaced: 0, unchanged: 6, failed: 0" in result.stdout


def test_to_standard_output(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard output, as it is standard input of `import`, and no file of that name."""
    assert news.exists()
    monkeypatch.chdir(tmp_path)

    assert run("export", "-").stdout == run("export").stdout
    assert not (tmp_path / "-").exists()


def test_a_file_that_was_added_and_imported(news: Path) -> None:
    """Its origin goes with it: the changed file replaces the imported article."""
    exported = run("export").stdout
    for article in listed("--shelf", "chat:-5"):
        run("remove", article["id"], "--shelf", "chat:-5", "--yes")
    run("import", "-", typed=exported)
    written(news, river="小河断流\n\n小河又有了水。\n")

    result = run("add", news, "--shelf", "chat:-5")

    assert "added: 0, replaced: 1, unchanged: 1" in result.stdout


def test_one_shelf(news: Path) -> None:
    """`--shelf` exports that one, and imports to that one."""
    assert news.exists()
    exported = run("export", "--shelf", "chat:-5").stdout

    run("import", "-", "--shelf", "新闻", typed=exported)

    assert titles("--shelf", "新闻") == ["新馆开馆", "小河断流"]


@pytest.mark.usefixtures("read_before")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nonsense", "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"\xff", "not a JSON object"),
        ({**GOOD, "format": 2}, "not of format 1"),
        ({**GOOD, "format": True}, "not of format 1"),
        ({"text": "小河"}, "not of format 1"),
        ({**GOOD, "text": None}, '"text"'),
        ({**GOOD, "text": " \n"}, '"text"'),
        ({**GOOD, "text": "小河\x1b[2J"}, '"text"'),
        ({**GOOD, "text": "小河\ud800"}, '"text"'),
        ({**GOOD, "text": "河" * 1_001}, "more than the limit of 1,000 characters"),
        ({**GOOD, "metadata": None}, '"metadata"'),
        ({**GOOD, "metadata": {"title": 1}}, '"title"'),
        ({**GOOD, "origin": 1}, '"origin"'),
        ({**GOOD, "shelf": "chat:x"}, '"shelf"'),
    ],
)
def test_bad_lines(line: bytes | dict[str, object], says: str) -> None:
    """Each is told by its number, and the others are imported; exit code 2."""
    bad = line if isinstance(line, bytes) else json.dumps(line).encode()
    good = json.dumps(GOOD).encode()

    result = run(
        "import", "-", typed=b"\n".join([b"", bad, good]), YUANJU_READING__MAX_CHARS="1000"
    )

    assert result.exit_code == 2
    (told,) = result.stderr.splitlines()
    assert told.startswith("yuanju: -, line 2: ")
    assert says in told
    assert "added: 1, replaced: 0, unchanged: 0, failed: 1" in result.stdout


def test_what_is_written_is_documented(news: Path) -> None:
    """Every key of a line has a row of the table, and every row is a key."""
    assert news.exists()
    line = json.loads(run("export").stdout.splitlines()[0])
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(line)


@pytest.mark.usefixtures("read_before")
def test_ids_are_made_anew() -> None:
    """No line can give a text the id of another."""
    line = json.dumps({**GOOD, "id": "0123456789abcdef"})

    run("import", "-", typed=line)

    assert listed()[0]["id"] == "a5180e21e8e3344d"


def test_a_file_that_cannot_be_written(tmp_path: Path, news: Path) -> None:
    """One line, exit code 2."""
    result = run("export", tmp_path / "no" / "folder.jsonl")

    assert news.exists()
    assert result.exit_code == 2
    assert result.stderr == f"yuanju: {tmp_path}/no/folder.jsonl: No such file or directory\n"


def test_a_file_that_is_not_there() -> None:
    """One line, exit code 2."""
    result = run("import", "missing.jsonl")

    assert result.exit_code == 2
    assert result.stderr == "yuanju: missing.jsonl: No such file or directory\n"


def test_reading_anew(store: Path, news: Path) -> None:
    """What other models have read is read once, or all is with `--all`."""
    assert news.exists()
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE analysis SET version = 'old' WHERE sentences = 2")

    stale, again, everything = run("reindex"), run("reindex"), run("reindex", "--all")

    assert stale.stdout.startswith("read anew: 1; sentences: 2,")
    assert again.stdout.startswith("read anew: 0; sentences: 0,")
    assert everything.stdout.startswith("read anew: 2; sentences: 3,")


def test_reading_one_shelf_anew(store: Path, tmp_path: Path, news: Path) -> None:
    """Other shelves stay as they are."""
    assert news.exists()
    run("add", written(tmp_path / "more", more="新桥通车\n\n大桥今天通车。"), "--shelf", "新闻")
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE analysis SET version = 'old'")

    result = run("reindex", "--shelf", "新闻")

    assert result.stdout.startswith("read anew: 1; sentences: 1,")
