"""People and groups around a bot in this process."""

import itertools
from collections.abc import AsyncIterator

import pytest
from telegram import Update

from tests.bot.telegram.harness import Harness
from tests.e2e.botapi.world import World
from tests.telegram_fakes.values import Json


@pytest.fixture
async def world(bot: Harness) -> AsyncIterator[World]:
    """Everybody who uses Telegram; what they do is dealt with when it is done."""
    numbers = itertools.count(1)

    async def deliver(update: Json) -> int:
        told = {"update_id": next(numbers), **update}
        await bot.application.process_update(Update.de_json(told, bot.application.bot))
        return int(told["update_id"])

    async with bot.application:
        yield World(bot.request.api, deliver)
