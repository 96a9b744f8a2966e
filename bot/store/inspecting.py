"""What can be said of the store without changing it."""

import shutil
import sqlite3
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import is_foreign
from bot.store.places import Place
from bot.store.problems import FOREIGN, UnfitError, told_of
from bot.store.revisions import newest, revision_of
from bot.store.server_engine import ServerEngine
from bot.store.steps import is_known
from config.secret import Secret

_BUSY_SECONDS = 5.0
_MALFORMED = "it is damaged"
_IS_FOREIGN = f"it is {FOREIGN}"
_READ_ONLY = "it can only be read: it may be a standby"
_NO_TABLES = "this role may not make tables in it"


class UnusableError(Exception):
    """The store cannot be made, read or written, or is no database; the message says why."""


class BusyError(UnusableError):
    """Another process is writing to it, and does not end."""


class Schema(Enum):
    """How the store's schema stands to this version's."""

    NONE = "none"
    """There is nothing yet: the bot makes it."""
    OLDER = "older"
    """The bot brings it up at its start."""
    CURRENT = "current"
    NEWER = "newer"
    """Written by a newer version; this one does not open it."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """The store, and the disk that it is on."""

    schema: Schema
    free_bytes: int | None
    """None where it is on a server, whose disk nobody shows us."""


def look(place: Place) -> StoreState:
    """What is at `place`, which is not made.

    Raises:
        UnusableError: the bot could not use it.
    """
    if isinstance(place, Secret):
        return StoreState(_on_server(place), None)
    try:
        return _at(place)
    except OSError as error:
        raise UnusableError(error.strerror) from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise BusyError(*error.args) from error
        raise UnusableError(*error.args) from error


def schema_of(revision: str | None) -> Schema:
    """What a store is whose last step was that; without any it may be older than the steps."""
    if revision == newest():
        return Schema.CURRENT
    return Schema.OLDER if revision is None or is_known(revision) else Schema.NEWER


def _on_server(address: Secret) -> Schema:
    try:
        engine = ServerEngine(address)
        try:
            with engine.connect() as connection, connection.begin():
                return _in_database(connection)
        finally:
            engine.connections.dispose()
    except (SQLAlchemyError, UnfitError) as error:
        raise UnusableError(told_of(error)) from None


def _in_database(connection: Connection) -> Schema:
    """The schema there.

    Raises:
        UnusableError: the bot could not use it.
    """
    ServerEngine.refuse_unfit(connection)
    if connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on":
        raise UnusableError(_READ_ONLY)
    if is_foreign(connection):
        raise UnusableError(_IS_FOREIGN)
    found = revision_of(connection)
    schema = Schema.NONE if found is None else schema_of(found)
    may_make = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
    if (
        schema in {Schema.NONE, Schema.OLDER}
        and not connection.exec_driver_sql(may_make).scalar_one()
    ):
        raise UnusableError(_NO_TABLES)
    return schema


def _at(path: Path) -> StoreState:
    if path.exists():
        return StoreState(_in_file(path), shutil.disk_usage(path.parent).free)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    _try_to_write_in(folder)
    return StoreState(Schema.NONE, shutil.disk_usage(folder).free)


def _try_to_write_in(folder: Path) -> None:
    """Make a file there and take it away: rights alone do not say whether it works."""
    probe = folder / ".yuanju-check"
    probe.touch()
    probe.unlink()


def _in_file(path: Path) -> Schema:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    try:
        # What a writer does first, and taken back.
        connection.execute("BEGIN IMMEDIATE")
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise UnusableError(_MALFORMED)
        found = _revision(connection)
        tables = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'"
        if found is None and connection.execute(tables).fetchone() is not None:
            raise UnusableError(_IS_FOREIGN)
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    return schema_of(found)


def _revision(connection: sqlite3.Connection) -> str | None:
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(tables).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
