"""Answers to queries, which Telegram takes for seconds only, and then never again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, TelegramError

from bot.telegram.outbox import Outbox

_log = logging.getLogger(__name__)

_SECONDS = 10.0
"""After which Telegram takes no answer any more."""
_TOO_LATE = ("query is too old", "query id is invalid")


async def answer_in_time(outbox: Outbox, answer: Callable[[], Awaitable[object]]) -> bool:
    """Answer a query, again while that helps: whether it is known to have arrived.

    One that came too late is nobody's fault and tells nobody anything. What else goes wrong
    is logged, not raised: there is no chat in which it could be said.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            await outbox.again(answer)
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _TOO_LATE):
            _log.warning("a query was not answered: %s", error)
        return False
    except (TelegramError, TimeoutError) as error:
        _log.warning("a query was not answered: %s", type(error).__name__)
        return False
    return True
