"""The request that asks Telegram for updates, again and again."""

import asyncio
from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest

_REFUSALS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
_MOST_REFUSALS = 5
"""Refusals in a row after which the token is taken to be revoked; one alone has been seen
while Telegram's servers were restarted."""


class PollingRequest(HTTPXRequest):
    """Survives a stray 401 or 404, and says so when they last.

    PTB ends its polling for good at the first one, while the process lives on, deaf.
    """

    def __init__(self, refused: asyncio.Event, **options: Any) -> None:  # noqa: ANN401 - PTB's own
        """Set `refused` once the token is refused for good."""
        super().__init__(**options)
        self._refused = refused
        self._in_a_row = 0

    async def do_request(self, *arguments: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's own
        """As PTB does, but a refusal becomes a fault of the server, which is tried again."""
        status, body = await super().do_request(*arguments, **options)
        if status not in _REFUSALS:
            self._in_a_row = 0
            return status, body
        self._in_a_row += 1
        if self._in_a_row >= _MOST_REFUSALS:
            self._refused.set()
        return HTTPStatus.BAD_GATEWAY, b'{"ok":false,"error_code":502,"description":"refused"}'
