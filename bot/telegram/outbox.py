"""Sending, with what Telegram may say to it.

A send that was refused is mended or given up; one that may have arrived is not repeated,
for Telegram cannot tell a message from its repetition.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.telegram.letters import Letter, mended, without_marks
from bot.telegram.meter import Fault
from bot.telegram.pace import Pace
from bot.telegram.trouble import Trouble, may_have_arrived

_log = logging.getLogger(__name__)
T = TypeVar("T")

_TRIES = 5
"""Of a letter that Telegram refuses, in what form ever; and of what may be done twice."""
_NOT_MODIFIED = "message is not modified"


class UncertainError(Exception):
    """The message may have arrived, and may not."""


class Outbox:
    """Sends letters at the pace that Telegram allows."""

    def __init__(
        self,
        pace: Pace,
        gone: Callable[[int], Awaitable[None]],
        moved: Callable[[int, int], Awaitable[None]],
        went_wrong: Callable[[Fault], None],
    ) -> None:
        """Tell `gone` of a chat that may not be written to any more.

        Tell `moved` of a group that became a supergroup: its old and its new number; and
        `went_wrong` of all that does.
        """
        self._pace = pace
        self._gone = gone
        self._moved = moved
        self._went_wrong = went_wrong

    async def send(
        self,
        bot: Bot,
        letter: Letter,
        sent: Callable[[Message], Awaitable[None]] | None = None,
    ) -> Message | None:
        """Send it, then await `sent` before the next one goes; None if the chat takes none.

        Raises:
            UncertainError: nobody can tell whether it arrived.
            TelegramError: Telegram refused it for another reason, or cannot be reached.
        """
        trouble = Trouble(self._went_wrong)
        for _ in range(_TRIES):
            try:
                return await self._sent(bot, letter, sent, trouble)
            except BadRequest as error:
                other = mended(letter, error)
            except (ChatMigrated, Forbidden) as error:
                other = await self._after(error, letter)
            if other is None:
                return None
            letter = other
        last = "refused in every form"
        raise BadRequest(last)

    async def _sent(
        self,
        bot: Bot,
        letter: Letter,
        sent: Callable[[Message], Awaitable[None]] | None,
        trouble: Trouble,
    ) -> Message:
        """Send it as soon as the server can be reached and takes it."""
        while True:
            await self._pace.turn(letter.chat_id)
            try:
                async with self._pace.on_its_way():
                    message = await _send(bot, letter)
                    if sent is not None:
                        await sent(message)
                    return message
            except (RetryAfter, InvalidToken) as error:
                await trouble.pause(error)
            except NetworkError as error:
                # A BadRequest is a NetworkError to PTB, though Telegram was reached.
                if isinstance(error, BadRequest):
                    raise
                if may_have_arrived(error):
                    self._went_wrong(Fault.UNCERTAIN)
                    raise UncertainError from error
                await trouble.pause(error)

    async def _after(self, error: ChatMigrated | Forbidden, letter: Letter) -> Letter | None:
        match error:
            case ChatMigrated():
                await self._moved(letter.chat_id, error.new_chat_id)
                return replace(letter, chat_id=error.new_chat_id, reply_to=None)
            case Forbidden():
                _log.warning("a chat cannot be written to: %s", error)
                self._went_wrong(Fault.UNWELCOME)
                await self._gone(letter.chat_id)
                return None

    async def again(self, act: Callable[[], Awaitable[T]]) -> T | None:
        """Do what may be done twice: an edit, a reaction, an answer to a press.

        None if there is nothing to change, or the chat takes none.

        Raises:
            TelegramError: Telegram refused it, or cannot be reached.
        """
        trouble = Trouble(self._went_wrong)
        for left in range(_TRIES - 1, -1, -1):
            try:
                return await act()
            except Forbidden:
                return None
            except BadRequest as error:
                if _NOT_MODIFIED in error.message.lower():
                    return None
                raise
            except (NetworkError, RetryAfter, InvalidToken) as error:
                if not left:
                    raise
                await trouble.pause(error)
        return None

    async def change(self, bot: Bot, message_id: int, letter: Letter) -> None:
        """Make `letter` of a message that was sent; nothing happens if it is that already.

        Raises:
            TelegramError: Telegram refused it, or cannot be reached.
        """
        for _ in range(_TRIES):
            try:
                await self.again(partial(_change, bot, message_id, letter))
            except BadRequest as error:
                if (plainer := without_marks(letter, error)) is None:
                    raise
                letter = plainer
            else:
                return


async def _send(bot: Bot, letter: Letter) -> Message:
    reply = None
    if letter.reply_to is not None:
        reply = ReplyParameters(
            letter.reply_to, allow_sending_without_reply=True, quote=letter.quote
        )
    return await bot.send_message(
        letter.chat_id,
        letter.text,
        parse_mode=ParseMode.HTML if letter.html else None,
        message_thread_id=letter.thread_id,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=reply,
        reply_markup=letter.markup,
    )


async def _change(bot: Bot, message_id: int, letter: Letter) -> None:
    markup = letter.markup if isinstance(letter.markup, InlineKeyboardMarkup) else None
    await bot.edit_message_text(
        letter.text,
        letter.chat_id,
        message_id,
        parse_mode=ParseMode.HTML if letter.html else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=markup,
    )
