"""Showing that something is being done."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot, Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.services import topic_of

_SLOW_SECONDS = 0.5
"""After which a person is shown that something is being done."""


@contextlib.asynccontextmanager
async def typing(bot: Bot, message: Message) -> AsyncIterator[None]:
    """Show, where `message` is, that it is being answered: once, and if it takes a while."""

    async def show() -> None:
        await asyncio.sleep(_SLOW_SECONDS)
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(message.chat_id, ChatAction.TYPING, topic_of(message))

    showing = asyncio.ensure_future(show())
    try:
        yield
    finally:
        showing.cancel()
