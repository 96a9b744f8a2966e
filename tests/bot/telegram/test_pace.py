"""Telegram's own limits."""

import asyncio

from bot.telegram.pace import Pace
from tests.telegram_fakes.limits import busiest


async def test_one_on_its_way() -> None:
    """A second letter waits until the first has arrived."""
    pace = Pace(1)
    order: list[str] = []

    async def go(name: str, seconds: float) -> None:
        async with pace.on_its_way():
            order.append(f"{name} goes")
            await asyncio.sleep(seconds)
            order.append(f"{name} arrives")

    await asyncio.gather(go("first", 0.05), go("second", 0))

    assert order == ["first goes", "first arrives", "second goes", "second arrives"]


async def test_a_slow_one_lets_others_go() -> None:
    """Otherwise one chat's broken connection would hold up all chats."""
    pace = Pace(1)
    order: list[str] = []

    async def go(name: str, seconds: float) -> None:
        async with pace.on_its_way():
            await asyncio.sleep(seconds)
            order.append(name)

    await asyncio.gather(go("slow", 1.5), go("fast", 0))

    assert order == ["fast", "slow"]


async def test_a_bot_at_full_pace() -> None:
    """Never more than Telegram allows in any stretch: after a burst there is none for a while."""
    pace = Pace(1, a_second=20)
    clock = asyncio.get_running_loop().time
    gone: list[float] = []

    async def go() -> None:
        async with pace.on_its_way():
            gone.append(clock())

    await asyncio.gather(*(go() for _ in range(45)))

    assert busiest(gone, 1) <= 20


async def test_a_busy_chat_holds_up_no_other() -> None:
    """Its fourth letter in three seconds waits; another chat's does not."""
    pace = Pace(1)
    for _ in range(3):
        await pace.turn(-5)

    waiting = asyncio.ensure_future(pace.turn(-5))
    await asyncio.wait_for(pace.turn(-6), 0.5)

    assert not waiting.done()
    waiting.cancel()
