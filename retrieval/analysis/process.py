"""A process that analyses, from the side of the one who asks it."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Lock

from retrieval.analysis.requests import COUNT, LONGEST, Request
from retrieval.articles.processes import pipe, started
from retrieval.articles.protocol import BrokenConversationError, receive, send
from retrieval.protocols import Tools

_COMMAND = (sys.executable, "-P", "-m", "retrieval.analysis.worker")


class ProcessEndedError(Exception):
    """A process ended before it answered."""

    def __init__(self, code: int) -> None:
        """With this exit code; below 0, the signal that killed it."""
        super().__init__(f"the process ended with {code}")
        self.code = code


class AnalysingProcess:
    """Started with the first request, and anew with the first one after its end.

    One thread asks; any may end it, whatever it is doing.
    """

    def __init__(self, make_tools: Callable[[], Tools]) -> None:
        """It makes its tools by `make_tools`, which is pickled. Nothing is started yet."""
        self._make_tools = pickle.dumps(make_tools)
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ended = False

    def ask(self, request: Request, attached: Sequence[bytes] = ()) -> bytes:
        """What the process answers.

        Raises:
            ProcessEndedError: it ended, or was ended.
        """
        frames = [pickle.dumps(request), COUNT.pack(len(attached)), *attached]
        process = None
        try:
            process, is_new = self._started()
            for frame in [self._make_tools, *frames] if is_new else frames:
                send(pipe(process.stdin), frame)
            return receive(pipe(process.stdout), LONGEST)
        # A pipe that another thread has closed is a ValueError.
        except (BrokenConversationError, OSError, ValueError) as error:
            code = 0 if process is None else self._stopped(process)
            raise ProcessEndedError(code) from error

    def end(self) -> None:
        """End it now; none is started again."""
        with self._lock:
            self._is_ended = True
            if self._process is not None:
                _kill(self._process)

    def _started(self) -> tuple[subprocess.Popen[bytes], bool]:
        """The process, and whether it is a new one.

        Raises:
            BrokenConversationError: it was ended for good.
        """
        with self._lock:
            if self._is_ended:
                raise BrokenConversationError
            is_new = self._process is None
            if self._process is None:
                self._process = started(_COMMAND)
            return self._process, is_new

    def _stopped(self, process: subprocess.Popen[bytes]) -> int:
        with self._lock:
            self._process = None
        return _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> int:
    """End a process at once, for it has nothing to keep; how it ended."""
    process.kill()
    code = process.wait()
    for stream in (process.stdin, process.stdout):
        try:
            pipe(stream).close()
        except OSError:  # what was not sent has nobody to go to
            continue
    return code
