"""The real bot, as people use it: another process, a server nobody here wrote."""

import time
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.socks import SocksProxy

ENGLISH = load_catalogue()["en"]
STOP_SECONDS = 5


MODELS_ON = {"YUANJU_MODELS__ENCODER": "use", "YUANJU_MODELS__TAGGER": "lac"}


def environment(server: BotApiServer, **more: str) -> dict[str, str]:
    """What an operator sets; without models, which take seconds to load."""
    return {
        "YUANJU_MODELS__ENCODER": "off",
        "YUANJU_MODELS__TAGGER": "off",
        "TELEGRAM_BOT_TOKEN": server.token,
        "YUANJU_TELEGRAM_API_BASE": f"{server.base_url.removesuffix('/bot')}",
        "LANG": "C",
        **more,
    }


async def test_a_day_of_a_bot(server: BotApiServer, start_bot: StartBot) -> None:
    """It answers in private and in a group, declines, sets its menu, and stops cleanly."""
    bot = await start_bot(environment(server, **MODELS_ON))
    li = server.world.user("小李", language_code="zh-hans")
    group = server.world.group("项目组")
    private = server.world.private_chat(li)

    await li.sends("/start")
    assert "忻州市委書記朱曉東到二所調研" in (await private.next_message(timeout=30)).text

    await li.sends("谁参加了会议？")
    answer = await private.next_message()
    assert "郭建平" in answer.text
    assert [entity.of(answer.text) for entity in answer.entities if entity.kind == "underline"]

    await li.sends("北京市长是谁？")
    assert (await private.next_message()).text.startswith("文章里没有说。")

    question = await li.sends("/ask@yuanju_bot 參觀了哪些設施？", chat=group)
    in_group = await group.next_message()
    assert "裝調現場" in in_group.text
    assert "mini線" in in_group.text
    assert in_group.reply_parameters is not None
    assert in_group.reply_parameters["message_id"] == question.message_id

    await li.sends("谁参加了会议？", chat=group)
    await group.stays_silent(0.5)

    assert {
        call["language_code"] for call in server.calls("setMyCommands") if "language_code" in call
    } == {"en", "zh"}

    before = time.monotonic()
    ended = await bot.stopped()
    assert ended.code == 0
    assert time.monotonic() - before < STOP_SECONDS
    assert "Traceback" not in ended.output
    assert server.token not in ended.output


@pytest.mark.long
async def test_a_topic_keeps_its_answers(server: BotApiServer, start_bot: StartBot) -> None:
    """In a forum the answer lands in the topic that it was asked in."""
    await start_bot(environment(server))
    li = server.world.user("小李")
    forum = server.world.group("论坛", forum=True)
    topic = forum.topic("调研")

    await li.sends("/ask@yuanju_bot 谁参加了会议？", chat=forum, topic=topic)

    assert (await forum.next_message(timeout=30)).thread_id == topic


@pytest.mark.parametrize(
    "token",
    [
        "123456:wrong-token-of-the-right-length-000000",
        pytest.param("nonsense", marks=pytest.mark.long),
        pytest.param("a b\nc", marks=pytest.mark.long),
    ],
)
async def test_a_refused_token(server: BotApiServer, start_bot: StartBot, token: str) -> None:
    """One clear line, exit code 2, and the token is nowhere in it."""
    bot = await start_bot(environment(server, TELEGRAM_BOT_TOKEN=token, **MODELS_ON))

    ended = await bot.ended()

    assert ended.code == 2
    assert token not in ended.output
    assert "TELEGRAM_BOT_TOKEN" in ended.output
    assert len(ended.output.strip().splitlines()) == 1


async def test_no_token(server: BotApiServer, start_bot: StartBot) -> None:
    """Said before anything is loaded, with what to do."""
    bot = await start_bot(environment(server, TELEGRAM_BOT_TOKEN=""))

    ended = await bot.ended()

    assert (ended.code, ended.output) == (2, f"yuanju: {ENGLISH.problem.no_token}\n")


@pytest.mark.parametrize(
    "name",
    [
        "YUANJU_TELEGRAM_API_BASE",
        pytest.param("YUANJU_TELEGRAM_PROXY", marks=pytest.mark.long),
    ],
)
async def test_nobody_listens(server: BotApiServer, start_bot: StartBot, name: str) -> None:
    """A server or a proxy that is down: told after the retries, exit code 2."""
    down = {name: "http://127.0.0.1:9", "YUANJU_TELEGRAM__START_RETRIES": "0"}
    bot = await start_bot(environment(server, **down))

    ended = await bot.ended()

    assert ended.code == 2
    assert "YUANJU_TELEGRAM_PROXY" in ended.output
    assert "Traceback" not in ended.output


async def test_behind_an_http_proxy(server: BotApiServer, start_bot: StartBot) -> None:
    """A name that only the proxy knows: the server for tests plays the proxy."""
    proxy = server.base_url.removesuffix("/bot")
    hidden = {
        "YUANJU_TELEGRAM_API_BASE": "http://telegram.invalid",
        "YUANJU_TELEGRAM_PROXY": proxy,
    }
    await start_bot(environment(server, **hidden))
    li = server.world.user("小李")

    await li.sends("谁参加了会议？")

    assert "郭建平" in (await server.world.private_chat(li).next_message(timeout=30)).text


@pytest.mark.long
async def test_behind_a_socks_proxy(server: BotApiServer, start_bot: StartBot) -> None:
    """Every connection goes through the proxy, which looks up the name."""
    address = urlsplit(server.base_url)
    assert address.hostname is not None
    assert address.port is not None
    async with SocksProxy(address.hostname, address.port).listening() as proxy:
        hidden = {
            "YUANJU_TELEGRAM_API_BASE": "http://telegram.invalid",
            "YUANJU_TELEGRAM_PROXY": f"socks5h://127.0.0.1:{proxy.port}",
        }
        bot = await start_bot(environment(server, **hidden))
        li = server.world.user("小李")

        await li.sends("谁参加了会议？")

        assert "郭建平" in (await server.world.private_chat(li).next_message(timeout=30)).text
        assert proxy.connections > 0
        assert (await bot.stopped()).code == 0


async def test_logs_hold_no_message(server: BotApiServer, start_bot: StartBot) -> None:
    """Not even when everything is logged that can be: neither words nor token."""
    bot = await start_bot(environment(server, YUANJU_LOGGING__LEVEL="debug"))
    li = server.world.user("小李")
    await li.sends("谁参加了秘密会议？")
    await server.world.private_chat(li).next_message(timeout=30)

    ended = await bot.stopped()

    assert "polling" in ended.output
    assert "秘密" not in ended.output
    assert "郭建平" not in ended.output
    assert server.token not in ended.output


@pytest.mark.long
async def test_a_token_that_is_revoked(server: BotApiServer, start_bot: StartBot) -> None:
    """A stray refusal is survived; lasting ones end the bot with a clear line."""
    bot = await start_bot(environment(server, YUANJU_TELEGRAM__POLL_TIMEOUT_SECONDS="0"))
    li = server.world.user("小李")
    server.fail_next("getUpdates", 401, "Unauthorized")
    await li.sends("谁参加了会议？")
    await server.world.private_chat(li).next_message(timeout=30)

    for _ in range(5):
        server.fail_next("getUpdates", 401, "Unauthorized")
    ended = await bot.ended()

    assert ended.code == 2
    assert ENGLISH.problem.refused_token in ended.output
    assert "Traceback" not in ended.output


@pytest.mark.long
async def test_stopping_before_it_is_connected(start_bot: StartBot) -> None:
    """While it still tries to reach Telegram, SIGTERM ends it cleanly."""
    bot = await start_bot(
        {
            "TELEGRAM_BOT_TOKEN": "123456:token",
            "YUANJU_TELEGRAM_API_BASE": "http://127.0.0.1:9",
            "YUANJU_TELEGRAM__START_RETRIES": "100",
            "YUANJU_LOGGING__LEVEL": "warning",
        }
    )
    await bot.says("cannot be reached")

    ended = await bot.stopped()

    assert ended.code == 0
    assert "Traceback" not in ended.output


@pytest.mark.long
async def test_a_server_that_is_no_bot_api(start_bot: StartBot) -> None:
    """A page that is not found means a wrong address, not a wrong token."""
    app = web.Application()
    async with TestServer(app) as other:
        bot = await start_bot(
            {
                "TELEGRAM_BOT_TOKEN": "123456:token",
                "YUANJU_TELEGRAM_API_BASE": str(other.make_url("")),
                "YUANJU_TELEGRAM__START_RETRIES": "0",
                "LANG": "C",
            }
        )

        ended = await bot.ended()

    assert ended.code == 2
    (line,) = ended.output.splitlines()
    assert "cannot be reached" in line


@pytest.mark.long
async def test_models_that_are_off_are_logged(server: BotApiServer, start_bot: StartBot) -> None:
    """In one line, in the operator's language."""
    only_tagger = {**MODELS_ON, "YUANJU_MODELS__ENCODER": "off"}
    bot = await start_bot(environment(server, **only_tagger))
    li = server.world.user("小李")
    await li.sends("谁参加了会议？")
    await server.world.private_chat(li).next_message(timeout=30)

    ended = await bot.stopped()

    expected = ENGLISH.models.off.format(models=ENGLISH.models.encoder)
    assert [line for line in ended.output.splitlines() if expected in line]
