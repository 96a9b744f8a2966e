"""Sending, with what Telegram may say to it.

A send that was refused is mended or given up; one that may have arrived is not repeated,
for Telegram cannot tell a message from its repetition.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

import httpx
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.html import plain
from bot.telegram.meter import Fault
from bot.telegram.pace import Pace

_log = logging.getLogger(__name__)
T = TypeVar("T")

_TRIES = 5
"""Of a letter that Telegram refuses, in what form ever; and of what may be done twice."""
_PATIENCE_SECONDS = 1_800
"""With a server that cannot be reached or asks to wait: until then it is tried again. Mostly
the process ends before, for no updates come either, and the next one takes it up."""
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 20.0
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Faults before anything left the house."""
_NO_ENTITIES = "can't parse entities"
_BUTTON = "button"
_NOT_MODIFIED = "message is not modified"
_NO_THREAD = "message thread not found"
_NO_RIGHTS = (
    "not enough rights",
    "have no rights",
    "topic_closed",
    "chat_restricted",
    "write_forbidden",
)


class UncertainError(Exception):
    """The message may have arrived, and may not."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be sent."""

    chat_id: int
    text: str
    thread_id: int | None = None
    """The topic of a forum."""
    reply_to: int | None = None
    html: bool = False
    markup: InlineKeyboardMarkup | ForceReply | None = None


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
        trouble = _Trouble(self._went_wrong)
        for _ in range(_TRIES):
            try:
                return await self._sent(bot, letter, sent, trouble)
            except BadRequest as error:
                mended = _mended(letter, error)
            except (ChatMigrated, Forbidden) as error:
                mended = await self._after(error, letter)
            if mended is None:
                return None
            letter = mended
        last = "refused in every form"
        raise BadRequest(last)

    async def _sent(
        self,
        bot: Bot,
        letter: Letter,
        sent: Callable[[Message], Awaitable[None]] | None,
        trouble: "_Trouble",
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
                if _may_have_arrived(error):
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
        trouble = _Trouble(self._went_wrong)
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
                if (mended := _without_marks(letter, error)) is None:
                    raise
                letter = mended
            else:
                return


class _Trouble:
    """Pauses between tries: as long as Telegram asks for, or growing ones where it is silent.

    A token that is refused is a trouble like others: it has been seen while Telegram's
    servers were restarted, and whether it lasts is watched where updates are asked for.
    """

    def __init__(self, happened: Callable[[Fault], None]) -> None:
        self._happened = happened
        self._seconds = _FIRST_PAUSE_SECONDS
        self._until = time.monotonic() + _PATIENCE_SECONDS

    async def pause(self, error: NetworkError | RetryAfter | InvalidToken) -> None:
        """Wait before the next try.

        Raises:
            TelegramError: that very one; it lasts, or would last, too long.
        """
        limited = isinstance(error, RetryAfter)
        self._happened(Fault.ASKED_TO_WAIT if limited else Fault.UNREACHABLE)
        seconds = _asked(error) if isinstance(error, RetryAfter) else self._seconds
        if time.monotonic() + seconds > self._until:
            raise error
        await asyncio.sleep(seconds)
        if not limited:
            self._seconds = min(2 * seconds, _LONGEST_PAUSE_SECONDS)


async def _send(bot: Bot, letter: Letter) -> Message:
    reply = None
    if letter.reply_to is not None:
        reply = ReplyParameters(letter.reply_to, allow_sending_without_reply=True)
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


def _mended(letter: Letter, error: BadRequest) -> Letter | None:
    """What to send instead; None if nothing may be sent there.

    Raises:
        BadRequest: it is nothing that can be mended.
    """
    said = error.message.lower()
    if any(words in said for words in _NO_RIGHTS):
        _log.warning("no right to write: %s", error)
        return None
    if (mended := _without_marks(letter, error)) is not None:
        return mended
    if letter.thread_id is not None and _NO_THREAD in said:
        return replace(letter, thread_id=None)
    if letter.reply_to is not None and "repl" in said:
        return replace(letter, reply_to=None)
    raise error


def _without_marks(letter: Letter, error: BadRequest) -> Letter | None:
    """The same in plain text, or without buttons, where Telegram does not take those."""
    said = error.message.lower()
    if letter.html and _NO_ENTITIES in said and _BUTTON not in said:
        _log.error("sent without marks, since Telegram refused: %s", error)
        return replace(letter, text=plain(letter.text), html=False)
    if letter.markup is not None and _BUTTON in said:
        _log.error("sent without buttons, since Telegram refused: %s", error)
        return replace(letter, markup=None)
    return None


def _asked(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def _may_have_arrived(error: TelegramError) -> bool:
    """Whether the request had left when it failed. Faults that a server tells are its own."""
    cause = error.__cause__
    return isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NOT_SENT)
