"""Whether Telegram can be reached, and what it says of the bot, before the bot runs."""

import asyncio
import json
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx

from config.secret import Secret
from config.settings import TelegramSettings

_TIMEOUT_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
_NO_BOT = "0:none"
"""In place of a token: who has none can still be told whether Telegram is reached."""


@dataclass(frozen=True, slots=True)
class Account:
    """The bot, as Telegram knows it."""

    username: str
    reads_groups: bool
    """Privacy mode is off."""
    inline: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Telegram answered."""

    milliseconds: float
    account: Account | None
    """None: the token was refused."""
    clock_ahead: float | None
    """By how many seconds our clock is ahead of Telegram's; None if that does not say."""


async def reach(settings: TelegramSettings, token: Secret | None) -> Reached | None:
    """Ask Telegram who the bot is; None if there is no answer of a Bot API server."""
    key = _NO_BOT if token is None else token.reveal()
    proxy = None if settings.proxy is None else settings.proxy.reveal()
    begun, before = time.perf_counter(), time.time()
    try:
        async with httpx.AsyncClient(proxy=proxy, timeout=_TIMEOUT_SECONDS) as client:
            response = await client.post(f"{settings.api_base}/bot{key}/getMe")
        answer = json.loads(response.content)
    except (httpx.HTTPError, OSError, ValueError):
        return None
    if not isinstance(answer, dict) or "ok" not in answer:
        return None
    if not answer["ok"] and response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    return Reached(
        1_000 * (time.perf_counter() - begun),
        _account(answer["result"]) if answer["ok"] else None,
        _ahead(response.headers.get("Date"), (before + time.time()) / 2),
    )


async def listens(proxy: Secret) -> bool:
    """Whether somebody takes connections where the proxy should be."""
    host, port = _address(proxy)
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except OSError:  # a time-out is one
        return False
    writer.close()
    return True


def address_of(proxy: Secret) -> str:
    """Where a proxy is, without the password that its URL may hold."""
    host, port = _address(proxy)
    return f"{host}:{port}"


def _address(proxy: Secret) -> tuple[str, int]:
    parts = urlsplit(proxy.reveal())
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def _account(me: dict[str, Any]) -> Account:
    return Account(
        str(me.get("username", "")),
        reads_groups=bool(me.get("can_read_all_group_messages")),
        inline=bool(me.get("supports_inline_queries")),
    )


def _ahead(date: str | None, now: float) -> float | None:
    if date is None:
        return None
    try:
        # Telegram tells whole seconds, rounded down.
        return now - (parsedate_to_datetime(date).timestamp() + 0.5)
    except ValueError:
        return None
