"""A database of one's own, and what is done to it."""

from collections.abc import Iterator

import pytest

from bot.store import updates
from bot.store.database import Database
from bot.store.engines import engine_at
from bot.store.lock import opened_shared
from bot.store.places import Place
from tests.postgresql import Server

Two = tuple[Database, int, Database, int]
"""Two replicas, each with its number."""


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    """An empty one, of the schema of this version."""
    made = Database(place)
    yield made
    made.close()


@pytest.fixture
def two(postgresql: Server) -> Iterator[Two]:
    """Two replicas on one store, and their numbers."""
    address = postgresql.schema()
    with opened_shared(address) as (first, one), opened_shared(address) as (second, other):
        yield first, one, second, other


def record(database: Database) -> None:
    """Write an update down."""
    assert database.run_now(lambda found: updates.record(found, 1, "{}", 2))


def recorded(database: Database) -> int:
    """How many are written down."""
    return database.run_now(updates.waiting)


def write(place: Place, *statements: str) -> None:
    """Change a database as somebody else would."""
    engine = engine_at(place)
    with engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.connections.dispose()
