"""The real bot in a process of its own, and a Bot API server that nobody here wrote."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.botapi.server import BotApiServer

START_SECONDS = 30
"""For the interpreter, the dictionary and coverage on a slow machine."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    output: str
    """Standard output and standard error."""


class BotProcess:
    """A running `yuanju telegram`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Watch `process`, whose two outputs go into one pipe."""
        self._process = process

    async def says(self, text: str) -> None:
        """Wait until a line of its output has `text` in it."""
        assert self._process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            while text not in (await self._process.stdout.readline()).decode():
                pass

    async def ended(self) -> Ended:
        """Wait until it ends by itself."""
        output, _ = await asyncio.wait_for(self._process.communicate(), START_SECONDS)
        assert self._process.returncode is not None
        return Ended(self._process.returncode, output.decode())

    async def stopped(self) -> Ended:
        """Stop it as a service manager does."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await self.ended()


StartBot = Callable[[Mapping[str, str]], Awaitable[BotProcess]]


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A server while it listens."""
    async with BotApiServer() as running:
        yield running


@pytest.fixture
async def start_bot(tmp_path: Path) -> AsyncIterator[StartBot]:
    """Starts bots with an environment of their own, and kills those that are left.

    They share a database, as one bot that is started anew does.
    """
    store = {"YUANJU_STORE__FILE": str(tmp_path / "yuanju.db")}
    async with AsyncExitStack() as stack:

        async def start(environment: Mapping[str, str]) -> BotProcess:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "telegram",
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                env={**_inherited(), **store, **environment},
            )
            stack.push_async_callback(_killed, process)
            return BotProcess(process)

        yield start


def _inherited() -> dict[str, str]:
    """Our own environment without anything that would configure the bot."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("YUANJU_", "TELEGRAM_")) and not name.lower().endswith("_proxy")
    }


async def _killed(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.communicate()
