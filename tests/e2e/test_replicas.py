"""Several real bots on one PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.balancer import Balancer
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import START_SECONDS, BotProcess, StartBot
from tests.e2e.proxies import unused_port
from tests.e2e.runs.asked import environment
from tests.e2e.waiting import until
from tests.postgresql import Server
from tests.telegram_fakes import faults

QUESTION = "谁参加了会议？"
ANSWERED = "郭建平"
_PEOPLE = 6
"""So many that each of two bots has some of their chats, but for one time in thirty."""

pytestmark = pytest.mark.long


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    """Before two bots."""
    async with Balancer([unused_port(), unused_port()]).listening() as listening:
        yield listening


@pytest.fixture
def settings(
    server: BotApiServer,
    postgresql: Server,
    balancer: Balancer,
    tmp_path: Path,
) -> dict[str, str]:
    """Bots that share a new database."""
    return environment(
        server,
        str(tmp_path),
        YUANJU_STORE_URL=postgresql.database().reveal(),
        YUANJU_TELEGRAM__WEBHOOK__URL=balancer.url,
        LANG="C",
    )


async def both(
    start_bot: StartBot, settings: dict[str, str], balancer: Balancer
) -> list[BotProcess]:
    """Two bots that take updates, and know of each other."""
    bots = [
        await start_bot({**settings, "YUANJU_TELEGRAM__WEBHOOK__PORT": str(port)})
        for port in balancer.ports
    ]
    for each in bots:
        await each.says("replicas that take updates: 2", 3 * START_SECONDS)
    return bots


async def test_one_that_is_told_to_end(
    server: BotApiServer, start_bot: StartBot, settings: dict[str, str], balancer: Balancer
) -> None:
    """What it could not send the other one sends, once each."""
    first, second = await both(start_bot, settings, balancer)
    people = [server.world.user(f"路人{number}") for number in range(_PEOPLE)]
    fault = server.fail("sendMessage", faults.too_many_requests(1), times=None)
    for each in people:
        await each.sends(QUESTION)
    await until(lambda: fault.struck >= 2)

    stopped = await first.stopped()
    fault.lift()

    for each in people:
        assert ANSWERED in (await each.chat.next_message(timeout=30)).text
    await asyncio.sleep(1)
    assert [len(each.chat.messages) for each in people] == [2] * _PEOPLE
    ended = await second.stopped()
    assert (stopped.code, ended.code) == (0, 0)
    assert "Traceback" not in stopped.output + ended.output


async def test_a_server_that_is_started_anew(
    server: BotApiServer,
    start_bot: StartBot,
    settings: dict[str, str],
    balancer: Balancer,
    postgresql: Server,
) -> None:
    """Both find it and each other again; every question is answered once."""
    bots = await both(start_bot, settings, balancer)
    people = [server.world.user(f"路人{number}") for number in range(_PEOPLE)]
    postgresql.stop()
    for each in people:
        await each.sends(QUESTION)
    postgresql.start()

    for each in people:
        assert ANSWERED in (await each.chat.next_message(timeout=60)).text
    for each in people:
        await each.sends(QUESTION)
        assert ANSWERED in (await each.chat.next_message(timeout=60)).text
    assert [len(each.chat.messages) for each in people] == [4] * _PEOPLE
    for bot in bots:
        ended = await bot.stopped()
        assert (ended.code, "Traceback" in ended.output) == (0, False)


async def test_one_that_asks_for_updates(
    server: BotApiServer, start_bot: StartBot, settings: dict[str, str], balancer: Balancer
) -> None:
    """It is kept out while others are posted to, and told how several could."""
    await both(start_bot, settings, balancer)
    asking = {name: value for name, value in settings.items() if "WEBHOOK" not in name}

    ended = await (await start_bot(asking)).ended(60)

    assert ended.code == 2
    assert "another process of this program uses it" in ended.output
    assert "docs/replicas.md" in ended.output
    assert server.calls("deleteWebhook") == []
