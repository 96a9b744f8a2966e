"""Faults on the way to Telegram: how long to wait, and whether a message may have arrived."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.meter import Fault

_PATIENCE_SECONDS = 1_800
"""With a server that cannot be reached or asks to wait: until then it is tried again. Mostly
the process ends before, for no updates come either, and the next one takes it up."""
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 20.0
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Faults before anything left the house."""


class Trouble:
    """Pauses between tries: as long as Telegram asks for, or growing ones where it is silent.

    A token that is refused is a trouble like others: it has been seen while Telegram's
    servers were restarted, and whether it lasts is watched where updates are asked for.
    """

    def __init__(self, happened: Callable[[Fault], None]) -> None:
        """Tell `happened` of each."""
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
        seconds = asked(error) if isinstance(error, RetryAfter) else self._seconds
        if time.monotonic() + seconds > self._until:
            raise error
        await asyncio.sleep(seconds)
        if not limited:
            self._seconds = min(2 * seconds, _LONGEST_PAUSE_SECONDS)


def asked(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the request had left when it failed. Faults that a server tells are its own."""
    cause = error.__cause__
    return isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NOT_SENT)
