"""What goes wrong between the bot and Telegram, and what becomes of the answers."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from bot.store import chats
from bot.store.database import Database
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User
from tests.e2e.conftest import StartBot
from tests.e2e.runs.asked import environment
from tests.telegram_fakes import faults
from tests.telegram_fakes.values import ChatMessage

CATALOGUE = load_catalogue()
CHINESE = CATALOGUE["zh-Hans"].telegram
QUESTION = "谁参加了会议？"
STOP_SECONDS = 5


async def running(server: BotApiServer, start_bot: StartBot, folder: Path, **more: str) -> None:
    """A bot that polls."""
    bot = await start_bot(environment(server, str(folder), **more))
    await bot.says("polling")


def answers(server: BotApiServer, person: User) -> list[ChatMessage]:
    """All that the bot wrote to a person."""
    return [
        message
        for message in person.chat.messages.values()
        if message.sender_id == server.api.account.id
    ]


def is_active(folder: Path, person: User) -> bool:
    """Whether the bot believes that it can write to a person."""
    database = Database(folder / "yuanju.db")
    chat = database.run_now(lambda found: chats.load(found, person.chat.id))
    database.close()
    return chat.active


async def answered(person: User) -> str:
    """The text of the next answer to a question."""
    await person.sends(QUESTION)
    return (await person.chat.next_message(timeout=30)).text


async def befallen(fault: faults.Fault) -> None:
    """Wait until a call has met that fault."""
    async with asyncio.timeout(30):
        while not fault.struck:  # noqa: ASYNC110 - a fault is no event
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "effect",
    [
        faults.too_many_requests(1),
        faults.bad_gateway(),
        faults.internal_error(),
        faults.not_found(),
        faults.cannot_parse(),
        faults.unauthorized(),
        faults.refusal(400, "Bad Request: QUOTE_TEXT_INVALID"),
    ],
    ids=["429", "502 page", "500", "404", "can't parse", "401", "wrong quote"],
)
async def test_a_refused_answer_arrives(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path, effect: faults.Effect
) -> None:
    """A little later or without marks, and once."""
    await running(server, start_bot, tmp_path)
    li = server.world.user("小李")
    server.fail("sendMessage", effect)

    assert "郭建平" in await answered(li)
    await asyncio.sleep(1)
    assert len(answers(server, li)) == 1


async def test_a_slow_chat_holds_up_no_other(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """While one waits, or its connection hangs, another is answered."""
    await running(server, start_bot, tmp_path)
    li, wang, zhao = (server.world.user(name) for name in ("小李", "小王", "小赵"))
    server.fail("sendMessage", faults.too_many_requests(30), chat_id=li.chat.id)
    server.fail("sendMessage", faults.Hang(), chat_id=wang.chat.id)
    await li.sends(QUESTION)
    await wang.sends(QUESTION)

    assert "郭建平" in await answered(zhao)
    assert answers(server, li) == answers(server, wang) == []


async def test_a_lost_connection_repeats_nothing(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Nobody can tell whether the answer arrived: it is not sent again, and that is said."""
    await running(server, start_bot, tmp_path)
    li, wang = server.world.user("小李"), server.world.user("小王")
    server.fail("sendMessage", faults.Reset(acted=True), chat_id=li.chat.id)
    server.fail("sendMessage", faults.Reset(acted=False), chat_id=wang.chat.id)
    await li.sends(QUESTION)
    await wang.sends(QUESTION)

    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    assert (await li.chat.next_message()).text == CHINESE.uncertain
    assert (await wang.chat.next_message()).text == CHINESE.uncertain
    await asyncio.sleep(1)
    assert len(answers(server, li)) == 2
    assert len(answers(server, wang)) == 1


async def test_who_does_not_want_to_be_written_to(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """One try, no storm, the chat is put down as left, and the bot goes on for others."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    li, wang = server.world.user("小李"), server.world.user("小王")
    kicked = faults.refusal(403, "Forbidden: bot was blocked by the user")
    fault = server.fail("sendMessage", kicked, times=None, chat_id=li.chat.id)
    await li.sends(QUESTION)
    await befallen(fault)

    assert "郭建平" in await answered(wang)
    await asyncio.sleep(1)
    await bot.stopped()
    assert fault.struck == 1
    assert [is_active(tmp_path, person) for person in (li, wang)] == [False, True]


async def test_the_same_update_twice(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """It is answered once."""
    await running(server, start_bot, tmp_path)
    li = server.world.user("小李")
    await answered(li)

    await server.world.repeats(server.world.announced[-1])
    await asyncio.sleep(1)

    assert len(answers(server, li)) == 1


async def test_an_outage(server: BotApiServer, start_bot: StartBot, tmp_path: Path) -> None:
    """What was asked before it is answered after it, once."""
    await running(server, start_bot, tmp_path)
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.bad_gateway(), times=None)
    await li.sends(QUESTION)
    await befallen(fault)

    await server.go_away()
    fault.lift()
    await asyncio.sleep(1)
    await server.come_back()

    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    await asyncio.sleep(1)
    assert len(answers(server, li)) == 1


async def test_coming_back_late(server: BotApiServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Questions of long ago get one line for each chat; those of a moment ago an answer."""
    li, wang = server.world.user("小李"), server.world.user("小王")
    long_ago = int(time.time()) - 3600
    for _ in range(3):
        await li.sends(QUESTION, date=long_ago)
    await wang.sends(QUESTION, date=long_ago)
    await wang.sends(QUESTION)

    await running(server, start_bot, tmp_path)

    late = CHINESE.late.format(minutes=10)
    assert (await li.chat.next_message(timeout=30)).text == late
    assert (await wang.chat.next_message()).text == late
    assert "郭建平" in (await wang.chat.next_message()).text
    assert len(answers(server, li)) == 1


async def test_stopping_in_the_middle(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """SIGTERM waits for no answer that hangs; the next process sends it."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.too_many_requests(30), times=None)
    await li.sends(QUESTION)
    await befallen(fault)

    ended = await bot.stopped()
    fault.lift()
    await running(server, start_bot, tmp_path)

    assert ended.code == 0
    assert "Traceback" not in ended.output
    assert "郭建平" in (await li.chat.next_message(timeout=30)).text


async def test_stopping_while_an_answer_hangs(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """It is broken off in time, and sent by the next process."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.Hang(), times=None)
    await li.sends(QUESTION)
    await befallen(fault)

    before = time.monotonic()
    ended = await bot.stopped()
    seconds = time.monotonic() - before
    fault.lift()
    await running(server, start_bot, tmp_path)

    assert (ended.code, "Traceback" in ended.output) == (0, False)
    assert "郭建平" in (await li.chat.next_message(timeout=30)).text
    assert seconds < STOP_SECONDS


async def test_an_edit_that_has_to_wait(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """A flood limit holds for changed answers too: the change comes later."""
    await running(server, start_bot, tmp_path)
    li = server.world.user("小李")
    question = await li.sends(QUESTION)
    await li.chat.next_message(timeout=30)
    fault = server.fail("editMessageText", faults.too_many_requests(1))

    await li.edits(question, "食堂有什么菜？")

    assert "郭建平" not in (await li.chat.next_edit(timeout=30)).text.splitlines()[0]
    assert fault.struck == 1


@pytest.mark.parametrize(
    "effect", [faults.conflict(), faults.Hang()], ids=["another instance", "no answer"]
)
async def test_no_updates_for_too_long(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path, effect: faults.Effect
) -> None:
    """The bot ends with 70, so that it is started anew, and says why."""
    server.fail("getUpdates", effect, times=None)
    bot = await start_bot(
        environment(server, str(tmp_path), YUANJU_TELEGRAM__STALL_SECONDS="2", LANG="C")
    )

    ended = await bot.ended()

    english = CATALOGUE["en"].problem
    assert ended.code == 70
    assert english.stalled in ended.output
    assert "Traceback" not in ended.output
    if isinstance(effect, faults.Refusal):
        assert ended.output.count(english.another_instance) == 1
