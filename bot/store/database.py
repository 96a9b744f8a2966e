"""The file: opened, brought to the schema of this version, and asked off the event loop."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

T = TypeVar("T")

_FOREIGN = "a database of another program"
_REVISIONS = "alembic_version"
_log = logging.getLogger(__name__)

_TRIES = 60
_PAUSE_SECONDS = 1.0
_BUSY_MILLISECONDS = 5_000
"""How long to wait for another process that is writing."""

_PRAGMAS = (
    "journal_mode=WAL",  # so that a kill loses nothing that was committed
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what was forgotten must not stay in the file's free pages
)


class DatabaseError(Exception):
    """The file cannot be opened, or is no database of this program."""

    def __init__(self, path: Path, problem: str) -> None:
        """Tell where and what."""
        super().__init__(f"{path}: {problem}")


StoreError = SQLAlchemyError
"""What `run` raises where the file cannot be read or written, a full disk for one."""


class Database:
    """One connection, used by one thread: SQLite has one writer, and they never wait.

    Laws: what `run` returned of is committed; work that raises leaves no trace.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, or make it, with the schema of this version.

        Raises:
            DatabaseError: it is of a newer version, no database, or cannot be written.
        """
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(path)
            self._thread.submit(_migrate, self._engine).result()
        except (OSError, DBAPIError, CommandError) as error:
            self._thread.shutdown()
            raise DatabaseError(path, told_of(error)) from error

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its transaction is committed."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    async def insist(self, work: Callable[[Connection], T]) -> T:
        """The same, again while the file cannot be written: it may be locked, or its disk full.

        Raises:
            StoreError: it could not for a minute.
        """
        for _ in range(_TRIES - 1):
            try:
                return await self.run(work)
            except SQLAlchemyError as error:
                _log.error("the store cannot be written: %s", type(error).__name__)
                await asyncio.sleep(_PAUSE_SECONDS)
        return await self.run(work)

    def run_now(self, work: Callable[[Connection], T]) -> T:
        """The same where there is no event loop: at the start, and in tests."""
        return self._thread.submit(self._do, work).result()

    async def wipe(self) -> None:
        """Leave nothing on the disk of what was deleted: it may stand in the log of writes."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._wipe)

    def close(self) -> None:
        """Wait for what is under way, and close the file."""
        self._thread.submit(self._engine.dispose)
        self._thread.shutdown()

    def _do(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return work(connection)

    def _wipe(self) -> None:
        with self._engine.connect() as connection:
            in_no_transaction = connection.execution_options(isolation_level="AUTOCOMMIT")
            in_no_transaction.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def told_of(error: Exception) -> str:
    """What the file's trouble is, in a few words."""
    match error:
        case OSError():
            return error.strerror or "cannot be opened"
        case DBAPIError():
            return str(error.orig)
        case CommandError(args=(found,)) if found == _FOREIGN:
            return _FOREIGN
        case _:
            return "written by a newer version of this program"


def _engine(path: Path) -> Engine:
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


def migration_config() -> Config:
    """Where the steps from schema to schema are."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _is_foreign(connection: Connection) -> bool:
    """Whether it has tables, and none of our steps made them."""
    revision = MigrationContext.configure(connection).get_current_revision()
    return revision is None and bool(set(inspect(connection).get_table_names()) - {_REVISIONS})


def _migrate(engine: Engine) -> None:
    config = migration_config()
    with engine.begin() as connection:
        if _is_foreign(connection):
            raise CommandError(_FOREIGN)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
