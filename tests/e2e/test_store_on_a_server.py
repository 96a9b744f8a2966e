"""The real bot with its store on a PostgreSQL server."""

from pathlib import Path

import pytest

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.runs.asked import environment
from tests.e2e.waiting import until
from tests.postgresql import PASSWORD, Server
from tests.telegram_fakes import faults

QUESTION = "谁参加了会议？"
ANSWERED = "郭建平"


@pytest.fixture
def settings(server: BotApiServer, postgresql: Server, tmp_path: Path) -> dict[str, str]:
    """A bot on a new database."""
    url = postgresql.database().reveal()
    return environment(server, str(tmp_path), YUANJU_STORE_URL=url)


def files_in(folder: Path) -> list[str]:
    """What a store in a file would leave."""
    return [file.name for file in folder.glob("*.db*")]


async def test_a_bot_that_is_killed(
    server: BotApiServer, start_bot: StartBot, settings: dict[str, str], tmp_path: Path
) -> None:
    """What came in is answered by the next process; nothing is kept in a file."""
    bot = await start_bot(settings)
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.Slow(20))
    await li.sends(QUESTION)
    await until(lambda: fault.struck)
    await bot.killed()

    again = await start_bot(settings)
    await again.says("polling")

    assert ANSWERED in (await li.chat.next_message(timeout=30)).text
    assert not files_in(tmp_path)


async def test_a_server_that_is_started_anew(
    server: BotApiServer, start_bot: StartBot, settings: dict[str, str], postgresql: Server
) -> None:
    """The bot goes on answering, and its log shows no password."""
    bot = await start_bot(settings)
    await bot.says("polling")
    li = server.world.user("小李")
    postgresql.stop()
    await li.sends(QUESTION)
    postgresql.start()

    assert ANSWERED in (await li.chat.next_message(timeout=30)).text
    ended = await bot.stopped()
    assert (ended.code, "Traceback" in ended.output) == (0, False)
    assert PASSWORD not in ended.output
    assert settings["YUANJU_STORE_URL"] not in ended.output
