"""How bots in their own processes are watched, and the proxies they go through."""

import sys
from urllib.parse import urlsplit

import pytest
from telegram import Bot
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import StartBot
from tests.e2e.proxies import HttpProxy, unused_port

CHATTY = (
    "import sys; [print('x' * 100, flush=True) for _ in range(5000)]; print('done'); sys.exit(3)"
)


def python(code: str) -> tuple[str, ...]:
    """A command that runs `code`."""
    return (sys.executable, "-c", code)


async def test_all_output_is_read(start_bot: StartBot) -> None:
    """A process that says more than a pipe holds goes on, and nothing of it is lost."""
    process = await start_bot({}, command=python(CHATTY))
    await process.says("done")

    ended = await process.ended()

    assert (ended.code, ended.output.count("\n")) == (3, 5001)
    assert process.pid > 0


async def test_what_is_not_said(start_bot: StartBot) -> None:
    """A process that ends without the awaited words is told with what it said."""
    process = await start_bot({}, command=python("print('other')"))

    with pytest.raises(TimeoutError, match="other"):
        await process.says("awaited")


async def test_killed_process(start_bot: StartBot) -> None:
    """A killed process has no time to say anything."""
    process = await start_bot(
        {"LANG": "C"}, command=python("import time; print('up', flush=True); time.sleep(60)")
    )
    await process.says("up")

    ended = await process.killed()

    assert (ended.code, ended.output) == (-9, "up\n")


async def test_http_proxy(server: BotApiServer) -> None:
    """A name that only the proxy knows is reached through it, while it is up."""
    address = urlsplit(server.base_url)
    async with HttpProxy("127.0.0.1", address.port or 0).listening() as proxy:
        request = HTTPXRequest(proxy=proxy.url)
        polling = HTTPXRequest(proxy=proxy.url)
        bot = Bot(
            server.token,
            base_url="http://telegram.invalid/bot",
            request=request,
            get_updates_request=polling,
        )
        async with bot:
            await proxy.go_away()
            with pytest.raises(NetworkError):
                await bot.get_me()
            await proxy.come_back()
            me = await bot.get_me()

        assert me.id == server.api.account.id
        assert proxy.connections == 2


async def test_proxy_that_is_not_there(server: BotApiServer) -> None:
    """A proxy on a port where nobody listens cannot be used."""
    request = HTTPXRequest(proxy=f"http://127.0.0.1:{unused_port()}")
    async with request:
        with pytest.raises(NetworkError, match="ConnectError"):
            await request.post(f"{server.base_url}{server.token}/getMe")

    assert server.requests == []
