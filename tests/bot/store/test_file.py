"""What only a file can be."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import updates
from bot.store.database import Database, DatabaseError


def test_a_new_folder(tmp_path: Path) -> None:
    """It is made."""
    path = tmp_path / "new" / "yuanju.db"

    Database(path).close()

    assert path.exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is refused, named, and left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库" * 100, encoding="utf-8")

    with pytest.raises(DatabaseError, match=r"notes\.txt: file is not a database"):
        Database(path)
    assert path.read_text(encoding="utf-8") == "不是数据库" * 100


async def test_another_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be written is, once the file is free again."""
    monkeypatch.setattr("bot.store.file_engine._BUSY_MILLISECONDS", 10)
    monkeypatch.setattr("bot.store.database._PAUSE_SECONDS", 0.05)
    database = Database(tmp_path / "yuanju.db")
    with closing(sqlite3.connect(tmp_path / "yuanju.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.ensure_future(
            database.insist(lambda found: updates.record(found, 1, "{}", 2))
        )
        await asyncio.sleep(0.2)
        assert not writing.done()
        other.execute("ROLLBACK")
        await writing

    assert await database.run(updates.waiting) == 1
    database.close()


def test_a_strange_name(tmp_path: Path) -> None:
    """Whatever stands in a path is a part of it."""
    path = tmp_path / "是?a%20#.db"

    Database(path).close()

    assert [file.name for file in tmp_path.iterdir()] == [path.name]
