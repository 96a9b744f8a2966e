"""What only a server can do, and where it fails."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.store import questions, server_engine, updates
from bot.store.database import Database, DatabaseError, StoreError
from bot.store.lock import opened_alone
from bot.store.places import named, url_of
from bot.store.problems import HeldError, told_of
from bot.store.questions import NewQuestion
from config.secret import Secret
from tests.bot.store.conftest import record, recorded
from tests.e2e.proxies import unused_port
from tests.postgresql import Server


def database_of(address: Secret) -> str:
    """The name of the database there."""
    name = url_of(address).database
    assert name is not None
    return name


def test_the_name_of_a_place() -> None:
    """It says where, and neither who nor by which password."""
    address = Secret("postgresql://me:pass1234@db:5433/yuanju?password=other")

    assert named(address) == "postgresql://db:5433/yuanju"


def test_a_wrong_password(postgresql: Server) -> None:
    """It is said in one line, at once, and not repeated."""
    address = postgresql.address("postgres", "pass1234")

    with pytest.raises(DatabaseError, match="password authentication failed") as caught:
        Database(address)

    assert "\n" not in str(caught.value)
    assert "pass1234" not in str(caught.value)


def test_no_such_database(postgresql: Server) -> None:
    """The server's own words tell which."""
    with pytest.raises(DatabaseError, match='database "nowhere" does not exist'):
        Database(postgresql.address("nowhere"))


def test_no_server() -> None:
    """It is said in one line."""
    address = Secret(f"postgresql://me:pass1234@127.0.0.1:{unused_port()}/yuanju")

    with pytest.raises(DatabaseError, match=r"127\.0\.0\.1.*refused") as caught:
        Database(address)

    assert "\n" not in str(caught.value)
    assert "pass1234" not in str(caught.value)


def test_an_encoding_that_cannot_keep_every_text(postgresql: Server) -> None:
    """It is refused before the first question that would be lost."""
    with pytest.raises(DatabaseError, match="UTF-8"):
        Database(postgresql.database(encoding="LATIN1"))


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(DatabaseError, match=r"pip install 'psycopg\[binary\]'"):
        Database(Secret("postgresql://db/yuanju"))


def test_a_server_that_starts_anew(postgresql: Server) -> None:
    """The next work is done as if nothing had happened, and nothing is lost."""
    with opened_alone(postgresql.database()) as database:
        record(database)
        postgresql.stop()
        postgresql.start()

        assert recorded(database) == 1


async def test_work_while_the_server_is_away(postgresql: Server) -> None:
    """It waits for the server to come back."""
    with opened_alone(postgresql.database()) as database:
        postgresql.stop()
        writing = asyncio.ensure_future(
            database.run(lambda found: updates.record(found, 1, "{}", 1))
        )
        await asyncio.sleep(0.3)
        assert not writing.done()
        postgresql.start()

        assert await writing


def test_a_server_that_stays_away(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work fails in the end, as of any store, and is done once the server is back."""
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    database = Database(postgresql.database())
    postgresql.stop()

    with pytest.raises(StoreError) as caught:
        record(database)
    postgresql.start()

    assert "\n" not in told_of(caught.value)
    record(database)
    database.close()


def test_a_connection_that_breaks_in_the_midst(postgresql: Server) -> None:
    """Its work leaves no trace, and the next one has another connection."""
    address = postgresql.database()
    name = database_of(address)
    database = Database(address)

    def broken(connection: object) -> None:
        updates.record(connection, 1, "{}", 1)  # type: ignore[arg-type]
        postgresql.break_connections(name)
        updates.record(connection, 2, "{}", 1)  # type: ignore[arg-type]

    with pytest.raises(StoreError):
        database.run_now(broken)

    assert recorded(database) == 0
    database.close()


def test_a_lock_that_was_lost(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lost it to another process while the server was away writes no more."""
    address = postgresql.database()
    with opened_alone(address) as first:
        postgresql.stop()
        postgresql.start()
        with opened_alone(address) as second:
            record(second)
            monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
            with pytest.raises(HeldError):
                recorded(first)

        assert recorded(first) == 1


def test_nothing_stays_in_the_tables(postgresql: Server) -> None:
    """What was forgotten stands in no byte of their files; the log of writes is the server's."""
    told = "只有我知道的事？"
    address = postgresql.database()
    folder = postgresql.tables(database_of(address))
    database = Database(address)
    new = NewQuestion(1, 7, None, 1, 7, told, 1)
    others = NewQuestion(2, 8, None, 1, 8, "谁？", 1)  # or all of the table would be cut off
    database.run_now(lambda found: questions.ask(found, others))
    database.run_now(lambda found: questions.ask(found, new))
    postgresql.execute("CHECKPOINT")
    assert stands_in(folder, told)

    database.run_now(lambda found: questions.forget_person(found, 7))
    asyncio.run(database.wipe())
    postgresql.execute("CHECKPOINT")

    assert not stands_in(folder, told)
    database.close()


def stands_in(folder: Path, text: str) -> bool:
    """Whether any file in `folder` holds `text`."""
    return any(text.encode() in file.read_bytes() for file in folder.iterdir())


def test_wiping_while_somebody_reads(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is put off and said; the bot does not wait for it."""
    monkeypatch.setattr(server_engine, "_LONGEST_WAIT", "10ms")
    address = postgresql.database()
    database = Database(address)
    with postgresql.connected(database_of(address)) as reader, reader.transaction():
        reader.execute("SELECT * FROM question")
        asyncio.run(database.wipe())

    assert "not wiped yet: LockNotAvailable" in caplog.text
    assert recorded(database) == 0
    database.close()
