"""The process that reads files: `python -m retrieval.articles.worker`.

It holds no secret, reaches no network and starts no program, whatever a file makes of the
library that reads it. It ends with its standard input, and after a fault.
"""

import sys
from contextlib import suppress
from typing import IO

from retrieval.articles.formats.document import Document, FormatError
from retrieval.articles.formats.reading import read
from retrieval.articles.problems import ReadingProblem
from retrieval.articles.protocol import (
    BrokenConversationError,
    answer,
    own_pipes,
    receive,
    requested,
    send,
)
from retrieval.options import ReadingOptions

if sys.platform != "win32":  # which has no such limits: there, only the other side's clock is left
    import resource

_BYTES_PER_MEGABYTE = 1_000_000
_LONGEST_REQUEST = 100_000
_FORBIDDEN = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
    }
)
"""Events of https://docs.python.org/3/library/audit_events.html."""


def main() -> None:
    """Answer requests until there are no more."""
    source, target = own_pipes()
    sys.addaudithook(_refuse)
    with suppress(BrokenConversationError, BrokenPipeError), source, target:
        send(target, b"")  # ready: from now on the clock runs
        while serve(source, target):
            pass


def serve(source: IO[bytes], target: IO[bytes]) -> bool:
    """Answer one request; whether another one may be answered here.

    Raises:
        BrokenConversationError: there is no further request.
        OSError: nobody listens.
    """
    kind, options = requested(receive(source, _LONGEST_REQUEST))
    data = receive(source, options.max_bytes)
    limit(options)
    result: Document | FormatError
    try:
        result = read(data, kind, options)
    except FormatError as error:
        result = error
    except MemoryError:
        result = FormatError(ReadingProblem.TOO_HUNGRY, options.max_memory_mb)
    except Exception:  # noqa: BLE001 - a library may raise anything at a broken file
        result = FormatError(ReadingProblem.DAMAGED)
    frame = answer(result)
    send(target, frame)
    return not (isinstance(result, FormatError) and result.problem is ReadingProblem.TOO_HUNGRY)


def limit(options: ReadingOptions) -> None:
    """Hold this process to its memory and, should the other side be gone, to its time."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime + options.max_seconds) + 2
        for kind, soft in (
            (resource.RLIMIT_AS, options.max_memory_mb * _BYTES_PER_MEGABYTE),
            (resource.RLIMIT_CPU, seconds),
        ):
            hard = resource.getrlimit(kind)[1]
            with suppress(ValueError, OSError):  # some systems have only some kinds
                resource.setrlimit(
                    kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
                )


def _refuse(event: str, _: object) -> None:
    if event in _FORBIDDEN:
        message = f"reading a file came to {event}"
        raise PermissionError(message)


if __name__ == "__main__":
    main()
