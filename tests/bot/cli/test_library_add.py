"""`yuanju add`: files on shelves."""

import os
import sqlite3
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.shelves import seen_by
from tests.bot.cli.shelving import HALL, RIVER, listed, run, titles, written

CHAT = -5
read_before = pytest.mark.usefixtures("read_before")


def test_a_folder(tmp_path: Path) -> None:
    """All files in it and below are added in name order, and what came of it is summed up."""
    folder = written(tmp_path / "news", b=RIVER)
    written(folder / "a", hall=HALL)

    result = run("add", folder)

    assert result.exit_code == 0
    assert titles() == ["新馆开馆", "小河断流"]
    assert result.stdout.startswith(
        "added: 2, replaced: 0, unchanged: 0, failed: 0; sentences: 3, seconds: "
    )
    assert result.stderr == ""


@read_before
def test_what_a_folder_holds_besides(tmp_path: Path) -> None:
    """Hidden files are left out silently, and with a word what has no text: no failure."""
    folder = written(tmp_path / "news", hall=HALL)
    (folder / ".draft.txt").write_text(RIVER, encoding="utf-8")
    (folder / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "empty.txt").touch()

    result = run("add", folder)

    assert result.exit_code == 0
    assert titles() == ["新馆开馆"]
    assert result.stderr.splitlines() == [
        f"{folder}/cover.png: left out, there is no text in it.",
        f"{folder}/empty.txt: left out, there is no text in it.",
    ]


@read_before
def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Each is told with its own message; the others are added; exit code 2 in the end."""
    folder = written(tmp_path / "news", hall=HALL)
    cover = folder / "cover.png"
    cover.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (nothing := tmp_path / "nothing").mkdir()

    result = run("add", tmp_path / "gone.txt", cover, nothing, folder / "hall.txt")

    assert result.exit_code == 2
    assert titles() == ["新馆开馆"]
    assert result.stderr.splitlines() == [
        f"yuanju: no such file: {tmp_path}/gone.txt. Check the path.",
        f"yuanju: {cover} is not text (PNG); save it as plain text (UTF-8) first.",
        f"yuanju: {nothing}: a folder in which there is no file to read.",
    ]
    assert "failed: 3" in result.stdout


@read_before
def test_adding_again(tmp_path: Path) -> None:
    """What is there stays as it is, and is not read by models again."""
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)
    run("add", folder)
    before = listed()

    result = run("add", folder)

    assert "added: 0, replaced: 0, unchanged: 2, failed: 0; sentences: 0" in result.stdout
    assert listed() == before


@read_before
def test_a_file_that_has_changed(tmp_path: Path) -> None:
    """It replaces its article, and says so."""
    folder = written(tmp_path / "news", hall=HALL)
    run("add", folder / "hall.txt")
    written(folder, hall=HALL.replace("林小梅", "王大山"))

    # The same file by another path.
    result = run("add", folder / ".." / "news" / "hall.txt")

    assert result.stderr == f"{folder}/hall.txt: has changed; its article was replaced.\n"
    assert "added: 0, replaced: 1, unchanged: 0" in result.stdout
    assert len(titles()) == 1
    assert "王大山" in run("ask", "馆长是谁？").stdout


@read_before
def test_a_title_that_has_changed(tmp_path: Path) -> None:
    """The article is called by it, though its text is the same."""
    folder = written(tmp_path / "news", hall=HALL)
    run("add", folder)
    written(folder, hall=HALL.replace("新馆开馆", "新馆今日开馆"))

    result = run("add", folder)

    assert "replaced: 1" in result.stdout
    assert titles() == ["新馆今日开馆"]


@read_before
def test_the_same_text_twice(tmp_path: Path) -> None:
    """It is one article, and the other file is told, each time."""
    folder = written(tmp_path / "news", a=HALL, b=HALL)

    first, second = run("add", folder), run("add", folder)

    told = f"{folder}/b.txt: the same text is on the shelf already, from {folder}/a.txt.\n"
    assert [first.stderr, second.stderr] == [told, told]
    assert titles() == ["新馆开馆"]
    assert "added: 1, replaced: 0, unchanged: 1" in first.stdout
    assert "added: 0, replaced: 0, unchanged: 2" in second.stdout


@read_before
def test_an_interrupted_command_goes_on(tmp_path: Path, store: Path) -> None:
    """What an earlier one added is there at once; the rest is added."""
    folder = written(tmp_path / "news", a=HALL, b=RIVER)
    run("add", folder / "a.txt")
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE shelf_article SET added_at = 1")

    result = run("add", folder)

    assert "added: 1, replaced: 0, unchanged: 1" in result.stdout
    assert [article["added_at"] == 1 for article in listed()] == [True, False]


@read_before
def test_the_shelves_of_chats(tmp_path: Path, store: Path) -> None:
    """Without `--shelf` every chat sees it, with `chat:NUMBER` that one alone."""
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)

    run("add", folder / "hall.txt")
    run("add", folder / "river.txt", "--shelf", f"chat:{CHAT}")

    database = Database(store)
    own = database.run_now(lambda found: seen_by(found, CHAT))
    other = database.run_now(lambda found: seen_by(found, 9))
    database.close()
    assert (len(own), len(other)) == (2, 1)
    assert [article["shelf"] for article in listed()] == [None, f"chat:{CHAT}"]


@read_before
def test_another_name(tmp_path: Path) -> None:
    """Makes a shelf that is asked by its name; the same article is analysed once for both."""
    folder = written(tmp_path / "news", hall=HALL)
    run("add", folder)

    result = run("add", folder, "--shelf", "新闻")

    assert "added: 1, replaced: 0, unchanged: 0" in result.stdout
    assert titles("--shelf", "新闻") == ["新馆开馆"]


@read_before
def test_a_store_that_another_program_writes(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is waited for; after a time that is said, without a traceback."""
    monkeypatch.setattr("bot.store.file_engine._BUSY_MILLISECONDS", 100)
    folder = written(tmp_path / "news", hall=HALL)
    run("add", folder)
    writer = sqlite3.connect(store, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    result = run("add", written(tmp_path / "more", river=RIVER))

    writer.close()
    assert result.exit_code == 2
    assert result.stderr == (
        f"yuanju: Another program is writing to {store}. Try again in a moment.\n"
    )


def test_a_store_that_cannot_be_made(tmp_path: Path) -> None:
    """One line that names it, exit code 2."""
    (tmp_path / "file").touch()

    result = run("add", "seeds", YUANJU_STORE__FILE=f"{tmp_path}/file/yuanju.db")

    assert result.exit_code == 2
    assert f"{tmp_path}/file/yuanju.db" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@read_before
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """A file whose name holds what a terminal would obey is added; the name is shown without."""
    folder = written(tmp_path / "news", hall=HALL)
    name = os.fsdecode(b"\x1b[2J\xff.txt")
    (folder / name).write_text(HALL, encoding="utf-8")

    result = run("add", folder)

    assert result.exit_code == 0
    assert "\x1b" not in result.stderr + result.stdout + run("articles").stdout
