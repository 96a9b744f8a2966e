"""The file: made, brought up to date, or refused."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store.database import Database, DatabaseError
from bot.store.tables import metadata


def test_a_fresh_file_has_the_schema_of_the_tables(database: Database) -> None:
    """What the migrations make is what the code asks for."""
    differences = database.run_now(
        lambda found: compare_metadata(MigrationContext.configure(found), metadata)
    )

    assert differences == []


def test_a_file_is_opened_again(tmp_path: Path) -> None:
    """In a folder that was not there; what was written is there."""
    path = tmp_path / "new" / "yuanju.db"
    for _ in range(2):
        database = Database(path)
        database.run_now(
            lambda found: found.execute(
                text("INSERT OR IGNORE INTO 'update' VALUES (1, 2, '{}', '')")
            )
        )
        database.close()

    with closing(sqlite3.connect(path)) as file:
        assert file.execute('SELECT count(*) FROM "update"').fetchall() == [(1,)]


def test_a_newer_file(tmp_path: Path) -> None:
    """It is refused, and said why."""
    path = tmp_path / "yuanju.db"
    Database(path).close()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseError, match="newer version"):
        Database(path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is refused, named, and left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库" * 100, encoding="utf-8")

    with pytest.raises(DatabaseError, match=r"notes\.txt: file is not a database"):
        Database(path)
    assert path.read_text(encoding="utf-8") == "不是数据库" * 100


def test_work_that_raises_leaves_no_trace(database: Database) -> None:
    """What it wrote before is not there."""

    def half(connection: Connection) -> None:
        connection.execute(text("INSERT INTO 'update' VALUES (1, 2, '{}', '')"))
        raise LookupError

    with pytest.raises(LookupError):
        database.run_now(half)

    count = text('SELECT count(*) FROM "update"')
    assert database.run_now(lambda found: found.execute(count).scalar_one()) == 0


async def test_insisting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be written is, once the file is free again."""
    monkeypatch.setattr("bot.store.database._BUSY_MILLISECONDS", 10)
    monkeypatch.setattr("bot.store.database._PAUSE_SECONDS", 0.05)
    database = Database(tmp_path / "yuanju.db")
    row = text("INSERT INTO 'update' VALUES (1, 2, '{}', '')")
    with closing(sqlite3.connect(tmp_path / "yuanju.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.ensure_future(database.insist(lambda found: found.execute(row)))
        await asyncio.sleep(0.2)
        assert not writing.done()
        other.execute("ROLLBACK")
        await writing

    count = text("SELECT count(*) FROM 'update'")
    assert await database.run(lambda found: found.execute(count).scalar_one()) == 1
    database.close()


def test_a_strange_name(tmp_path: Path) -> None:
    """Whatever stands in a path is a part of it."""
    path = tmp_path / "是?a%20#.db"

    Database(path).close()

    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("statement", ["CREATE TABLE article (id TEXT)", "CREATE TABLE x (y)"])
def test_a_database_of_another_program(tmp_path: Path, statement: str) -> None:
    """It is left as it was."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute(statement)

    with pytest.raises(DatabaseError, match="of another program"):
        Database(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM sqlite_master").fetchall() == [(1,)]
