"""The store: opened, brought to the schema of this version, and asked off the event loop."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.engines import StoreEngine, engine_at
from bot.store.places import Place
from bot.store.problems import (
    FOREIGN,
    NEWER,
    DatabaseError,
    HeldError,
    InUseError,
    StoreError,
    UnfitError,
    told_of,
)
from bot.store.revisions import REVISIONS, newest, revision_of
from bot.store.server_engine import ServerEngine
from bot.store.tenure import Duty, Tenure, taking

__all__ = ["Database", "DatabaseError", "StoreError", "told_of"]

T = TypeVar("T")

_log = logging.getLogger(__name__)

_TRIES = 60
_PAUSE_SECONDS = 1.0


class Database:
    """One connection, used by one thread: SQLite has one writer, and they never wait.

    Laws: what `run` returned of is committed; work that raises leaves no trace.
    """

    def __init__(self, place: Place, tenure: Tenure | None = None) -> None:
        """Open what is at `place`, or make it, with the schema of this version.

        On a server, `tenure` says how this process has it, and keeps others out.

        Raises:
            DatabaseError: it is of a newer version, no database, or cannot be written.
            InUseError: another process has it in a way that keeps this one out.
        """
        self.place = place
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        try:
            self._engine = self._thread.submit(_opened, place, tenure).result()
        except (OSError, SQLAlchemyError, UnfitError) as error:
            self._thread.shutdown()
            # Without what led to it: that may hold the address, and its password.
            kind = InUseError if isinstance(error, HeldError) else DatabaseError
            raise kind(place, told_of(error)) from None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its transaction is committed."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    async def insist(self, work: Callable[[Connection], T]) -> T:
        """The same, again while the store cannot be written: a disk may be full, a server away.

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

    async def takes(self, duty: Duty) -> bool:
        """Whether this process does what one does for all; on a server the first who asks.

        It does so until its connection ends.

        Raises:
            StoreError: it cannot be asked.
        """
        if isinstance(self.place, Path):
            return True
        return await self.run(lambda found: bool(found.scalar(text(taking(duty)))))

    async def wipe(self) -> None:
        """Leave nothing in the store's files of what was deleted, where the engine can."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.wipe)

    def wipe_now(self) -> None:
        """The same where there is no event loop."""
        self._thread.submit(self._engine.wipe).result()

    def close(self) -> None:
        """Wait for what is under way, and close the store."""
        self._thread.submit(self._engine.connections.dispose)
        self._thread.shutdown()

    def _do(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection, connection.begin():
            return work(connection)


def is_foreign(connection: Connection) -> bool:
    """Whether it has tables, and none of our steps made them."""
    return revision_of(connection) is None and bool(
        set(inspect(connection).get_table_names()) - {REVISIONS}
    )


def _refuse_foreign(connection: Connection) -> None:
    if is_foreign(connection):
        raise UnfitError(FOREIGN)


def _opened(place: Place, tenure: Tenure | None) -> StoreEngine:
    """The engine, of the schema of this version.

    Of those that share it the first one brings it up before any of them has it, while the
    others wait: none may go on with a schema that it does not know.
    """
    if tenure is not None and tenure.replica is not None:
        before = engine_at(place)
        _migrate(before, _refuse_others)
        before.connections.dispose()
    engine = engine_at(place, tenure)
    _migrate(engine)
    return engine


def _refuse_others(connection: Connection) -> None:
    revision = revision_of(connection)
    if revision == newest():
        return  # another one, which was waited for, has brought it up
    # Imported here: mostly there is nothing to do, and it takes a while to load.
    from bot.store.steps import is_known  # noqa: PLC0415

    if revision is not None and not is_known(revision):
        raise UnfitError(NEWER)
    ServerEngine.refuse_others(connection)


def _migrate(engine: StoreEngine, check: Callable[[Connection], None] | None = None) -> None:
    """In one transaction: whoever comes at the same time meets all of it, or nothing.

    Where there is nothing to do, nobody who writes is waited for; else `check` may refuse.
    """
    try:
        with engine.connect() as connection:
            if revision_of(connection) == newest():
                return
        # Imported here: mostly there is nothing to do, and it takes a while to load.
        from bot.store.steps import bring_to  # noqa: PLC0415

        with engine.connect() as connection, connection.begin():
            engine.hold_schema(connection)
            _refuse_foreign(connection)
            if check is not None:
                check(connection)
            bring_to(connection, "head")
    except BaseException:
        engine.connections.dispose()  # with the lock that it may hold
        raise
