"""The real bot in a process of its own, and a Bot API server that nobody here wrote."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.botapi.echo_bot import EchoApplication, build
from tests.e2e.botapi.inbox import Inbox
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.world import World
from tests.e2e.processes import START_SECONDS, YUANJU, BotProcess, Ended, StartBot, started
from tests.e2e.runs.asked import environment

__all__ = ["IN_ONE_LOOP", "START_SECONDS", "BotProcess", "Ended", "StartBot"]

IN_ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
"""Marks a module whose cases use `shared`."""


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A server while it listens."""
    async with BotApiServer() as running:
        yield running


@pytest.fixture
def world(server: BotApiServer) -> World:
    """Everybody who uses Telegram at that server."""
    return server.world


@pytest.fixture
async def start_bot(tmp_path: Path) -> AsyncIterator[StartBot]:
    """Starts bots with an environment of their own, and kills those that are left.

    They share a database, as one bot that is started anew does.
    """
    store = {"YUANJU_STORE__FILE": str(tmp_path / "yuanju.db")}
    async with AsyncExitStack() as stack:

        async def start(
            environment: Mapping[str, str], *, command: Sequence[str] = YUANJU
        ) -> BotProcess:
            process = await started({**store, **environment}, command)
            stack.push_async_callback(process.killed)
            return process

        yield start


@pytest.fixture(scope="module")
def operator() -> Mapping[str, str]:
    """What the operator of the bot at `shared` sets besides; a module says its own."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(
    tmp_path_factory: pytest.TempPathFactory, operator: Mapping[str, str]
) -> AsyncIterator[BotApiServer]:
    """A server at which one bot answers for all cases of a module.

    Each case has people and chats of its own, and the module is marked `IN_ONE_LOOP`. In the
    end the bot must be as well as it was.
    """
    folder = tmp_path_factory.mktemp("shared")
    async with BotApiServer() as running:
        process = await started({**environment(running, str(folder)), **operator}, YUANJU)
        try:
            await process.says("polling")
            yield running
            ended = await process.stopped()
        finally:
            await process.killed()
    assert (ended.code, "Traceback" in ended.output) == (0, False), ended.output


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[EchoApplication]:
    """The echo bot, which stays connected but does not poll."""
    application = build(server.token, server.base_url)
    async with application:
        yield application


@pytest.fixture
def inbox(bot: EchoApplication) -> Inbox:
    """What the echo bot is told, when it asks."""
    return Inbox(bot.bot)


@pytest.fixture
async def polling(bot: EchoApplication) -> AsyncIterator[EchoApplication]:
    """The echo bot while it polls."""
    assert bot.updater is not None
    await bot.updater.start_polling(poll_interval=0, timeout=5)
    await bot.start()
    yield bot
    await bot.updater.stop()
    await bot.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all but the first case of each `test_telegram_….py` as long: `make e2e` runs them."""
    seen: set[str] = set()
    for item in items:
        name = item.path.name
        if name.startswith("test_telegram_"):
            if name in seen:
                item.add_marker(pytest.mark.long)
            seen.add(name)
