"""A bot in a process of its own, as a service manager sees it."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

START_SECONDS = 30
"""For the interpreter, the dictionary and coverage on a slow machine."""

_LAST_WORDS_SECONDS = 2
"""How long the output may stay open after the process has ended."""
_LONGEST_LINE = 2**20
"""Bytes; a traceback with a whole article in it fits."""

YUANJU = (sys.executable, "-m", "bot", "telegram")
"""The command of the real bot."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    """Negative is the signal that killed it."""
    output: str
    """Standard output and standard error."""


class BotProcess:
    """A running bot."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Watch `process`, whose two outputs go into one pipe.

        All of it is read as it comes: a bot whose pipe is full would stand still.
        """
        self._process = process
        self._lines: list[str] = []
        self._looked_at = 0
        self._all_read = False
        self._more = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def output(self) -> str:
        """What it has said so far."""
        return "".join(self._lines)

    async def says(self, text: str, seconds: float = START_SECONDS) -> str:
        """Wait until a line that was not yet looked at has `text` in it: that line.

        Raises:
            TimeoutError: none came, or the process ended.
        """
        async with asyncio.timeout(seconds), self._more:
            while True:
                while self._looked_at < len(self._lines):
                    self._looked_at += 1
                    if text in self._lines[self._looked_at - 1]:
                        return self._lines[self._looked_at - 1]
                if self._all_read:
                    message = f"it ended without saying {text!r}, but {self.output!r}"
                    raise TimeoutError(message)
                await self._more.wait()

    async def ended(self, seconds: float = START_SECONDS) -> Ended:
        """Wait until it ends by itself."""
        code = await asyncio.wait_for(self._process.wait(), seconds)
        # A child of a killed process may outlive it, and hold the pipe open.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._reading, _LAST_WORDS_SECONDS)
        return Ended(code, self.output)

    async def stopped(self) -> Ended:
        """Stop it as a service manager does."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def killed(self) -> Ended:
        """End it at once, as a machine that loses its power does."""
        if self._process.returncode is None:
            self._process.kill()
        return await self.ended()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            async with self._more:
                self._lines.append(line.decode(errors="replace"))
                self._more.notify_all()
        async with self._more:
            self._all_read = True
            self._more.notify_all()


class StartBot(Protocol):
    """Starts bots."""

    async def __call__(
        self, environment: Mapping[str, str], *, command: Sequence[str] = YUANJU
    ) -> BotProcess:
        """Start `command` with nothing of ours in its environment but `environment`."""
        ...


async def started(environment: Mapping[str, str], command: Sequence[str]) -> BotProcess:
    """A process that was just started."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=_LONGEST_LINE,
        env={**_inherited(), **environment},
    )
    return BotProcess(process)


def _inherited() -> dict[str, str]:
    """Our own environment without anything that would configure the bot."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("YUANJU_", "TELEGRAM_")) and not name.lower().endswith("_proxy")
    }
