"""More questions than the real bot or Telegram takes, and one that takes long."""

import asyncio
import itertools
import json
import time
from pathlib import Path

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.runs.asked import environment
from tests.e2e.test_telegram import environment as untouched
from tests.telegram_fakes import faults
from tests.telegram_fakes.limits import Limits, Window, busiest
from tests.telegram_fakes.places import Place

WORDS = load_catalogue()["zh-Hans"].telegram
QUESTION = "谁参加了会议？"
ASKED = f"/ask@yuanju_bot {QUESTION}"
ANSWERED = "郭建平"
FIRST_SECONDS = 30
IN_A_GROUP = 18
"""Questions that a group may ask in a minute, unless the operator says otherwise."""
LARGE = Place(-1001000002001, "supergroup", "大全")


async def test_one_who_asks_too_much(server: BotApiServer, start_bot: StartBot) -> None:
    """They get what is allowed and one notice, and others are answered as ever."""
    await start_bot(untouched(server, YUANJU_TELEGRAM__QUESTIONS_A_MINUTE="2"))
    li, wang = server.world.user("小李"), server.world.user("小王")

    for _ in range(6):
        await li.sends(QUESTION)
    texts = [(await li.chat.next_message(timeout=FIRST_SECONDS)).text for _ in range(3)]
    await wang.sends(QUESTION)

    assert ANSWERED in (await wang.chat.next_message()).text
    assert [ANSWERED in text for text in texts] == [True, True, False]
    assert texts[2] == WORDS.too_many.format(number=2)
    assert await li.chat.stays_silent(0.5)


async def test_forty_questions_in_a_group(start_bot: StartBot) -> None:
    """As many as Telegram takes answers to are answered, and of the others it tells, once."""
    async with BotApiServer(limits=Limits()) as server:
        await start_bot(untouched(server))
        group = server.world.group()
        people = [server.world.user(f"路人{number}") for number in range(8)]
        asked = [
            (await people[number % 8].sends(ASKED, chat=group)).message_id for number in range(40)
        ]

        sent = [await group.next_message(timeout=FIRST_SECONDS) for _ in range(IN_A_GROUP + 1)]

        notices = [each for each in sent if ANSWERED not in each.text]
        replied = [each.body["reply_to_message"]["message_id"] for each in sent]
        assert replied == asked[: IN_A_GROUP + 1]
        assert [each.text for each in notices] == [WORDS.too_many_group.format(number=IN_A_GROUP)]
        assert await group.stays_silent(1)
        assert busiest(server.api.sent_at(group.id), 60) <= 20
        assert len(server.calls("sendMessage")) == len(sent)


async def test_a_flood_in_many_chats(start_bot: StartBot, tmp_path: Path) -> None:
    """Where Telegram takes fewer than it says, all are answered, a little later and once."""
    async with BotApiServer(limits=Limits(overall=Window(5, 1))) as server:
        await start_bot(environment(server, str(tmp_path)))
        people = [server.world.user(f"路人{number}") for number in range(15)]
        for person in people:
            await person.sends(QUESTION)

        texts = [(await person.chat.next_message(timeout=FIRST_SECONDS)).text for person in people]

        assert all(ANSWERED in text for text in texts)
        assert len(server.api.sent_at()) == len(people)
        assert len(server.calls("sendMessage")) > len(people)


async def test_questions_in_a_row(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """In one chat answers come in the order of the questions, though the first has to wait."""
    bot = await start_bot(environment(server, str(tmp_path)))
    await bot.says("polling")
    group = server.world.group()
    people = itertools.cycle([server.world.user("小李"), server.world.user("小王")])
    server.fail("sendMessage", faults.too_many_requests(1), chat_id=group.id)

    asked = [(await next(people).sends(ASKED, chat=group)).message_id for _ in range(3)]
    answers = [await group.next_message(timeout=FIRST_SECONDS) for _ in asked]

    assert [each.body["reply_to_message"]["message_id"] for each in answers] == asked


async def test_a_question_that_takes_long(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """That something is done is shown, once and in its topic; others are answered meanwhile.

    A large article is read when it is first asked.
    """
    file = tmp_path / "large.txt"
    things = ("河水", "山峰", "列车", "面包", "图书", "电影", "医院", "学校", "花园", "工厂")
    lines = (
        f"{first}在{second}旁边，{third}在{first}旁边，第{number}号由王小明保管。"
        for number, (first, second, third) in enumerate(
            itertools.islice(itertools.cycle(itertools.product(things, repeat=3)), 10_000)
        )
    )
    file.write_text("大全\n\n" + "\n".join(lines), encoding="utf-8")
    shelf = {"large": {"files": [str(file)], "chats": [LARGE.id]}}
    settings = {"YUANJU_SHELF__FURTHER": json.dumps(shelf)}
    bot = await start_bot(environment(server, str(tmp_path), **settings))
    await bot.says("polling")
    li, wang = server.world.user("小李"), server.world.user("小王")
    group = server.api.chats.add(LARGE)
    topic = group.topic("编号")

    begun = time.monotonic()
    await li.sends("/ask@yuanju_bot 第37号由谁保管？", chat=group, topic=topic)
    await asyncio.sleep(0.2)
    await wang.sends(QUESTION)
    at_once = await wang.chat.next_message(timeout=FIRST_SECONDS)
    of_wang = time.monotonic() - begun
    late = await group.next_message(timeout=FIRST_SECONDS)
    of_li = time.monotonic() - begun

    assert ANSWERED in at_once.text
    assert "王小明" in late.text
    assert of_wang < of_li
    (shown,) = server.calls("sendChatAction")
    assert shown == {"chat_id": group.id, "message_thread_id": topic, "action": "typing"}
