"""The real bot's process: what ends it, what it survives, and what it leaves to the next one."""

import re
import sys
import time
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.proxies import HttpProxy
from tests.e2e.runs.asked import environment
from tests.e2e.waiting import until
from tests.telegram_fakes import faults
from tests.telegram_fakes.profile import BotAccount

CATALOGUE = load_catalogue()
WORDS = CATALOGUE["zh-Hans"]
QUESTION = "谁参加了会议？"
ANSWERED = "郭建平"
CONFLICT = faults.conflict()
FIRST_SECONDS = 30
STOP_SECONDS = 5
BROKEN = """\
import runpy
from retrieval.answering.answerer import Answerer

real = Answerer.answer

def answer(self, question, *rest):
    return 1 / 0 if "秘密" in question else real(self, question, *rest)

Answerer.answer = answer
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
"""Runs a bot with a fault in what answers."""
LISTENED = """\
import runpy, sys

def hear(event, arguments):
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        print("reached", *arguments[1][:2], file=sys.stderr, flush=True)
    if event == "socket.getaddrinfo":
        print("looked up", arguments[0], arguments[1], file=sys.stderr, flush=True)

sys.addaudithook(hear)
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
"""Runs the bot, and tells of every address that it reaches."""


async def test_a_clean_end(server: BotApiServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Told to end, it finishes the answer that is under way; the next process repeats nothing."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.Slow(1))
    await li.sends(QUESTION)
    await until(lambda: fault.struck)

    before = time.monotonic()
    ended = await bot.stopped()
    seconds = time.monotonic() - before
    again = await start_bot(environment(server, str(tmp_path)))
    await again.says("polling")
    await li.sends("二所的所长是谁？")

    assert (ended.code, "Traceback" in ended.output) == (0, False)
    assert seconds < STOP_SECONDS
    assert ANSWERED in (await li.chat.next_message()).text
    assert "唐景庭" in (await li.chat.next_message()).text


async def test_killed_in_the_middle(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """What it was told of and did not answer, the next process does, once."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("sendMessage", faults.too_many_requests(30), times=None)
    await li.sends(QUESTION)
    await until(lambda: fault.struck)
    await bot.killed()
    fault.lift()

    again = await start_bot(environment(server, str(tmp_path)))

    assert ANSWERED in (await li.chat.next_message(timeout=FIRST_SECONDS)).text
    assert await li.chat.stays_silent(1)
    assert "taking up 1" in again.output


async def test_the_same_answer_after_a_restart(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Letter by letter and mark by mark, also where something is found anew."""
    answers = []
    li = server.world.user("小李")
    for _ in range(2):
        bot = await start_bot(environment(server, str(tmp_path)))
        await li.sends("2所和忻州怎样合作？")
        answers.append(await li.chat.next_message(timeout=FIRST_SECONDS))
        await bot.stopped()

    first, second = answers
    assert (first.text, first.entities) == (second.text, second.entities)


async def test_a_fault_of_its_own(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """The person gets an apology with a number, the operator the trace by it; it goes on."""
    command = (sys.executable, "-c", BROKEN, "telegram")
    bot = await start_bot(environment(server, str(tmp_path)), command=command)
    await bot.says("polling")
    li = server.world.user("小李")

    await li.sends("谁参加了秘密会议？")
    apology = (await li.chat.next_message()).text
    await li.sends(QUESTION)

    begins, _, ends = WORDS.telegram.failed.partition("{id}")
    number = apology.removeprefix(begins).removesuffix(ends)
    assert re.fullmatch("[0-9a-f]{8}", number)
    assert ANSWERED in (await li.chat.next_message()).text
    ended = await bot.stopped()
    assert f"failed, number {number}" in ended.output
    assert "ZeroDivisionError" in ended.output.partition(number)[2]
    assert "秘密" not in ended.output
    assert ended.code == 0


@pytest.mark.parametrize(
    "effect",
    [
        faults.bad_gateway(),
        faults.not_found(),
        CONFLICT,
        faults.too_many_requests(1),
        faults.Reset(acted=False),
        faults.Reset(acted=True),
    ],
    ids=["502 page", "404", "409", "429", "reset before", "reset after"],
)
async def test_updates_that_come_back(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path, effect: faults.Effect
) -> None:
    """A request for updates that fails is made again, and each update is answered once."""
    settings = environment(server, str(tmp_path), YUANJU_TELEGRAM__POLL_TIMEOUT_SECONDS="1")
    bot = await start_bot({**settings, "LANG": "C"})
    await bot.says("polling")
    li = server.world.user("小李")
    fault = server.fail("getUpdates", effect, times=2)

    await until(lambda: fault.struck)
    await li.sends(QUESTION)

    assert ANSWERED in (await li.chat.next_message(timeout=FIRST_SECONDS)).text
    assert await li.chat.stays_silent(0.5)
    ended = await bot.stopped()
    told = CATALOGUE["en"].problem.another_instance in ended.output
    assert told is (effect is CONFLICT)
    assert (ended.code, "Traceback" in ended.output) == (0, False)


async def test_a_proxy_that_fails_for_a_while(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """What is asked meanwhile is answered when it is back."""
    host, port = server.base_url.removeprefix("http://").removesuffix("/bot").split(":")
    proxy = HttpProxy(host, int(port))
    async with proxy.listening():
        hidden = {
            "YUANJU_TELEGRAM_API_BASE": "http://telegram.invalid",
            "YUANJU_TELEGRAM_PROXY": proxy.url,
        }
        bot = await start_bot(environment(server, str(tmp_path), **hidden))
        await bot.says("polling")
        li = server.world.user("小李")
        await until(lambda: server.calls("getUpdates"))

        await proxy.go_away()
        await li.sends(QUESTION)
        await bot.says("no updates come")
        await proxy.come_back()

        assert ANSWERED in (await li.chat.next_message(timeout=FIRST_SECONDS)).text
        assert (await bot.stopped()).code == 0


async def test_nothing_else_is_reached(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """From its start to its end the process talks to the Bot API server, and to nobody else."""
    command = (sys.executable, "-c", LISTENED, "telegram")
    models = {"YUANJU_MODELS__ENCODER": "use", "YUANJU_MODELS__TAGGER": "lac"}
    bot = await start_bot(environment(server, str(tmp_path), **models), command=command)
    li = server.world.user("小李")
    for question in (QUESTION, "Who attended the meeting?", "食堂有什么菜？"):
        await li.sends(question)
        await li.chat.next_message(timeout=FIRST_SECONDS)

    ended = await bot.stopped()

    port = server.base_url.rpartition(":")[2].removesuffix("/bot")
    lines = ended.output.splitlines()
    reached = {line for line in lines if line.startswith(("reached", "looked up"))}
    assert f"reached 127.0.0.1 {port}" in reached
    assert reached <= {f"reached 127.0.0.1 {port}", f"looked up 127.0.0.1 {port}"}
    assert ended.code == 0


async def test_without_privacy_mode(start_bot: StartBot, tmp_path: Path) -> None:
    """A group's greeting tells its administrators, once; what is not for the bot it leaves."""
    async with BotApiServer(BotAccount(reads_all_group_messages=True)) as server:
        bot = await start_bot(environment(server, str(tmp_path)))
        li, group = server.world.user("小李"), server.world.group(with_bot=False)

        await li.adds_bot(group)
        greeting = await group.next_message(timeout=FIRST_SECONDS)
        await li.sends(QUESTION, chat=group)
        await li.sends(f"@yuanju_bot {QUESTION}", chat=group)

        assert WORDS.chats.reads_all in greeting.text
        assert ANSWERED in (await group.next_message()).text
        assert await group.stays_silent(0.3)
        await li.sends("/help", chat=group)
        assert WORDS.chats.reads_all in (await group.next_message()).text
        assert (await bot.stopped()).code == 0


async def test_forgetting_in_every_chat(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """What somebody asked in private and in groups goes at once; what others asked stays."""
    bot = await start_bot(environment(server, str(tmp_path)))
    li, wang = server.world.user("小李"), server.world.user("小王")
    group = server.world.group()
    await li.sends("谁参加了秘密会议？")
    await li.chat.next_message(timeout=FIRST_SECONDS)
    for person in (li, wang):
        await person.sends(f"/ask@yuanju_bot {person.person.first_name}想知道谁开会？", chat=group)
        await group.next_message()

    await li.sends("/forgetme@yuanju_bot", chat=group)

    assert (await group.next_message()).text == WORDS.chats.forgotten.format(number=2)
    await bot.stopped()
    kept = stored(tmp_path)
    assert "小王想知道".encode() in kept
    assert "秘密会议".encode() not in kept
    assert "小李想知道".encode() not in kept


def stored(folder: Path) -> bytes:
    """All that the database's files hold."""
    return b"".join(file.read_bytes() for file in folder.glob("yuanju.db*"))


async def test_told_to_end_while_it_begins(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """It ends at once, and well."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("bot.cli.telegram")  # that the models are off, before it opens its store

    ended = await bot.stopped()

    assert ended.code == 0
    assert "Traceback" not in ended.output


async def test_another_process_has_the_store(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """The second one says so and ends; the first goes on."""
    first = await start_bot(environment(server, str(tmp_path)))
    await first.says("polling")

    second = await (await start_bot(environment(server, str(tmp_path)))).ended(60)

    assert second.code == 2
    assert "another process" in second.output
    assert "docs/replicas.md" in second.output
    assert "Traceback" not in second.output
    li = server.world.user("小李")
    await li.sends(QUESTION)
    assert ANSWERED in (await li.chat.next_message()).text


@pytest.mark.parametrize(
    "effect",
    [faults.too_many_requests(4_000), faults.refusal(400, "Bad Request: not you")],
    ids=["a long wait", "a refusal"],
)
async def test_refused_at_the_start(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path, effect: faults.Effect
) -> None:
    """It ends with Telegram's own words, and does not blame the network."""
    server.fail("getMe", effect, times=None)

    ended = await (await start_bot(environment(server, str(tmp_path)))).ended(30)

    assert ended.code == 2
    assert any(each in ended.output for each in ("1:06:40", "ot you")), ended.output
    assert "Traceback" not in ended.output
    assert "YUANJU_TELEGRAM_PROXY" not in ended.output
