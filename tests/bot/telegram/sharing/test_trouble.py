"""Processes that die, lose their connection, or cannot read or write."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.store import database, updates
from bot.store.database import StoreError
from bot.store.replicas import Turn
from bot.telegram import sharing
from bot.telegram.ordering import turn_of
from config.secret import Secret
from tests.bot.telegram.sharing.replica import LOOK_SECONDS, running, update_for
from tests.postgresql import Server

_SHIPPED = (sharing._LOOK_SECONDS, sharing._DEAD_SECONDS)  # noqa: SLF001 - what must fit together


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


async def test_one_that_has_just_started(address: Secret) -> None:
    """It is given what a dead one had of its chats by one that knows that it is dead."""
    async with running(address, 2) as both:
        first, second = both
        second.looks_no_more()
        update = update_for(second, both)
        claim = updates.Claim(77)
        await first.database.run(
            lambda found: updates.record(found, 1, update.to_json(), 1, claim)
        )

        assert await second.took() == 1


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
        await asyncio.sleep(3 * LOOK_SECONDS)
        only.may_write(whether=True)

        async with asyncio.timeout(10):
            while await only.database.run(updates.waiting):  # noqa: ASYNC110 - the queue's doing
                await asyncio.sleep(LOOK_SECONDS)
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
