"""What goes wrong between the server for tests and a bot, over HTTP."""

import asyncio
import time

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.e2e.botapi.echo_bot import EchoApplication, build
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.world import World
from tests.telegram_fakes import faults
from tests.telegram_fakes.limits import Limits, Window, busiest


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns of its own use of `RetryAfter`."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.mark.parametrize(
    ("effect", "error", "reason"),
    [
        (faults.too_many_requests(7), RetryAfter, "0:00:07"),
        (faults.unauthorized(), InvalidToken, "Unauthorized"),
        (faults.not_found(), InvalidToken, "Not Found"),
        (faults.conflict(), Conflict, "only one bot instance"),
        (faults.cannot_parse(), BadRequest, "parse entities"),
        (faults.internal_error(), NetworkError, "Internal Server Error"),
        (faults.bad_gateway(), NetworkError, "Bad Gateway"),
        (faults.Reset(acted=False), NetworkError, "Error"),
        (faults.Hang(0.05), NetworkError, "Error"),
    ],
)
async def test_call_that_fails_does_nothing(
    server: BotApiServer,
    bot: EchoApplication,
    effect: faults.Effect,
    error: type[TelegramError],
    reason: str,
) -> None:
    """The call that is befallen sends nothing, the next one does."""
    chat = server.world.user().chat
    server.fail("sendMessage", effect)

    with pytest.raises(error, match=reason):
        await bot.bot.send_message(chat.id, "一")
    await bot.bot.send_message(chat.id, "二")

    assert [message.text for message in chat.messages.values()] == ["二"]


@pytest.mark.parametrize("effect", [faults.Reset(acted=True), faults.Hang(0.05, acted=True)])
async def test_answer_is_lost(world: World, bot: EchoApplication, effect: faults.Effect) -> None:
    """The message is there, but the bot does not know."""
    chat = world.user().chat
    world.api.fail("sendMessage", effect)

    with pytest.raises(NetworkError):
        await bot.bot.send_message(chat.id, "一")

    assert [message.text for message in chat.messages.values()] == ["一"]


async def test_answer_that_never_comes(world: World, bot: EchoApplication) -> None:
    """A bot that waits no longer goes on; the server may hang as long as it likes."""
    chat = world.user().chat
    fault = world.api.fail("sendMessage", faults.Hang(), times=None)

    with pytest.raises(TimedOut):
        await bot.bot.send_message(chat.id, "一", read_timeout=0.1)
    fault.lift()
    await bot.bot.send_message(chat.id, "二")

    assert [message.text for message in chat.messages.values()] == ["二"]


async def test_lifting_ends_a_hang(world: World, bot: EchoApplication) -> None:
    """A call that hangs is reset when the fault is lifted."""
    fault = world.api.fail("getMe", faults.Hang(), times=None)
    hanging = asyncio.create_task(bot.bot.get_me())
    await world.api.next_call("getMe")
    await world.api.next_call("getMe")

    fault.lift()

    with pytest.raises(NetworkError):
        await hanging


async def test_server_stops_although_a_call_hangs() -> None:
    """A hang that nobody lifts does not outlive the server."""
    async with BotApiServer() as server, HTTPXRequest() as client:
        server.fail("getMe", faults.Hang())
        hanging = asyncio.create_task(client.post(f"{server.base_url}{server.token}/getMe"))
        await server.next_call("getMe")
        before = time.monotonic()
        await server.close()
        with pytest.raises(NetworkError):
            await hanging

    assert time.monotonic() - before < 2


async def test_slow_answer(world: World, bot: EchoApplication) -> None:
    """A slow answer comes all the same."""
    world.api.fail("getMe", faults.Slow(0.1))
    before = time.monotonic()
    await bot.bot.get_me()

    assert time.monotonic() - before >= 0.1


async def test_server_goes_away_and_comes_back(server: BotApiServer, bot: EchoApplication) -> None:
    """While it is away nobody can connect; what was asked meanwhile is still there."""
    await server.go_away()
    with pytest.raises(NetworkError, match="ConnectError"):
        await bot.bot.get_updates()
    await server.world.user().sends("还在吗？")
    await server.come_back()

    (update,) = await bot.bot.get_updates()

    assert update.message is not None
    assert update.message.text == "还在吗？"


async def test_second_poller_is_refused(server: BotApiServer, bot: EchoApplication) -> None:
    """Two bots with one token cannot poll at the same time."""
    first = asyncio.create_task(bot.bot.get_updates(timeout=5))
    await server.next_call("getUpdates")
    async with build(server.token, server.base_url) as other:
        with pytest.raises(Conflict):
            await other.bot.get_updates()
    await server.world.user().sends("你好")

    assert len(await first) == 1


async def test_flood_limits() -> None:
    """With limits a burst is cut off, and the record shows what was sent when."""
    limits = Limits(overall=Window(5, 60), chat=Window(2, 60))
    async with BotApiServer(limits=limits) as server, build(server.token, server.base_url) as echo:
        one, two, three = (server.world.user().chat for _ in range(3))
        for chat in (one, one, two, two, three):
            await echo.bot.send_message(chat.id, "一")
        for chat in (one, three):
            with pytest.raises(RetryAfter):
                await echo.bot.send_message(chat.id, "二")

        assert busiest(server.api.sent_at(), 60) == 5
        assert busiest(server.api.sent_at(one.id), 60) == 2
        assert len(server.calls("sendMessage")) == 7
