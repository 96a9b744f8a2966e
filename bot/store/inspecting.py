"""What can be said of the file without changing it."""

import shutil
import sqlite3
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from alembic.script import ScriptDirectory

from bot.store.database import migration_config

_BUSY_SECONDS = 5.0
_MALFORMED = "it is damaged"
_FOREIGN = "it is a database of another program"


class UnusableError(Exception):
    """The file cannot be made, read or written, or is no database; the message says why."""


class Schema(Enum):
    """How the file's schema stands to this version's."""

    NONE = "none"
    """There is no file yet: the bot makes it."""
    OLDER = "older"
    """The bot brings it up at its start."""
    CURRENT = "current"
    NEWER = "newer"
    """Written by a newer version; this one does not open it."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """The file, and the disk that it is on."""

    schema: Schema
    free_bytes: int


def look(path: Path) -> StoreState:
    """What is at `path`, which is not made.

    Raises:
        UnusableError: the bot could not use it.
    """
    try:
        if path.exists():
            return StoreState(_schema(path), shutil.disk_usage(path.parent).free)
        folder = next(parent for parent in path.absolute().parents if parent.exists())
        _try_to_write_in(folder)
        return StoreState(Schema.NONE, shutil.disk_usage(folder).free)
    except OSError as error:
        raise UnusableError(error.strerror) from error
    except sqlite3.Error as error:
        raise UnusableError(*error.args) from error


def _try_to_write_in(folder: Path) -> None:
    """Make a file there and take it away: rights alone do not say whether it works."""
    probe = folder / ".yuanju-check"
    probe.touch()
    probe.unlink()


def _schema(path: Path) -> Schema:
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
            raise UnusableError(_FOREIGN)
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    scripts = ScriptDirectory.from_config(migration_config())
    known = {script.revision for script in scripts.walk_revisions()}
    if found == scripts.get_current_head():
        return Schema.CURRENT
    return Schema.OLDER if found is None or found in known else Schema.NEWER


def _revision(connection: sqlite3.Connection) -> str | None:
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(tables).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
