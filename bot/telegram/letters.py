"""A message to be sent, and what to send instead where Telegram does not take it."""

import logging
from dataclasses import dataclass, replace

from telegram import ForceReply, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.telegram.html import plain

_log = logging.getLogger(__name__)

_NO_ENTITIES = "can't parse entities"
_BUTTON = "button"
_QUOTE = "quote"
_REPLY = "repl"
_NO_THREAD = "message thread not found"
_NO_RIGHTS = (
    "not enough rights",
    "have no rights",
    "topic_closed",
    "chat_restricted",
    "write_forbidden",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be sent."""

    chat_id: int
    text: str
    thread_id: int | None = None
    """The topic of a forum."""
    reply_to: int | None = None
    quote: str | None = None
    """The part of that message that is replied to, just as it stands there; None for all."""
    html: bool = False
    markup: InlineKeyboardMarkup | ForceReply | None = None


def mended(letter: Letter, error: BadRequest) -> Letter | None:
    """What to send instead; None if nothing may be sent there.

    Raises:
        BadRequest: it is nothing that can be mended.
    """
    said = error.message.lower()
    if any(words in said for words in _NO_RIGHTS):
        _log.warning("no right to write: %s", error)
        return None
    if (plainer := without_marks(letter, error)) is not None:
        return plainer
    if letter.thread_id is not None and _NO_THREAD in said:
        return replace(letter, thread_id=None)
    if letter.quote is not None and _QUOTE in said:
        return replace(letter, quote=None)
    if letter.reply_to is not None and (_REPLY in said or _QUOTE in said):
        return replace(letter, reply_to=None)
    raise error


def without_marks(letter: Letter, error: BadRequest) -> Letter | None:
    """The same in plain text, or without buttons, where Telegram does not take those."""
    said = error.message.lower()
    if letter.html and _NO_ENTITIES in said and _BUTTON not in said:
        _log.error("sent without marks, since Telegram refused: %s", error)
        return replace(letter, text=plain(letter.text), html=False)
    if letter.markup is not None and _BUTTON in said:
        _log.error("sent without buttons, since Telegram refused: %s", error)
        return replace(letter, markup=None)
    return None
