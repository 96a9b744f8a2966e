"""A backup is made and restored: on each engine, and from each to the other."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select

from bot.store import (
    backup,
    chats,
    copying,
    lock,
    questions,
    server_engine,
    shelves,
    tables,
)
from bot.store.backup import BackupError, Refusal, back_up
from bot.store.chats import Chat
from bot.store.database import Database, DatabaseError
from bot.store.engines import engine_at
from bot.store.lock import opened_alone
from bot.store.places import Place
from bot.store.problems import InUseError
from bot.store.questions import NewQuestion, Outcome, Result
from bot.store.restoring import restore
from bot.store.shelves import ConfiguredShelf
from bot.store.steps import bring_to
from bot.store.tables import metadata
from bot.store.tables import questions as asked
from config.secret import Secret
from retrieval.model import Article, Metadata
from tests.bot.conftest import ENGINES
from tests.bot.store.conftest import record, write
from tests.postgresql import Server

PLAIN = {
    tables.analyses: ("a1", "1", bytes(range(256)), 1),
    tables.shelf_words: (1, "开会", "会议"),
    tables.golden: (1, 7, 1, "谁？", "a1", "纪要。", 3),
}
"""Rows that are made in no other way here."""

Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=ENGINES)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Another place, where nothing is yet either."""
    if request.param == "file":
        return tmp_path / "other" / "yuanju.db"
    server = request.getfixturevalue("postgresql")
    assert isinstance(server, Server)
    return server.schema()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup may be written."""
    return tmp_path / "kept.backup"


def ask(database: Database, number: int) -> int:
    """Write a question down: its number."""
    new = NewQuestion(number, 1, None, number, 7, "谁？", 1)
    return database.run_now(lambda found: questions.ask(found, new)).id


def put_plain(connection: Connection) -> None:
    """Make those rows."""
    for table, row in PLAIN.items():
        connection.execute(insert(table).values(row))


def fill(place: Place) -> None:
    """A store in which every table has rows, and of whose questions the last is forgotten."""
    database = Database(place)
    article = Article("a1", "纪要。", Metadata("题", published="2022-05-25"))
    shelf = ConfiguredShelf("minutes", [article], {-4})
    database.run_now(lambda found: shelves.put_configured(found, [shelf], 1))
    database.run_now(put_plain)
    database.run_now(lambda found: chats.save(found, Chat(-(1 << 52), greeted=True)))
    first, last = ask(database, 1), ask(database, 2)
    end = Result(Outcome.ANSWERED, 5, "a1", 0.1 + 0.2, 1e-9)
    database.run_now(lambda found: questions.end(found, first, end))
    database.run_now(lambda found: questions.vote(found, first, 7, good=True, now=3))
    database.run_now(lambda found: found.execute(delete(asked).where(asked.c.id == last)))
    record(database)
    database.close()


def content(place: Place) -> Content:
    """All rows of all tables."""
    database = Database(place)
    found = database.run_now(
        lambda found: {
            table.name: sorted(map(tuple, found.execute(select(table))))
            for table in metadata.sorted_tables
        }
    )
    database.close()
    return found


def test_there_and_back(place: Place, other: Place, file: Path) -> None:
    """Every row of every table is the same on the other side, whatever the engines are."""
    fill(place)
    before = content(place)

    made, restored = back_up(place, file), restore(file, other)

    assert all(before.values())
    assert content(other) == before
    assert made == restored == sum(map(len, before.values()))


def test_numbers_go_on(place: Place, other: Place, file: Path) -> None:
    """A button of a question that was forgotten before the backup meets no other after it."""
    fill(place)
    back_up(place, file)
    restore(file, other)

    database = Database(other)

    assert ask(database, 3) == 3
    database.close()


def test_numbers_of_what_is_replaced(place: Place, other: Place, file: Path) -> None:
    """Neither does a button of a question that the backup replaced."""
    Database(place).close()
    back_up(place, file)
    fill(other)

    restore(file, other, replace=True)

    assert not any(content(other).values())
    database = Database(other)
    assert ask(database, 3) == 3
    database.close()


def test_a_backup_of_one_moment(place: Place) -> None:
    """What is written while it is made is not in it, and is not kept waiting."""
    database = Database(place)
    ask(database, 1)
    engine = engine_at(place)
    with engine.snapshot() as connection:
        count = select(asked.c.id)
        before = len(connection.execute(count).all())
        ask(database, 2)
        after = len(connection.execute(count).all())
    engine.connections.dispose()
    database.close()

    assert before == after == 1


def test_a_backup_while_the_bot_runs(place: Place, file: Path) -> None:
    """It is made all the same; a restore is not."""
    with opened_alone(place) as database:
        record(database)
        assert back_up(place, file)


def test_a_restore_while_the_bot_runs(
    place: Place, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused."""
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    fill(place)
    back_up(place, file)

    with opened_alone(place), pytest.raises(InUseError):
        restore(file, place, replace=True)


def test_one_file_for_its_owner_alone(place: Place, file: Path) -> None:
    """Nothing else is left beside it."""
    fill(place)
    before = set(file.parent.iterdir())

    back_up(place, file)

    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert set(file.parent.iterdir()) - before == {file}


def test_a_file_that_is_there(place: Place, file: Path) -> None:
    """It is not written over."""
    fill(place)
    file.write_text("ours", encoding="utf-8")

    with pytest.raises(BackupError) as caught:
        back_up(place, file)

    assert caught.value.refusal is Refusal.EXISTS
    assert file.read_text(encoding="utf-8") == "ours"


def test_a_file_that_appears_meanwhile(
    place: Place, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is one that somebody else makes while ours is written."""
    fill(place)

    def slow(*given: object) -> int:
        file.write_text("ours", encoding="utf-8")
        return copying.copy(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "copy", slow)

    with pytest.raises(BackupError) as caught:
        back_up(place, file)

    assert caught.value.refusal is Refusal.EXISTS
    assert file.read_text(encoding="utf-8") == "ours"


def test_nothing_to_back_up(place: Place, file: Path) -> None:
    """It is said, and nothing is made, neither here nor there."""
    with pytest.raises(BackupError) as caught:
        back_up(place, file)

    assert caught.value.refusal is Refusal.NOTHING
    assert not list(file.parent.iterdir())


def test_a_store_of_a_newer_version(place: Place, file: Path) -> None:
    """There may be tables of which this version knows nothing."""
    fill(place)
    write(place, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BackupError) as caught:
        back_up(place, file)

    assert caught.value.refusal is Refusal.NEWER
    assert not file.exists()


def test_a_store_that_cannot_be_read(file: Path) -> None:
    """The engine's words tell why, without a password."""
    with pytest.raises(DatabaseError, match="refused") as caught:
        back_up(Secret("postgresql://me:pass1234@127.0.0.1:9/yuanju"), file)

    assert "pass1234" not in str(caught.value)
    assert not list(file.parent.iterdir())


def test_an_older_one(place: Place, other: Place, file: Path) -> None:
    """It is backed up as it is, before the bot brings it up; restoring brings it up."""
    engine = engine_at(place)
    with engine.connect() as connection, connection.begin():
        bring_to(connection, "0001")
        connection.exec_driver_sql("INSERT INTO \"update\" VALUES (1, 2, '{}')")
    engine.connections.dispose()

    back_up(place, file)
    restore(file, other)

    assert content(other)["update"] == [(1, 2, "{}", None, None, None)]


def test_a_store_that_is_not_empty(place: Place, other: Place, file: Path) -> None:
    """It is only replaced on demand, and then wholly."""
    fill(place)
    back_up(place, file)
    database = Database(other)
    ask(database, 9)
    database.close()
    before = content(other)

    with pytest.raises(BackupError) as caught:
        restore(file, other)

    assert caught.value.refusal is Refusal.NOT_EMPTY
    assert content(other) == before
    restore(file, other, replace=True)
    assert content(other) == content(place)


def cut(data: bytes) -> bytes:
    """Without its end."""
    return data[:-1]


def emptied(_: bytes) -> bytes:
    """Of no bytes."""
    return b""


def scratched(data: bytes) -> bytes:
    """Overwritten in the midst."""
    middle = len(data) // 2
    return data[:middle] + b"\xff" * 5_000 + data[middle + 5_000 :]


def unmarked(data: bytes) -> bytes:
    """As the file of a store is: not made to be a backup."""
    return data[:68] + b"\0\0\0\0" + data[72:]


def another(_: bytes) -> bytes:
    """No database at all."""
    return json.dumps({"a": "b" * 200}).encode()


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (cut, Refusal.INCOMPLETE),
        (emptied, Refusal.INCOMPLETE),
        (scratched, Refusal.DAMAGED),
        (unmarked, Refusal.FOREIGN),
        (another, Refusal.FOREIGN),
    ],
)
def test_no_whole_backup(
    tmp_path: Path, file: Path, spoil: Callable[[bytes], bytes], expected: Refusal
) -> None:
    """It is refused before the store is made, or touched."""
    place = tmp_path / "yuanju.db"
    fill(place)
    back_up(place, file)
    file.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(BackupError) as caught:
        restore(file, tmp_path / "other.db", replace=True)

    assert caught.value.refusal is expected
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", Refusal.NEWER),
        ("INSERT INTO feedback VALUES (99, 7, 1, 1)", Refusal.DAMAGED),
    ],
)
def test_a_backup_that_does_not_fit(
    tmp_path: Path, file: Path, statement: str, expected: Refusal
) -> None:
    """One of a newer version, or whose rows hang on rows that are not there."""
    place = tmp_path / "yuanju.db"
    fill(place)
    back_up(place, file)
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute(statement)

    with pytest.raises(BackupError) as caught:
        restore(file, tmp_path / "other.db")

    assert caught.value.refusal is expected
    assert not (tmp_path / "other.db").exists()


def test_no_such_file(tmp_path: Path) -> None:
    """The system says so."""
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "nowhere", tmp_path / "yuanju.db")


def test_a_backup_stays_as_it_is(place: Place, file: Path) -> None:
    """Restoring changes no byte of it."""
    fill(place)
    back_up(place, file)
    before = file.read_bytes()

    restore(file, place, replace=True)

    assert file.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.store import backup, copying, restoring
from bot.store.copying import copy
from config.secret import Secret

def halfway(*given):
    copying._number_after = lambda *_: seen.append(1) or (
        os.kill(os.getpid(), signal.SIGKILL) if len(seen) == 3 else None
    )
    return copy(*given)

seen = []
backup.copy = restoring.copy = halfway
what, file, place = sys.argv[1:]
place = Secret(place) if place.startswith("postgresql") else Path(place)
if what == "backup":
    backup.back_up(place, Path(file))
else:
    restoring.restore(Path(file), place, replace=True)
"""


def killed(what: str, file: Path, place: Place) -> None:
    """Kill a process in the midst of it, as the system does when memory runs out."""
    where = str(place) if isinstance(place, Path) else place.reveal()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, what, file, where], check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_kill_while_a_backup_is_made(place: Place, file: Path) -> None:
    """There is no file of that name, and the next backup is made."""
    fill(place)

    killed("backup", file, place)

    assert not file.exists()
    assert back_up(place, file)


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_kill_while_a_backup_is_restored(place: Place, file: Path) -> None:
    """The store is what it was before; the next restore is done."""
    fill(place)
    back_up(place, file)
    database = Database(place)
    ask(database, 9)
    database.close()
    before = content(place)

    killed("restore", file, place)

    assert content(place) == before
    restore(file, place, replace=True)
    assert content(place) != before
