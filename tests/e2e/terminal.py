"""A program on a real (pseudo) terminal, and the hands that type."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping, Sequence


class Terminal:
    """A terminal of 80 columns on which a command runs."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start `command`."""
        self._seen = b""
        self._terminal, theirs = pty.openpty()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)

    def types(self, text: str) -> None:
        """Press these keys; control characters are keys, too."""
        os.write(self._terminal, text.encode())

    def waits_for(self, text: str, seconds: float = 30) -> str:
        """What came since the last wait, up to and with `text`.

        Raises:
            TimeoutError: it did not come.
        """
        end = time.monotonic() + seconds
        wanted = text.encode()
        while wanted not in self._seen:
            if not self._reads(end - time.monotonic()):
                message = f"{text!r} did not come, but {self._seen.decode(errors='replace')!r}"
                raise TimeoutError(message)
        before, _, self._seen = self._seen.partition(wanted)
        return (before + wanted).decode(errors="replace")

    def exit_code(self, seconds: float = 30) -> int:
        """The code with which the command ends."""
        end = time.monotonic() + seconds
        while self._reads(end - time.monotonic()):
            pass
        code = self._process.wait(max(end - time.monotonic(), 1))
        os.close(self._terminal)
        return code

    def _reads(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:  # how Linux says that the other side is gone
            return False
        self._seen += data
        return bool(data)
