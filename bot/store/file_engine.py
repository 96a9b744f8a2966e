"""SQLite: the store is a file of this machine's."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine.base import Engine
from sqlalchemy.pool import StaticPool

_BUSY_MILLISECONDS = 5_000
"""How long to wait for another process that is writing."""

_PRAGMAS = (
    "journal_mode=WAL",  # so that a kill loses nothing that was committed
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what was forgotten must not stay in the file's free pages
)


class FileEngine:
    """A database in a file."""

    def __init__(self, path: Path) -> None:
        """Make the folder; the file is made with the first connection.

        Raises:
            OSError: the folder cannot be made.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connections = _connections(path)

    def connect(self) -> Connection:
        """A connection, in no transaction yet."""
        return self.connections.connect()

    def hold_schema(self, connection: Connection) -> None:
        """Let nobody else write until the transaction ends."""
        # Said here, for the driver begins none before a statement that changes the schema.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one moment, while others go on writing."""
        with self.connect() as connection, connection.begin():
            # Said here, for the driver begins none before a statement that reads.
            connection.exec_driver_sql("BEGIN")
            yield connection

    def wipe(self) -> None:
        """Empty the log of writes: what was deleted may stand in it."""
        with self.connect() as connection:
            in_no_transaction = connection.execution_options(isolation_level="AUTOCOMMIT")
            in_no_transaction.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _connections(path: Path) -> Engine:
    engine = create_engine(
        # Not as text: a `?` in the path would end it.
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        hide_parameters=True,  # or a question would stand in the log of a disk that is full
        connect_args={"check_same_thread": False, "timeout": _BUSY_MILLISECONDS / 1_000},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: SqliteConnection, _: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
