"""Several processes on one store: each update is dealt with by one of them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, event
from telegram import Bot, Update

from bot.store import chats, database, replicas, updates
from bot.store.database import StoreError
from bot.store.lock import opened_shared
from bot.store.replicas import Turn, owner_of
from bot.store.server_engine import ServerEngine
from bot.store.tenure import Duty
from bot.telegram import sharing
from bot.telegram.keeping import forgetting
from bot.telegram.ordering import PerChat, turn_of
from bot.telegram.presence import Presence
from bot.telegram.receipts import Receipts
from bot.telegram.sharing import SharedQueue
from config.secret import Secret
from tests.postgresql import Server
from tests.telegram_fakes.updates import Person, private_text

_LOOK_SECONDS = 0.03
_SHIPPED = (sharing._LOOK_SECONDS, sharing._DEAD_SECONDS)  # noqa: SLF001 - what must fit together
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
                await asyncio.sleep(_LOOK_SECONDS)
            await asyncio.sleep(3 * _LOOK_SECONDS)

    def connects_slowly(self) -> None:
        """Take a while for each connection from now on."""
        engine = self.database._engine  # noqa: SLF001 - the network is the test's doing
        assert isinstance(engine, ServerEngine)
        event.listen(engine.connections, "do_connect", lambda *_: time.sleep(_A_WHILE))

    def may_write(self, *, whether: bool) -> None:
        """Let its connection only read from now on, or write again."""
        told = f"SET default_transaction_read_only = {'off' if whether else 'on'}"
        self.database.run_now(lambda found: found.exec_driver_sql(told))

    async def dies(self) -> None:
        """As at a kill: nothing is given to others, and the connection ends."""
        await self.queue._stop_watching()  # noqa: SLF001 - the process that does it is gone
        self._opened.close()

    async def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def address(postgresql: Server) -> Secret:
    """Where nothing is yet."""
    return postgresql.database()


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


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that follow one another fast."""
    monkeypatch.setattr(sharing, "_LOOK_SECONDS", _LOOK_SECONDS)
    monkeypatch.setattr(sharing, "_DEAD_SECONDS", 3 * _LOOK_SECONDS)


def update_for(owner: Replica, among: list[Replica], number: int = 1) -> Update:
    """An update in a chat that belongs to one of them."""
    numbers = [each.number for each in among]
    chat = next(each for each in range(1, 10_000) if owner_of(each, numbers) == owner.number)
    message = private_text("好", sender=Person(id=chat))
    return Update.de_json({**message, "update_id": number}, None)


async def test_whoever_is_told_of_it(address: Secret) -> None:
    """The one to which the chat belongs deals with it, and the other one does not."""
    async with running(address, 2) as both:
        first, second = both
        mine, theirs = update_for(first, both, 1), update_for(second, both, 2)

        await first.queue.put(theirs)
        await first.queue.put(mine)

        assert await second.took() == 2
        assert await first.took() == 1
        assert first.queue.empty()
        assert second.queue.empty()


async def test_told_to_both_at_once(address: Secret) -> None:
    """It is dealt with once, and known from then on."""
    async with running(address, 2) as both:
        first, second = both
        update = update_for(second, both)

        await asyncio.gather(first.queue.put(update), second.queue.put(update))
        assert await second.took() == 1
        await second.queue.finish(1)
        await first.queue.put(update)
        await asyncio.sleep(3 * _LOOK_SECONDS)

        assert first.queue.empty()
        assert second.queue.empty()


async def test_one_that_dies(address: Secret) -> None:
    """What it was given, had taken or was dealing with, the other one takes over, in order."""
    async with running(address, 2) as both:
        first, second = both
        for number in (1, 2, 3):
            await second.queue.put(update_for(second, both, number))
        assert await second.took() == 1
        await second.queue.finish(1)
        assert await second.took() == 2

        await second.dies()

        assert [await first.took(), await first.took()] == [2, 3]
        assert await first.queue.turn(2) is Turn.NOW
        assert first.changes > 1
        assert await first.database.run(updates.waiting) == 2


async def test_one_that_loses_its_connection(
    postgresql: Server, address: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may take a while to make it anew: it goes on, and nobody else begins the same."""
    monkeypatch.setattr(sharing, "_DEAD_SECONDS", _SHIPPED[1])
    async with running(address, 2) as both:
        first, second = both
        await second.queue.put(update_for(second, both))
        assert await second.took() == 1
        assert await second.queue.turn(1) is Turn.NOW
        second.connects_slowly()
        postgresql.break_connections(address.reveal().rpartition("/")[2])
        await first.knows(1)

        await first.knows(2)

        assert first.queue.empty()
        assert await second.queue.turn(1) is Turn.NOW


async def test_how_long_a_connection_may_take(address: Secret) -> None:
    """Not as long as it takes until the others take one without any for dead."""
    async with running(address, 1) as (only,):
        seconds = await only.database.run(connect_timeout)

    look, dead = _SHIPPED
    assert look + seconds <= dead


def connect_timeout(connection: Connection) -> int:
    """That of a connection, in seconds."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.info.get_parameters()["connect_timeout"])


async def test_one_that_is_told_to_end(address: Secret) -> None:
    """What waits there is another one's at once, and what it does not finish, in the end."""
    async with running(address, 2) as both:
        first, second = both
        await second.queue.put(update_for(second, both, 1))
        assert await second.took() == 1
        await second.queue.put(update_for(second, both, 2))

        assert await second.queue.leave() == 1
        assert await first.took() == 2
        assert first.queue.empty()
        await second.queue.let_go()

        assert await first.took() == 1
        assert await second.queue.turn(1) is Turn.GONE


async def test_one_that_starts(address: Secret) -> None:
    """It takes up what was left when nobody was there."""
    async with running(address, 1) as (only,):
        await only.queue.put(update_for(only, [only], 1))
        await only.queue.let_go()

    async with running(address, 1) as (only,):
        assert await only.took() == 1


async def test_what_is_kept_no_longer(address: Secret) -> None:
    """One of them drops it; a group that became a supergroup is known to all."""
    async with running(address, 2) as (first, second):
        presence = Presence(second.database, [-5])
        await first.database.run(lambda found: chats.move(found, -5, -100_5))
        assert not presence.allows(-100_5)
        await presence.refresh()
        assert presence.allows(-100_5)

        async with forgetting(first.database, 1, time.time):
            await asyncio.sleep(0)
            await first.database.run(replicas.living)  # what it has asked before is done
            async with forgetting(second.database, 1, time.time):
                await second.knows(2)

        assert await first.database.takes(Duty.KEEPING)
        assert not await second.database.takes(Duty.KEEPING)


async def test_what_was_forgotten(address: Secret) -> None:
    """It is not dealt with any more, though it waits in another process."""
    async with running(address, 2) as both:
        first, second = both
        update = update_for(second, both)
        await second.queue.put(update)
        assert update.effective_user is not None
        person = update.effective_user.id
        await first.database.run(lambda found: updates.forget_person(found, person))
        done: list[int] = []

        async def work() -> None:
            done.append(1)

        assert await second.took() == 1
        await PerChat(second.queue).process_update(update, work())

        assert done == []


async def test_the_order_of_a_chat_that_changes_hands(address: Secret) -> None:
    """What came later waits until the other process has dealt with what came before."""
    async with running(address, 2) as both:
        first, second = both
        before, after = update_for(second, both, 1), update_for(second, both, 2)
        await second.queue.put(before)
        # As where the first one has not yet seen the second.
        claim = updates.Claim(first.number, turn_of(after))
        await first.database.run(lambda found: updates.record(found, 2, after.to_json(), 1, claim))
        assert await first.took() == 2
        done: list[str] = []

        async def work(name: str) -> None:
            done.append(name)

        later = asyncio.create_task(PerChat(first.queue).process_update(after, work("after")))
        await asyncio.sleep(0.1)
        await PerChat(second.queue).process_update(before, work("before"))
        await later

        assert done == ["before", "after"]


async def test_one_that_could_not_be_finished(
    address: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is dealt with is not taken up again; it is finished once the store can be written."""
    monkeypatch.setattr(database, "_TRIES", 1)
    async with running(address, 1) as (only,):
        update = update_for(only, [only])
        await only.queue.put(update)
        assert await only.took() == 1

        only.may_write(whether=False)
        with pytest.raises(StoreError):
            await only.queue.finish(1)
        await asyncio.sleep(3 * _LOOK_SECONDS)
        only.may_write(whether=True)

        async with asyncio.timeout(10):
            while await only.database.run(updates.waiting):  # noqa: ASYNC110 - the queue's doing
                await asyncio.sleep(_LOOK_SECONDS)
        assert only.queue.empty()
        assert await only.queue.turn(1) is Turn.GONE


async def test_one_that_cannot_be_read_back(
    address: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told once, without its text; nothing waits for it, not even in its chat."""
    async with running(address, 1) as (only,):
        update = update_for(only, [only], 3)
        claim = updates.Claim(77, turn_of(update))
        told = [(1, '{"update_id": 1, "message": {"text": "密"}}'), (3, update.to_json())]

        def leave(connection: Connection) -> None:
            for number, content in told:
                updates.record(connection, number, content, 1, claim)
            mine = replace(claim, replica=only.number, calls=True)
            updates.record(connection, 2, told[0][1], 1, mine)

        await only.database.run(leave)

        assert await only.took() == 3
        assert await only.queue.turn(3) is Turn.NOW
    said = [each for each in caplog.messages if "read back" in each]
    assert said == ["an update cannot be read back: KeyError"] * 2
    assert "密" not in caplog.text
