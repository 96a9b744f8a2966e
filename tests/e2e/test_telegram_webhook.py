"""The real bot, told of updates by Telegram instead of asking for them."""

import asyncio
import socket
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.proxies import unused_port
from tests.e2e.runs.asked import environment
from tests.e2e.waiting import until
from tests.telegram_fakes import faults

ENGLISH = load_catalogue()["en"].problem
QUESTION = "谁参加了会议？"


def hooked(server: BotApiServer, folder: Path, port: int, **more: str) -> dict[str, str]:
    """What an operator sets."""
    return environment(
        server,
        str(folder),
        YUANJU_TELEGRAM__WEBHOOK__URL=f"http://127.0.0.1:{port}/hook.a",
        YUANJU_TELEGRAM__WEBHOOK__PORT=str(port),
        LANG="C",
        **more,
    )


async def test_a_day_of_a_webhook(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """It is posted updates with a secret, answers each once, and asks for none."""
    bot = await start_bot(hooked(server, tmp_path, unused_port()))
    li = server.world.user("小李")

    await li.sends(QUESTION)
    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    await server.world.repeats(server.world.announced[-1])
    await li.sends("食堂有什么菜？")
    assert "郭建平" not in (await li.chat.next_message()).text.splitlines()[0]

    (hook,) = server.calls("setWebhook")
    ended = await bot.stopped()
    assert len(hook["secret_token"]) >= 32
    assert "message" in hook["allowed_updates"]
    assert server.calls("getUpdates") == []
    assert server.calls("deleteWebhook") == []
    assert ended.code == 0
    assert hook["secret_token"] not in ended.output
    assert hook["secret_token"] not in server.token
    assert "Traceback" not in ended.output


async def test_only_who_knows_the_secret(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """A wrong secret or none is refused, another path is not there, and nothing is done."""
    port = unused_port()
    bot = await start_bot(hooked(server, tmp_path, port))
    await bot.says("listening")
    li = server.world.user("小李")
    update = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": li.chat.place.json()},
    }
    base = f"http://127.0.0.1:{port}"

    async with ClientSession() as client:
        statuses = [
            (await client.post(base + path, json=update, headers=headers)).status
            for path, headers in (
                ("/hook.a", {}),
                ("/hook.a", {"X-Telegram-Bot-Api-Secret-Token": "wrong"}),
                ("/hook-a", {}),
            )
        ]

    assert statuses == [403, 403, 404]
    assert "Traceback" not in (await bot.stopped()).output


async def test_what_comes_while_the_bot_is_away(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Telegram keeps it until the next process listens, which has the same secret."""
    settings = hooked(server, tmp_path, unused_port())
    bot = await start_bot(settings)
    await bot.says("listening")
    await bot.killed()
    li = server.world.user("小李")
    await li.sends(QUESTION)

    await start_bot(settings)

    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    first, second = server.calls("setWebhook")
    assert first["secret_token"] == second["secret_token"]


async def test_back_to_polling(server: BotApiServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Without a URL the webhook is taken away, and updates are asked for."""
    bot = await start_bot(hooked(server, tmp_path, unused_port()))
    await bot.says("listening")
    await bot.stopped()

    await start_bot(environment(server, str(tmp_path)))
    li = server.world.user("小李")
    await li.sends(QUESTION)

    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    assert len(server.calls("deleteWebhook")) == 1


async def test_a_webhook_that_telegram_refuses(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """One line with Telegram's reason, and exit code 2."""
    reason = "Bad Request: bad webhook: Failed to resolve host"
    server.fail("setWebhook", faults.refusal(400, reason), times=None)
    no_retries = {"YUANJU_TELEGRAM__START_RETRIES": "0", "YUANJU_LOGGING__LEVEL": "error"}
    bot = await start_bot(hooked(server, tmp_path, unused_port(), **no_retries))

    ended = await bot.ended()

    told = ENGLISH.webhook_refused.format(reason="Bad webhook: failed to resolve host")
    assert ended.code == 2
    assert told.lower() in ended.output.lower()
    assert "Traceback" not in ended.output


async def test_a_port_that_is_taken(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """One line with the address, and exit code 2; Telegram is told of no webhook."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        bot = await start_bot(hooked(server, tmp_path, port))

        ended = await bot.ended()

    assert ended.code == 2
    assert ENGLISH.port_taken.format(address=f"127.0.0.1:{port}") in ended.output
    assert "Traceback" not in ended.output
    assert server.calls("setWebhook") == []


async def test_another_webhook_is_set(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Somebody else took the bot over: that is told, and if it lasts, the bot ends with 70."""
    bot = await start_bot(
        hooked(server, tmp_path, unused_port(), YUANJU_TELEGRAM__STALL_SECONDS="2")
    )
    await bot.says("listening")
    async with ClientSession() as client:
        url = {"url": f"http://127.0.0.1:{unused_port()}/theirs"}
        await client.post(f"{server.base_url}{server.token}/setWebhook", json=url)

    ended = await asyncio.wait_for(bot.ended(), 30)

    assert ended.code == 70
    assert ENGLISH.another_instance in ended.output
    assert "Traceback" not in ended.output


async def test_killed_in_the_middle(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """What was posted and acknowledged but not answered, the next process answers, once."""
    settings = hooked(server, tmp_path, unused_port())
    bot = await start_bot(settings)
    await bot.says("listening")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.too_many_requests(30), times=None)
    await li.sends(QUESTION)
    await until(lambda: fault.struck)
    await bot.killed()
    fault.lift()

    await start_bot(settings)

    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    assert await li.chat.stays_silent(1)


@pytest.mark.parametrize(
    "url", ["https://example.org:9999/hook", "ftp://example.org/hook", "example.org"]
)
async def test_where_telegram_posts_to(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path, url: str
) -> None:
    """Only to four ports by https: any other is told at the start, and exit code 2."""
    settings = hooked(server, tmp_path, unused_port())
    bot = await start_bot({**settings, "YUANJU_TELEGRAM__WEBHOOK__URL": url})

    ended = await bot.ended()

    assert ended.code == 2
    assert "YUANJU_TELEGRAM__WEBHOOK__URL" in ended.output
    assert "Traceback" not in ended.output
    assert server.api.requests == []
