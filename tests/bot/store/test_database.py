"""The store: made, brought up to date, or refused; on each engine."""

import asyncio
import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store import questions, updates
from bot.store.database import Database, DatabaseError
from bot.store.engines import engine_at
from bot.store.places import Place
from bot.store.questions import NewQuestion
from bot.store.revisions import newest
from bot.store.steps import bring_to, is_known
from bot.store.tables import metadata
from tests.bot.store.conftest import record, recorded, write

OLDER = "0002"


def test_a_fresh_one_has_the_schema_of_the_tables(database: Database) -> None:
    """What the migrations make is what the code asks for."""
    differences = database.run_now(
        lambda found: compare_metadata(MigrationContext.configure(found), metadata)
    )

    assert differences == []


def test_it_is_opened_again(place: Place) -> None:
    """What was written is there."""
    database = Database(place)
    record(database)
    database.close()

    database = Database(place)

    assert recorded(database) == 1
    database.close()


def test_an_older_one(place: Place) -> None:
    """It is brought up, and keeps what is in it."""
    engine = engine_at(place)
    with engine.connect() as connection, connection.begin():
        bring_to(connection, OLDER)
        connection.execute(text("INSERT INTO \"update\" VALUES (1, 2, '{}', NULL)"))
    engine.connections.dispose()

    database = Database(place)

    assert recorded(database) == 1
    database.close()


def test_a_newer_one(place: Place) -> None:
    """It is refused, and said why."""
    Database(place).close()
    write(place, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseError, match="newer version"):
        Database(place)


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE article (id TEXT)", "CREATE TABLE x (y TEXT)"]
)
def test_a_database_of_another_program(place: Place, statement: str) -> None:
    """It is left as it was."""
    write(place, statement)

    with pytest.raises(DatabaseError, match="of another program"):
        Database(place)
    write(place, statement.replace("CREATE", "DROP").partition(" (")[0])
    Database(place).close()


def test_the_first_schema_is_made_at_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped in the midst of it leaves nothing, and is no reason to refuse later."""
    upgrade = command.upgrade

    def half(config: object, _: str) -> None:
        upgrade(config, OLDER)  # type: ignore[arg-type]
        raise OSError

    monkeypatch.setattr(command, "upgrade", half)
    with pytest.raises(DatabaseError):
        Database(place)
    monkeypatch.undo()

    write(place, "CREATE TABLE article (id TEXT)")


def test_the_newest_step_is_known_without_alembic(database: Database) -> None:
    """It is the one that Alembic takes last, so that a store of this version is left alone."""
    found = database.run_now(
        lambda connection: MigrationContext.configure(connection).get_current_revision()
    )

    assert found == newest()
    assert is_known(newest())
    assert not is_known("9999")


def test_two_that_start_at_once(place: Place) -> None:
    """One waits until the other has made the schema, and then finds it."""
    opened: list[Database] = []
    second = threading.Thread(target=lambda: opened.append(Database(place)))
    first = engine_at(place)
    with first.connect() as connection, connection.begin():
        first.hold_schema(connection)
        second.start()
        second.join(0.3)
        assert not opened
        bring_to(connection, "head")
    second.join()
    first.connections.dispose()

    assert recorded(opened[0]) == 0
    opened[0].close()


def test_work_that_raises_leaves_no_trace(database: Database) -> None:
    """What it wrote before is not there."""

    def half(connection: Connection) -> None:
        updates.record(connection, 1, "{}", 2)
        raise LookupError

    with pytest.raises(LookupError):
        database.run_now(half)

    assert recorded(database) == 0


async def test_insisting(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be written is, once it is possible."""
    monkeypatch.setattr("bot.store.database._PAUSE_SECONDS", 0.05)
    database = Database(place)
    hide, show = (
        f"ALTER TABLE {names}" for names in ('"update" RENAME TO x', 'x RENAME TO "update"')
    )
    await database.run(lambda found: found.execute(text(hide)))
    writing = asyncio.ensure_future(
        database.insist(lambda found: updates.record(found, 1, "{}", 2))
    )
    await asyncio.sleep(0.2)
    assert not writing.done()
    await database.run(lambda found: found.execute(text(show)))

    assert await writing
    assert await database.run(updates.waiting) == 1
    database.close()


def test_numbers_are_not_given_again(database: Database) -> None:
    """A button of a forgotten question meets no other."""

    def ask(number: int) -> int:
        new = NewQuestion(number, 1, None, number, 7, "谁？", 1)
        return database.run_now(lambda found: questions.ask(found, new)).id

    first = ask(1)
    database.run_now(lambda found: questions.forget_person(found, 7))

    assert ask(2) > first


def test_a_text_with_nul(database: Database) -> None:
    """A message is not lost because of it, and every other character keeps its place."""
    new = NewQuestion(1, 1, None, 2, 7, "谁\0？", 1)
    database.run_now(lambda found: questions.ask(found, new))

    kept = database.run_now(lambda found: questions.by_message(found, 1, 2))

    assert kept is not None
    assert kept.text in {"谁\0？", "谁\ufffd？"}
    assert database.run_now(lambda found: updates.record(found, 1, "a\0", 1))
    assert not database.run_now(lambda found: updates.record(found, 1, "a\0", 1))
