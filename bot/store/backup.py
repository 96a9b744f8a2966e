"""A backup: all of a store in one SQLite file, whatever the engine is."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from sqlalchemy import URL, Connection, MetaData, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.store.copying import copy
from bot.store.engines import engine_at
from bot.store.places import Place
from bot.store.problems import DatabaseError, UnfitError, told_of
from bot.store.revisions import REVISIONS, revision_of
from bot.store.steps import bring_to, is_known

MARK = 1_501_915_765
"""The application id of a whole backup, https://www.sqlite.org/pragma.html#pragma_application_id.
It is written in the one transaction that writes all of it."""


class Refusal(Enum):
    """Why there is no backup, or none that can be restored."""

    EXISTS = "exists"
    """A file of that name is there, and may be a backup."""
    NOTHING = "nothing"
    """There is no store yet."""
    FOREIGN = "foreign"
    """It is no backup of this program."""
    INCOMPLETE = "incomplete"
    """The end of it is missing."""
    DAMAGED = "damaged"
    NEWER = "newer"
    """Written by a newer version of this program."""
    NOT_EMPTY = "not_empty"
    """Something is in the store, and nobody said to replace it."""


class BackupError(Exception):
    """No backup was made or restored, and nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        """Tell why."""
        super().__init__(refusal.value)
        self.refusal = refusal


def back_up(place: Place, file: Path) -> int:
    """Write the store at `place`, as it is at one moment, into `file`: how many rows.

    It may be in use. The file is whole or not there, and is readable by its owner alone.

    Raises:
        BackupError: nothing was written.
        DatabaseError: the store cannot be read.
        OSError: the file cannot be written.
    """
    if file.exists():
        raise BackupError(Refusal.EXISTS)
    if isinstance(place, Path) and not place.exists():
        raise BackupError(Refusal.NOTHING)
    with _beside(file) as part:
        try:
            count = _write(place, part)
        except (SQLAlchemyError, UnfitError) as error:
            raise DatabaseError(place, told_of(error)) from None
        _publish(part, file)
    return count


@contextlib.contextmanager
def opened_file(path: Path) -> Iterator[Connection]:
    """A connection to a file that is a store's copy, in one transaction."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, hide_parameters=True
    )
    with engine.connect() as connection, connection.begin():
        # Said here, for the driver begins none before a statement that changes the schema.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


@contextlib.contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new file beside it, which goes when the block ends."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        for each in (part, part.with_name(f"{part.name}-journal")):
            each.unlink(missing_ok=True)


def _write(place: Place, part: Path) -> int:
    engine = engine_at(place)
    try:
        with engine.snapshot() as source, opened_file(part) as target:
            revision = revision_of(source)
            if revision is None:
                raise BackupError(Refusal.NOTHING)
            if not is_known(revision):
                raise BackupError(Refusal.NEWER)
            # As old as the store: whoever puts a newer version in keeps what was before.
            bring_to(target, revision)
            schema = MetaData()
            schema.reflect(target, only=lambda name, _: name != REVISIONS)
            count = copy(source, target, schema)
            target.exec_driver_sql(f"PRAGMA application_id = {MARK}")
            return count
    finally:
        engine.connections.dispose()


def _publish(part: Path, file: Path) -> None:
    """Give a whole file its name, unless another has it by now; and see to a power cut."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise BackupError(Refusal.EXISTS) from None
    except OSError:  # a file system without links
        part.rename(file)
    with contextlib.suppress(OSError):  # not on Windows
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
