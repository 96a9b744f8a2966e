"""What people are typing: a query for each key, of which only the last is worth an answer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Typed:
    """Knows the last query of everybody who is typing."""

    def __init__(self) -> None:
        """Nobody is typing."""
        self._last: dict[int, int] = {}
        self._locks: dict[int, asyncio.Lock] = {}

    @contextlib.asynccontextmanager
    async def turn(self, person_id: int, number: int) -> AsyncIterator[None]:
        """Wait until no other query of that person is being answered.

        So somebody who types fast keeps one processor busy, not all. Numbers grow.
        """
        self._last[person_id] = max(number, self._last.get(person_id, number))
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            if self.is_last(person_id, number):
                del self._last[person_id], self._locks[person_id]

    def is_last(self, person_id: int, number: int) -> bool:
        """Whether that person has typed nothing since."""
        return self._last.get(person_id) == number
