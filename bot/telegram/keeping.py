"""What is kept no longer than was promised."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from bot.store import questions, updates
from bot.store.database import Database, StoreError
from bot.store.tenure import Duty
from bot.telegram.beside import beside

_log = logging.getLogger(__name__)

_SECONDS_A_DAY = 86_400
_PAUSE_SECONDS = 3_600.0


async def forget_old(database: Database, days: int, now: float) -> None:
    """Drop questions, with their feedback, and dealt-with updates of more than `days` ago.

    Raises:
        StoreError: the file cannot be written.
    """
    moment = int(now) - days * _SECONDS_A_DAY
    await database.run(lambda found: questions.forget_before(found, moment))
    await database.run(lambda found: updates.forget(found, moment))
    await database.wipe()


@contextlib.asynccontextmanager
async def forgetting(
    database: Database, days: int, clock: Callable[[], float], pause: float = _PAUSE_SECONDS
) -> AsyncIterator[None]:
    """Do that now and after each pause, in seconds, while the block lasts.

    Of several processes on a store one does it. `clock` gives Unix time.
    """

    async def often() -> None:
        while True:
            try:
                if await database.takes(Duty.KEEPING):
                    await forget_old(database, days, clock())
            except StoreError as error:
                _log.error("old questions could not be dropped: %s", type(error).__name__)
            await asyncio.sleep(pause)

    async with beside(often()):
        yield
