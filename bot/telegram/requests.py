"""How the bot talks to Telegram: PTB's request, and what it leaves to us."""

import asyncio
import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest

_log = logging.getLogger(__name__)

_REFUSALS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
_MOST_REFUSALS = 5
"""Refusals, with no success in between, after which the token is taken to be revoked; one alone
has been seen while Telegram's servers were restarted."""
_LONGEST_SILENCE_SECONDS = 120.0
"""After which the bot counts as not ready. Telegram holds a request for up to 50 s."""
_OF_FILES = "GET"
_NO_ANSWER = b'{"ok":false,"error_code":502,"description":"not an answer of the Bot API"}'


class BotApiRequest(HTTPXRequest):
    """Takes for an answer only what a Bot API server would say.

    A proxy's error page with status 404 means a wrong address, not a wrong token; and PTB
    would log the whole page, or half a message, as JSON that it cannot load.
    """

    async def do_request(
        self,
        url: str,
        method: str,
        *arguments: Any,  # noqa: ANN401 - PTB's own
        **options: Any,  # noqa: ANN401 - PTB's own
    ) -> tuple[int, bytes]:
        """As PTB does; anything but a Bot API answer becomes a fault of the server.

        But the content of a file, which is asked for by another method, is what it is.
        """
        status, body = await super().do_request(url, method, *arguments, **options)
        if method == _OF_FILES:
            return status, body if status == HTTPStatus.OK else _NO_ANSWER
        try:
            is_answer = "ok" in json.loads(body)
        except (ValueError, TypeError):
            is_answer = False
        return (status, body) if is_answer else (HTTPStatus.BAD_GATEWAY, _NO_ANSWER)


class PollingState:
    """How the requests for updates go, or the looks at the webhook, for who watches over them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self.refused = asyncio.Event()
        """Set once the token is refused for good."""
        self.begun = False
        """Whether what comes is dealt with."""
        self._last_success = clock()
        self._refusals = 0

    def succeeded(self) -> None:
        """One was answered."""
        self._last_success = self._clock()
        self._refusals = 0

    def was_refused(self) -> None:
        """The token was refused, once more."""
        self._refusals += 1
        if self._refusals >= _MOST_REFUSALS:
            self.refused.set()

    def is_well(self) -> bool:
        """Whether updates come, and are dealt with."""
        return self.begun and self.silence() < _LONGEST_SILENCE_SECONDS

    def silence(self) -> float:
        """Seconds since one was answered, or since the start."""
        return self._clock() - self._last_success


class PollingRequest(BotApiRequest):
    """Survives a stray 401 or 404, and says so when they last.

    PTB ends its polling for good at the first one, while the process lives on, deaf.
    """

    def __init__(self, state: PollingState, **options: Any) -> None:  # noqa: ANN401 - PTB's own
        """Tell `state` how it goes."""
        super().__init__(**options)
        self._state = state

    async def do_request(self, *arguments: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's own
        """As above, but a refusal becomes a fault of the server, which is tried again."""
        status, body = await super().do_request(*arguments, **options)
        if status in _REFUSALS:
            self._state.was_refused()
            return HTTPStatus.BAD_GATEWAY, _NO_ANSWER
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            # PTB waits as long as it is told to, and says nothing.
            _log.warning("Telegram asks to wait before it gives more updates")
        if status == HTTPStatus.OK:
            self._state.succeeded()
        return status, body
