"""A backup becomes a store again, on whatever engine: all of it, or nothing."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.exc import SQLAlchemyError

from bot.store.backup import MARK, BackupError, Refusal, opened_file
from bot.store.copying import copy
from bot.store.lock import opened_alone
from bot.store.places import Place
from bot.store.problems import DatabaseError, told_of
from bot.store.revisions import revision_of
from bot.store.steps import bring_to, is_known
from bot.store.tables import metadata

_HEAD = b"SQLite format 3\0"
_HEAD_BYTES = 100


def restore(file: Path, place: Place, *, replace: bool = False) -> int:
    """Put what is in the backup `file` into the store at `place`: how many rows.

    The backup is looked at before anything is changed, and is not changed itself. One of an
    older version is brought up. What is in the store goes, if `replace` says so.

    Raises:
        BackupError: it is no backup, or the store is not empty.
        DatabaseError: the store cannot be opened or written, or another process has it.
        OSError: the file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="yuanju-") as folder:
        own = Path(folder, "backup.db")
        shutil.copyfile(file, own)
        _check(own)
        with opened_file(own) as source:
            _bring_up(source)
            return _fill(place, source, replace=replace)


def _check(path: Path) -> None:
    """Go on only with a backup that is whole.

    Raises:
        BackupError: it is none.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not _HEAD.startswith(head[: len(_HEAD)]):
        raise BackupError(Refusal.FOREIGN)
    if len(head) < _HEAD_BYTES or path.stat().st_size < _whole_size(head):
        raise BackupError(Refusal.INCOMPLETE)
    if int.from_bytes(head[68:72]) != MARK:
        raise BackupError(Refusal.FOREIGN)
    try:
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        raise BackupError(Refusal.DAMAGED) from None
    if not sound or loose is not None:
        raise BackupError(Refusal.DAMAGED)


def _whole_size(head: bytes) -> int:
    """How many bytes the file has by its own word: https://www.sqlite.org/fileformat.html."""
    page = int.from_bytes(head[16:18])
    largest = 65_536  # written as 1
    return int.from_bytes(head[28:32]) * (largest if page == 1 else page)


def _bring_up(connection: Connection) -> None:
    """To the schema of this version; in the copy."""
    revision = revision_of(connection)
    if revision is None or not is_known(revision):
        raise BackupError(Refusal.NEWER)
    bring_to(connection, "head")


def _fill(place: Place, source: Connection, *, replace: bool) -> int:
    with opened_alone(place) as database:
        try:
            count = database.run_now(_filling(source, replace=replace))
            if replace:
                database.wipe_now()
        except SQLAlchemyError as error:
            raise DatabaseError(place, told_of(error)) from None
    return count


def _filling(source: Connection, *, replace: bool) -> Callable[[Connection], int]:
    """All in one transaction of the store."""

    def fill(target: Connection) -> int:
        for table in reversed(metadata.sorted_tables):
            if not replace and target.execute(select(exists().select_from(table))).scalar_one():
                raise BackupError(Refusal.NOT_EMPTY)
            target.execute(delete(table))
        return copy(source, target, metadata)

    return fill
