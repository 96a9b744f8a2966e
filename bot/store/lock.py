"""One process to a store, or several that share it: others would answer everything twice."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bot.store.database import Database
from bot.store.places import Place
from bot.store.problems import DatabaseError, HeldError, InUseError
from bot.store.tenure import ALONE, shared
from config.secret import Secret

_PATIENCE_SECONDS = 10.0
"""For a process that is about to end."""
_PAUSE_SECONDS = 0.2


@contextlib.contextmanager
def opened_alone(place: Place) -> Iterator[Database]:
    """The database at `place`, while no other process of this program has it.

    On a server the lock is that of the connection which reads and writes, so that none that
    lost it can write any more; for a file it is that of another file beside it. The system
    lets go of both when the process ends.

    Raises:
        DatabaseError: it cannot be opened.
        InUseError: another process has it.
    """
    lock = only_process(place) if isinstance(place, Path) else contextlib.nullcontext()
    with lock, contextlib.closing(Database(place, ALONE)) as database:
        yield database


@contextlib.contextmanager
def opened_shared(address: Secret) -> Iterator[tuple[Database, int]]:
    """The database on a server, while no other process has it alone, and our number.

    Others may have it so as well. The server knows that a replica lives by a lock of the
    connection that reads and writes, and lets go of it when the process ends.

    Raises:
        DatabaseError: it cannot be opened.
        InUseError: a process has it alone, or is of an older version.
    """
    tenure = shared()
    assert tenure.replica is not None, "it is shared"  # noqa: S101 - the type is wider
    with contextlib.closing(Database(address, tenure)) as database:
        yield database, tenure.replica


@contextlib.contextmanager
def only_process(path: Path) -> Iterator[None]:
    """Keep others from the file at `path`; the system lets go when the process ends.

    Raises:
        DatabaseError: the file cannot be.
        InUseError: another process has it.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = beside.open("wb")
    except OSError as error:
        raise DatabaseError(path, error.strerror or "cannot be opened") from error
    with file:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not _locked(file):
            if time.monotonic() > until:
                raise InUseError(path, str(HeldError()))
            time.sleep(_PAUSE_SECONDS)
        yield


def _locked(file: IO[bytes]) -> bool:
    """Whether it is ours now. Where the system has no such locks, it always is."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
