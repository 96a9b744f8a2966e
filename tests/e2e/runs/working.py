"""While bots work: a moment to kill one at, and waiting until all is answered."""

import asyncio
import random
import time

from bot.store import updates
from bot.store.database import Database
from bot.store.places import Place
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import START_SECONDS
from tests.e2e.runs.asked import Asked

_PAUSE = 0.1
"""Seconds between two questions, on average."""
_AFTER_SEND = 0.03
"""A kill comes up to so many seconds after a message arrives at Telegram."""
_LOOK = 0.001
_GIVE_UP = 60.0
"""Seconds without any answer after which the rest is taken for lost."""
_QUIET = 1.0
"""Seconds for an answer that should not come any more."""


async def ask(asked: Asked, number: int, chance: random.Random) -> None:
    """So many questions, one after the other at any moment."""
    for _ in range(number):
        await asked.one_more()
        await asyncio.sleep(chance.expovariate(1 / _PAUSE))


async def some_work(server: BotApiServer, most: int, chance: random.Random) -> None:
    """Let bots send a few messages, at `most` so many, and a moment of any length pass.

    Raises:
        TimeoutError: they do not.
    """
    until = _sends(server) + chance.randint(1, max(1, most))
    async with asyncio.timeout(START_SECONDS + _GIVE_UP):
        while _sends(server) < until:  # noqa: ASYNC110 - a moment that no event marks
            await asyncio.sleep(_LOOK)
    await asyncio.sleep(chance.uniform(0, _AFTER_SEND))


def _sends(server: BotApiServer) -> int:
    return sum(call.method == "sendMessage" for call in server.api.requests)


async def settled(asked: Asked, starts: list[float], quiet: float = _QUIET) -> float:
    """When the last answer was there, by the monotonic clock; looked at every `quiet` seconds.

    It waits until all are answered, or nothing more comes.
    """
    missing, last = -1, time.monotonic()
    while missing and time.monotonic() - last < _GIVE_UP:
        now = asked.found(starts).lost
        if now != missing:
            missing, last = now, time.monotonic()
        await asyncio.sleep(quiet)
    return last


def unfinished(place: Place) -> int:
    """Updates that are left in the journal there."""
    database = Database(place)
    try:
        return database.run_now(updates.waiting)
    finally:
        database.close()
