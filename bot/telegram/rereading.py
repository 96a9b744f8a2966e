"""Articles that another version read are read anew, while questions are answered."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from bot.shelves import Shelves
from bot.store.database import StoreError
from bot.telegram.beside import beside

_log = logging.getLogger(__name__)

Idle = Callable[[], Awaitable[None]]
Takes = Callable[[], Awaitable[bool]]

_PROGRESS_SECONDS = 60.0
_LONGEST_PAUSE_SECONDS = 5.0
_TAKING_SECONDS = 60.0
"""Between looks at whether the process that does it has ended."""


@contextlib.asynccontextmanager
async def rereading(shelves: Shelves, idle: Idle, takes: Takes) -> AsyncIterator[None]:
    """Do that while the block lasts, each article when `idle` returns: whoever asks comes first.

    Each article is kept by itself, so that the next process goes on where this one ends. Of
    several processes on a store the one that `takes` it does it.
    """

    async def once() -> None:
        while True:
            if await _is_ours(takes):
                await reread(shelves, idle)
                return
            await asyncio.sleep(_TAKING_SECONDS)

    async with beside(once()):
        yield


async def _is_ours(takes: Takes) -> bool:
    try:
        return await takes()
    except StoreError:
        return False  # asked again in a minute


async def reread(shelves: Shelves, idle: Idle) -> None:
    """Read all that is stale, one article after the other."""
    try:
        stale = await shelves.stale()
    except StoreError as error:
        _log.error("stale articles cannot be looked up: %s", type(error).__name__)
        return
    if stale:
        _log.info("reading %d articles anew", len(stale))
        failed = await _reread(shelves, stale, idle)
        _log.info("read %d articles anew, %d could not be", len(stale) - failed, failed)


async def _reread(shelves: Shelves, stale: Sequence[str], idle: Idle) -> int:
    """How many could not be read."""
    failed, told = 0, time.monotonic()
    for number, article_id in enumerate(stale, 1):
        await idle()
        begun = time.monotonic()
        try:
            await shelves.reread(article_id)
        except Exception as error:  # noqa: BLE001 - of any kind: the others are read all the same
            failed += 1
            _log.error("an article could not be read anew: %s", type(error).__name__)
        now = time.monotonic()
        if now - told > _PROGRESS_SECONDS:
            _log.info("read %d of %d articles anew", number, len(stale))
            told = now
        # Half of the time is for everybody else.
        await asyncio.sleep(min(now - begun, _LONGEST_PAUSE_SECONDS))
    return failed
