"""Processes on one store, as far as their queues go."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager

from sqlalchemy import event
from telegram import Bot, Update

from bot.store import replicas
from bot.store.lock import opened_shared
from bot.store.replicas import owner_of
from bot.store.server_engine import ServerEngine
from bot.telegram.receipts import Receipts
from bot.telegram.sharing import SharedQueue
from config.secret import Secret
from tests.telegram_fakes.updates import Person, private_text

LOOK_SECONDS = 0.03
"""Between looks."""
_A_WHILE = 1.3
"""Seconds to connect in."""


class Replica:
    """One of the processes, as far as its queue goes."""

    def __init__(self, address: Secret) -> None:
        """Open the store there."""
        self._opened = ExitStack()
        self.database, self.number = self._opened.enter_context(opened_shared(address))
        self.changes = 0
        self.queue = SharedQueue(self.database, time.time, Receipts(), self.number, self._changed)

    async def begin(self) -> None:
        """Take updates."""
        await self.queue.replay(Bot("1:a"))
        await self.queue.begin()

    async def took(self) -> int:
        """The number of the next update that it is to deal with."""
        taken = await asyncio.wait_for(self.queue.get(), 10)
        assert isinstance(taken, Update)
        return taken.update_id

    async def knows(self, number: int) -> None:
        """Wait until it sees so many replicas that take updates."""
        async with asyncio.timeout(10):
            while len((await self.database.run(replicas.living)).open) != number:  # noqa: ASYNC110 - another connection's doing
                await asyncio.sleep(LOOK_SECONDS)
            await asyncio.sleep(3 * LOOK_SECONDS)

    def connects_slowly(self) -> None:
        """Take a while for each connection from now on."""
        engine = self.database._engine  # noqa: SLF001 - the network is the test's doing
        assert isinstance(engine, ServerEngine)
        event.listen(engine.connections, "do_connect", lambda *_: time.sleep(_A_WHILE))

    def may_write(self, *, whether: bool) -> None:
        """Let its connection only read from now on, or write again."""
        told = f"SET default_transaction_read_only = {'off' if whether else 'on'}"
        self.database.run_now(lambda found: found.exec_driver_sql(told))

    def looks_no_more(self) -> None:
        """Only hear what it is called for."""
        self.queue._due = float("inf")  # noqa: SLF001 - as one that is not to look yet

    async def dies(self) -> None:
        """As at a kill: nothing is given to others, and the connection ends."""
        await self.queue._stop_watching()  # noqa: SLF001 - the process that does it is gone
        self._opened.close()

    async def _changed(self) -> None:
        self.changes += 1


@asynccontextmanager
async def running(address: Secret, number: int) -> AsyncIterator[list[Replica]]:
    """So many replicas that take updates, and know of one another."""
    async with AsyncExitStack() as stack:
        made = [Replica(address) for _ in range(number)]
        for each in made:
            stack.push_async_callback(each.dies)
            await each.begin()
        for each in made:
            await each.knows(number)
        yield made


def update_for(owner: Replica, among: list[Replica], number: int = 1) -> Update:
    """An update in a chat that belongs to one of them."""
    numbers = [each.number for each in among]
    chat = next(each for each in range(1, 10_000) if owner_of(each, numbers) == owner.number)
    message = private_text("好", sender=Person(id=chat))
    return Update.de_json({**message, "update_id": number}, None)
