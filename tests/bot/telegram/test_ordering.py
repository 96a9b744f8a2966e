"""In which order updates are dealt with."""

import asyncio
from typing import Any

import pytest
from telegram import Update

from bot.store.replicas import Turn
from bot.telegram.ordering import PerChat
from tests.telegram_fakes.updates import Person, private_text


def update(number: int, chat: int) -> Update:
    """An update of that number, in that chat."""
    message = private_text("好", sender=Person(id=chat))
    return Update.de_json({**message, "update_id": number}, None)


class Done:
    """What was done, in order."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.order: list[Any] = []

    async def turn(self, update_id: int) -> Turn:
        """No other process deals with any."""
        del update_id
        return Turn.NOW

    async def finish(self, update_id: int) -> None:
        """An update was dealt with."""
        self.order.append(("finished", update_id))

    async def work(self, name: str, seconds: float = 0.0) -> None:
        """Take a while, and be done."""
        await asyncio.sleep(seconds)
        self.order.append(name)


async def test_a_chat_keeps_its_order() -> None:
    """The second waits for the first, however long that takes."""
    done = Done()
    processor = PerChat(done)

    await asyncio.gather(
        processor.process_update(update(1, 7), done.work("slow", 0.05)),
        processor.process_update(update(2, 7), done.work("fast")),
    )

    assert done.order == ["slow", ("finished", 1), "fast", ("finished", 2)]


async def test_chats_do_not_wait_for_each_other() -> None:
    """Another chat's is done meanwhile."""
    done = Done()
    processor = PerChat(done)

    await asyncio.gather(
        processor.process_update(update(1, 7), done.work("slow", 0.05)),
        processor.process_update(update(2, 8), done.work("fast")),
    )

    assert done.order == ["fast", ("finished", 2), "slow", ("finished", 1)]


async def test_what_is_broken_off_is_not_finished() -> None:
    """It stands in the journal still, and the next of its chat goes on."""
    done = Done()
    processor = PerChat(done)
    broken = asyncio.ensure_future(processor.process_update(update(1, 7), done.work("slow", 10)))
    await asyncio.sleep(0)

    broken.cancel()
    with pytest.raises(asyncio.CancelledError):
        await broken
    await processor.process_update(update(2, 7), done.work("fast"))

    assert done.order == ["fast", ("finished", 2)]


async def test_all_is_broken_off() -> None:
    """What is done and what waits is given up; neither is finished."""
    done = Done()
    processor = PerChat(done)
    tasks = [
        asyncio.ensure_future(processor.process_update(update(number, 7), done.work("slow", 10)))
        for number in (1, 2)
    ]
    await asyncio.sleep(0)
    under_way = processor.under_way

    await processor.break_off()

    assert under_way == 2
    assert processor.under_way == 0
    assert all(task.cancelled() for task in tasks)
    assert done.order == []
