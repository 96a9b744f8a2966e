"""Where questions are answered: off the event loop, and few at a time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AT_A_TIME = 2
"""Questions that are answered at once; they keep a processor busy each."""


class Asker:
    """Does what takes a processor's time: for questions, for buttons, for all who ask."""

    def __init__(self, timeout_seconds: float) -> None:
        """Give up on what takes longer, waiting for its turn included."""
        self.timeout_seconds = timeout_seconds
        self._busy = asyncio.Semaphore(_AT_A_TIME)
        self._waiting = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        await self._idle.wait()

    async def do(self, work: Callable[[], T]) -> T:
        """What `work` returns.

        One person's question must not hold up another chat: it has its own thread.

        Raises:
            TimeoutError: it took too long.
        """
        self._waiting += 1
        self._idle.clear()
        try:
            async with asyncio.timeout(self.timeout_seconds), self._busy:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._idle.set()
