"""Reading in a process of its own, so that no file can take this one down.

The process is started when the first file comes, kept for the next ones, and replaced
when a file was too much for it. It is a plain one that runs a module, never a fork: this
one has threads.
"""

import subprocess
import sys
import weakref
from contextlib import suppress
from threading import Lock, Timer
from typing import Self

from retrieval.articles.formats.document import Document, FormatError
from retrieval.articles.kinds import Kind
from retrieval.articles.problems import ReadingProblem
from retrieval.articles.processes import pipe, started
from retrieval.articles.protocol import (
    BrokenConversationError,
    answered,
    receive,
    request,
    send,
)
from retrieval.options import ReadingOptions

_COMMAND = (sys.executable, "-P", "-m", "retrieval.articles.worker")
_START_SECONDS = 60.0
"""How long the process may take to start, in seconds: a second, but machines may be busy."""
_MOST_FILES = 200
"""Files that one process reads: what a library leaks goes with it."""
_BYTES_PER_CHARACTER = 8
"""Of an answer, at most: four in UTF-8, six where JSON must write it as a number."""
_BESIDES = 100_000
"""Bytes of an answer that are not its text, at most."""


class IsolatedReading:
    """Reads one file after the other; others wait for their turn."""

    def __init__(self, options: ReadingOptions) -> None:
        """Nothing is started yet."""
        self._options = options
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._end: weakref.finalize[..., object] | None = None

    def read(self, data: bytes, kind: Kind) -> Document:
        """The document that a file holds.

        Raises:
            FormatError: there is none, or the file was too much for the process.
        """
        with self._lock:
            try:
                return self._ask(data, kind)
            except FormatError as error:
                if error.problem is not ReadingProblem.FATAL or self._files == 1:
                    raise
                # Not the first file of that process: it may have died of another one.
                self._files = 0
                return self._ask(data, kind)

    def close(self) -> None:
        """End the process, if there is one; the next file starts another."""
        with self._lock:
            self._stop()

    def _ask(self, data: bytes, kind: Kind) -> Document:
        options = self._options
        process = self._started()
        self._files += 1
        most = options.max_chars * _BYTES_PER_CHARACTER + _BESIDES
        clock = _Clock(process, options.max_seconds)
        is_well = False
        try:
            with clock:
                send(pipe(process.stdin), request(kind, options))
                send(pipe(process.stdin), data)
                frame = receive(pipe(process.stdout), most)
            result = answered(frame)
            is_well = not clock.has_rung
        except (BrokenConversationError, OSError) as error:
            if clock.has_rung:
                raise FormatError(ReadingProblem.TOO_SLOW, options.max_seconds) from error
            raise FormatError(ReadingProblem.FATAL) from error
        except FormatError as error:
            is_well = error.problem is not ReadingProblem.TOO_HUNGRY
            raise
        finally:
            if not is_well or self._files >= _MOST_FILES:
                self._stop()
        return result

    def _started(self) -> subprocess.Popen[bytes]:
        """The process, ready to be asked."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        process = started(_COMMAND)
        self._process = process
        self._files = 0
        self._end = weakref.finalize(self, _end, process)
        try:
            with _Clock(process, _START_SECONDS):
                receive(pipe(process.stdout), 0)
        except BrokenConversationError as error:
            self._stop()
            raise FormatError(ReadingProblem.FATAL) from error
        return process

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._end = self._process = None


class _Clock:
    """Ends a process that takes too long: whoever waits for it then waits no more."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.has_rung = False
        self._process = process
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.has_rung = True
        self._process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and leave nothing of it: asked first, by the end of its input."""
    with suppress(OSError):
        pipe(process.stdin).close()
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    pipe(process.stdout).close()
