"""In which order updates are dealt with."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from telegram import Update

from bot.store.replicas import Turn
from bot.telegram import ordering
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


_OFTEN = 10


class Shared(Done):
    """Another process deals with an earlier one of the chat, until it is told otherwise."""

    def __init__(self) -> None:
        """Nobody asked yet."""
        super().__init__()
        self.asked: Counter[int] = Counter()
        self.asked_often = asyncio.Event()
        self.elsewhere = True

    async def turn(self, update_id: int) -> Turn:
        """In order, and none while the other process deals with one."""
        self.asked[update_id] += 1
        if self.asked[update_id] == _OFTEN:
            self.asked_often.set()
        before = [number for number in (1, 2, 3) if number < update_id]
        is_late = self.elsewhere or any(("finished", each) not in self.order for each in before)
        return Turn.LATER if is_late else Turn.NOW


async def test_only_the_first_looks_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many wait for another process; then each has its turn, in order."""
    monkeypatch.setattr(ordering, "_PAUSE_SECONDS", 0.001)
    done = Shared()
    processor = PerChat(done)
    tasks = [
        asyncio.ensure_future(processor.process_update(update(number, 7), done.work(str(number))))
        for number in (3, 1, 2)
    ]

    await done.asked_often.wait()
    meanwhile = done.asked[2], done.asked[3]
    done.elsewhere = False
    await asyncio.gather(*tasks)

    assert max(meanwhile) <= 2
    assert done.order == ["1", ("finished", 1), "2", ("finished", 2), "3", ("finished", 3)]
