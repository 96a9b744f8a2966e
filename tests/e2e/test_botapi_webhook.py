"""Webhooks of the server for tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import Conflict

from tests.e2e.botapi.echo_bot import EchoApplication
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.world import World
from tests.e2e.proxies import unused_port


class Hook:
    """A webhook that notes what it is posted, and answers as it is told."""

    def __init__(self) -> None:
        """Answers well, and at once."""
        self.arrived: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        """Secret and text of every update, in order of arrival."""
        self.numbers: list[int] = []
        self.status = 200
        self.seconds = 0.0
        """How long an answer takes."""
        self.most_at_once = 0
        self._at_once = 0

    @asynccontextmanager
    async def listening(self, port: int | None = None) -> AsyncIterator[str]:
        """Its address while it listens."""
        application = web.Application()
        application.router.add_post("/hook", self._receive)
        async with TestServer(application, port=port) as server:
            yield str(server.make_url("/hook"))

    async def _receive(self, request: web.Request) -> web.Response:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.numbers.append(update["update_id"])
        self.arrived.put_nowait((secret, update["message"]["text"]))
        await asyncio.sleep(self.seconds)
        self._at_once -= 1
        return web.Response(status=self.status)

    async def next(self) -> tuple[str, str]:
        """Secret and text of the next update."""
        return await asyncio.wait_for(self.arrived.get(), 5)


async def test_webhook_gets_updates_with_its_secret(world: World, bot: EchoApplication) -> None:
    """A webhook is posted each update, with the secret it was set with; polling is refused."""
    hook = Hook()
    async with hook.listening() as url:
        await bot.bot.set_webhook(url, secret_token="a-b_1")  # noqa: S106 - nobody's secret
        await world.user().sends("你好")

        assert await hook.next() == ("a-b_1", "你好")

    assert (await bot.bot.get_webhook_info()).url == url
    with pytest.raises(Conflict):
        await bot.bot.get_updates()


async def test_webhook_is_tried_until_it_answers(world: World, bot: EchoApplication) -> None:
    """An answer that is no success is told to the bot, and the update comes again."""
    hook = Hook()
    hook.status = 503
    async with hook.listening() as url:
        await bot.bot.set_webhook(url)
        await world.user().sends("你好")
        await hook.next()
        await hook.next()
        info = await bot.bot.get_webhook_info()
        hook.status = 200
        await hook.next()
        await asyncio.sleep(0.3)

        assert (await bot.bot.get_webhook_info()).pending_update_count == 0

    assert len(set(hook.numbers)) == 1
    assert info.pending_update_count == 1
    assert info.last_error_message == ("Wrong response from the webhook: 503 Service Unavailable")


async def test_webhook_may_listen_later(world: World, bot: EchoApplication) -> None:
    """A webhook that is set before anybody listens there gets all in the end."""
    hook, port = Hook(), unused_port()
    await bot.bot.set_webhook(f"http://127.0.0.1:{port}/hook")
    await world.user().sends("你好")
    await asyncio.sleep(0.1)
    info = await bot.bot.get_webhook_info()
    async with hook.listening(port):
        _, text = await hook.next()

    assert text == "你好"
    assert info.last_error_message == "Connection refused"


async def test_webhook_gets_as_many_at_once_as_it_likes(
    world: World, bot: EchoApplication
) -> None:
    """Posts are made side by side, within the bot's bound."""
    hook = Hook()
    hook.seconds = 0.05
    async with hook.listening() as url:
        await bot.bot.set_webhook(url, max_connections=3)
        for number in range(9):
            await world.user().sends(str(number))
        texts = {(await hook.next())[1] for _ in range(9)}

    assert texts == {str(number) for number in range(9)}
    assert hook.most_at_once == 3


async def test_webhook_gets_a_repeated_update(world: World, bot: EchoApplication) -> None:
    """Telegram may post what it has posted, as when an answer was lost."""
    hook = Hook()
    async with hook.listening() as url:
        await bot.bot.set_webhook(url)
        await world.user().sends("你好")
        await hook.next()
        await world.repeats(world.announced[0])
        await hook.next()

    assert len(hook.numbers) == 2
    assert len(set(hook.numbers)) == 1


async def test_polling_after_a_webhook(server: BotApiServer, bot: EchoApplication) -> None:
    """What a webhook did not take waits for a poll."""
    await bot.bot.set_webhook(f"http://127.0.0.1:{unused_port()}/hook")
    await server.world.user().sends("你好")
    await bot.bot.delete_webhook()

    (update,) = await bot.bot.get_updates()

    assert update.message is not None
    assert update.message.text == "你好"
