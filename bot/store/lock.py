"""One process to a file: two would answer everything twice."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bot.store.database import DatabaseError

_PATIENCE_SECONDS = 10.0
"""For a process that is about to end."""
_PAUSE_SECONDS = 0.2


@contextlib.contextmanager
def only_process(path: Path) -> Iterator[None]:
    """Keep others from the database at `path`; the system lets go when the process ends.

    Raises:
        DatabaseError: another process has it.
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
                raise DatabaseError(path, "another process of this program uses it")
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
