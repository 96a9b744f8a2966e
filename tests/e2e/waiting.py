"""Waiting for what no event tells of."""

import asyncio
from collections.abc import Callable

from tests.e2e.botapi.server import BotApiServer

_LOOK = 0.02


async def until(holds: Callable[[], object], seconds: float = 30) -> None:
    """Wait until that holds.

    Raises:
        TimeoutError: it did not within that time.
    """
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(_LOOK)


async def note_after(server: BotApiServer, press: str) -> str | None:
    """What is shown for a moment to who pressed, by the press's number; None for nothing.

    Raises:
        TimeoutError: the press was not answered.
    """
    answers = server.api.queries.callback_answers
    await until(lambda: press in answers)
    note: str | None = answers[press].get("text")
    return note
