"""The queue between Telegram and the handlers, which forgets nothing.

Telegram counts an update as delivered once the next ones are asked for, or once a webhook
answers, and PTB does both right after `put`: so `put` returns after it is written down.
"""

import asyncio
import json
import logging
from collections.abc import Callable

from telegram import Bot, Update

from bot.store import updates
from bot.store.database import Database, StoreError
from bot.store.replicas import Turn
from bot.store.updates import NOBODYS, Claim
from bot.telegram.receipts import Receipts

_log = logging.getLogger(__name__)

TWICE = "an update came twice, and was dropped"
_PAUSE_SECONDS = 1.0
"""Between tries to write to a disk that is full or gone: until then Telegram keeps it."""


class JournaledQueue(asyncio.Queue[object]):
    """Holds updates in memory and in the database, each once.

    This one has the store alone; see `SharedQueue` for several processes.
    """

    def __init__(
        self, database: Database, clock: Callable[[], float], receipts: Receipts | None = None
    ) -> None:
        """Write to `database`, and note in `receipts` when each came in.

        `clock` gives Unix time.
        """
        super().__init__()
        self._receipts = receipts or Receipts()
        self._database = database
        self._clock = clock

    async def put(self, item: object) -> None:
        """Return once `item` is written down; one that was there before is dropped."""
        if not isinstance(item, Update):
            await super().put(item)
        elif await self._is_new(item, NOBODYS):
            await self._take(item)
        else:
            _log.info(TWICE)

    async def replay(self, bot: Bot) -> int:
        """Take up what was not dealt with when the process ended: how many."""
        contents = await self._database.run(updates.unfinished)
        for content in contents:
            update = Update.de_json(json.loads(content), bot)
            await self._take(update)
        return len(contents)

    async def begin(self) -> None:
        """What comes is dealt with from now on."""

    async def turn(self, update_id: int) -> Turn:
        """Whether an update may be dealt with; here nobody else does."""
        del update_id
        return Turn.NOW

    async def finish(self, update_id: int) -> None:
        """It is dealt with."""
        self._receipts.forget(update_id)
        await self._database.insist(lambda found: updates.finish(found, update_id))

    async def leave(self) -> int:
        """Take out what waits, for the next process to take up: how many."""
        return len(self._emptied())

    async def let_go(self) -> None:
        """Nothing is dealt with any more."""

    def _emptied(self) -> list[object]:
        left: list[object] = []
        while not self.empty():
            left.append(self.get_nowait())
            self.task_done()
        return left

    async def _take(self, update: Update) -> None:
        self._receipts.note(update.update_id, self._clock())
        await super().put(update)

    async def _is_new(self, update: Update, claim: Claim) -> bool:
        """Whether it was not known, once it is written down."""
        content = update.to_json()
        now = int(self._clock())
        tried = False
        while True:
            try:
                is_new = await self._database.run(
                    lambda found: updates.record(found, update.update_id, content, now, claim)
                )
            except StoreError as error:
                tried = True
                _log.error("an update cannot be written down: %s", type(error).__name__)
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                # A server that went away may have kept what it could not say that it kept.
                return is_new or (tried and await self.turn(update.update_id) is not Turn.GONE)
