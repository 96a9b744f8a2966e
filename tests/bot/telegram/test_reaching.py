"""Asking Telegram who the bot is, before the bot runs."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email.utils import formatdate

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.telegram.reaching import address_of, listens, reach
from config.secret import Secret
from tests.bot.telegram.harness import TOKEN, with_settings
from tests.e2e.proxies import unused_port

ME = {"ok": True, "result": {"username": "yuanju_bot", "supports_inline_queries": True}}


@asynccontextmanager
async def answering(
    body: str | Mapping[str, object], status: int = 200, date: float | None = None
) -> AsyncIterator[str]:
    """A server that answers so, and says that it is `date` there."""

    async def answer(_: web.Request) -> web.Response:
        headers = {"Date": formatdate(time.time() if date is None else date, usegmt=True)}
        if isinstance(body, str):
            return web.Response(text=body, status=status, headers=headers)
        return web.json_response(body, status=status, headers=headers)

    application = web.Application()
    application.router.add_post("/{path:.*}", answer)
    async with TestServer(application) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_bot_that_telegram_knows() -> None:
    """Its name and what @BotFather was told of it; the clocks agree."""
    async with answering(ME) as base:
        reached = await reach(with_settings(api_base=base), TOKEN)

    assert reached is not None
    assert reached.account is not None
    assert reached.account.username == "yuanju_bot"
    assert (reached.account.inline, reached.account.reads_groups) == (True, False)
    assert reached.clock_ahead is not None
    assert abs(reached.clock_ahead) < 5


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_is_refused(status: int) -> None:
    """Telegram is reached, the account is not known."""
    async with answering({"ok": False, "error_code": status}, status) as base:
        reached = await reach(with_settings(api_base=base), TOKEN)

    assert reached is not None
    assert reached.account is None


@pytest.mark.parametrize(
    ("body", "status"),
    [("<html>", 200), ("<html>", 404), ("[]", 200), ({"ok": False, "error_code": 502}, 502)],
)
async def test_what_is_no_answer(body: str | Mapping[str, object], status: int) -> None:
    """A page of something in between, or a server that is down, is not Telegram."""
    async with answering(body, status) as base:
        assert await reach(with_settings(api_base=base), TOKEN) is None


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_is_wrong(hours: int) -> None:
    """Ours is ahead of one that is behind, and behind one that is ahead."""
    async with answering(ME, date=time.time() - 3600 * hours) as base:
        reached = await reach(with_settings(api_base=base), TOKEN)

    assert reached is not None
    assert reached.clock_ahead == pytest.approx(3600 * hours, abs=5)


async def test_nobody_is_there() -> None:
    """No answer is told as that, and no proxy as no proxy."""
    down = f"http://127.0.0.1:{unused_port()}"

    assert await reach(with_settings(api_base=down), TOKEN) is None
    assert not await listens(Secret(down))


async def test_a_proxy() -> None:
    """Somebody listens there, and a password is not shown."""
    async with answering(ME) as base:
        proxy = Secret(base.replace("//", "//me:pass1234@"))

        assert await listens(proxy)
        assert address_of(proxy) == base.partition("//")[2]
        assert address_of(Secret("socks5h://me:pass1234@host")) == "host:1080"
