"""A message that says how far something is, by being changed."""

import contextlib
import logging
import time
from dataclasses import replace

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.telegram.letters import Letter
from bot.telegram.outbox import UncertainError
from bot.telegram.services import Services

_log = logging.getLogger(__name__)

_PAUSE_SECONDS = 2.0
"""Between two changes: Telegram takes one a second of a chat, answers included."""


class Progress:
    """One message, sent or taken over."""

    def __init__(
        self, services: Services, bot: Bot, below: Letter, message_id: int | None = None
    ) -> None:
        """Send a letter like `below`, or change the message of that number."""
        self._services = services
        self._bot = bot
        self._below = below
        self._message_id = message_id
        self._changed = 0.0

    async def show(self, text: str) -> None:
        """Say how far it is; not every time, if the last time was a moment ago."""
        now = time.monotonic()
        if self._message_id is not None and now - self._changed < _PAUSE_SECONDS:
            return
        self._changed = now
        with contextlib.suppress(TelegramError):
            await self._put(text, None)

    async def end(self, text: str, markup: InlineKeyboardMarkup | None = None) -> None:
        """Say what became of it: in the message, or in a new one if that is gone."""
        try:
            await self._put(text, markup)
        except TelegramError as error:
            _log.warning("a message was not changed: %s", type(error).__name__)
            self._message_id = None
            await self._put(text, markup)

    async def _put(self, text: str, markup: InlineKeyboardMarkup | None) -> None:
        below, outbox = self._below, self._services.outbox
        letter = replace(below, text=text, markup=markup)
        if self._message_id is not None:
            await outbox.change(self._bot, self._message_id, letter)
            return
        # One that may have arrived is followed by another: better twice than not at all.
        with contextlib.suppress(UncertainError):
            sent = await outbox.send(self._bot, letter)
            self._message_id = None if sent is None else sent.message_id
