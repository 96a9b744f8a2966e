"""The real bot told what it lacks, what it does well, and which words mean the same."""

import asyncio
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.e2e.processes import YUANJU
from tests.e2e.waiting import note_after, until
from tests.telegram_fakes.chats import Chat

pytestmark = IN_ONE_LOOP

WORDS = load_catalogue()["zh-Hans"]
CANTEEN = "食堂几点开门？"
WHO = "馆长是谁？"
ANOTHER_WORD = "一把手是谁？"
SENTENCE = "馆长是林小梅。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "hall.txt").write_text(f"新馆\n\n新馆四月一日开馆。{SENTENCE}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def operator(folder: Path) -> Mapping[str, str]:
    """The bot is on that article, in a store of its own."""
    return {
        "YUANJU_SHELF__FILES": json.dumps([str(folder / "hall.txt")]),
        "YUANJU_STORE__FILE": str(folder / "yuanju.db"),
    }


async def reply_in(chat: Chat) -> str:
    """The text of the next message of the bot."""
    return (await chat.next_message(timeout=30)).text


async def test_a_gap_is_closed(shared: BotApiServer) -> None:
    """Asked, listed, closed by a reply, answered, and listed no more; elsewhere nothing of it."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group, elsewhere = shared.world.group("项目组"), shared.world.group("别处")
    for each in (group, elsewhere):
        li.administers(each)
    await wang.sends(f"/ask@yuanju_bot {CANTEEN}", chat=group)
    await reply_in(group)

    await li.sends("/gaps@yuanju_bot", chat=group)
    shown = await group.next_message()
    assert CANTEEN in shown.text
    await li.sends("/gaps@yuanju_bot", chat=elsewhere)
    assert await reply_in(elsewhere) == WORDS.gaps.none.format(days=7)
    await wang.sends("食堂八点开门。", chat=group, reply_to=shown)
    assert await reply_in(group) == WORDS.feeding.only_admins
    await li.sends("食堂八点开门。", chat=group, reply_to=shown)
    added = WORDS.feeding.next
    await until(lambda: any(added in each.text for each in group.messages.values()))
    await group.next_message()

    await wang.sends(f"/ask@yuanju_bot {CANTEEN}", chat=group)
    assert "食堂八点开门。" in await reply_in(group)
    await li.presses(shown, shown.data(WORDS.gaps.again))
    await until(lambda: group.messages[shown.message_id].text == WORDS.gaps.none.format(days=7))
    await wang.sends(f"/ask@yuanju_bot {CANTEEN}", chat=elsewhere)
    assert "八点" not in await reply_in(elsewhere)


async def test_words_count_at_once(shared: BotApiServer) -> None:
    """In their chat; in another one they do not."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    await li.sends("/words 一把手 = 馆长")
    assert await reply_in(li.chat) == WORDS.wordlist.added.format(entry="一把手 = 馆长")

    for person, answered in ((li, True), (wang, False)):
        await person.sends(ANOTHER_WORD)
        assert (SENTENCE in await reply_in(person.chat)) is answered
        await person.sends("/words")
        assert ("一把手" in await reply_in(person.chat)) is answered


async def test_numbers_and_votes(shared: BotApiServer, folder: Path) -> None:
    """👍 is counted, and what it was given for is asked again by `yuanju selftest`."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    for text in (WHO, CANTEEN):
        await li.sends(text)
        await li.chat.next_message(timeout=30)
    answer = next(each for each in li.chat.messages.values() if SENTENCE in each.text)
    press = await li.presses(answer, answer.data("👍"))
    assert await note_after(shared, press) == WORDS.buttons.thanks

    told = []
    for person in (li, wang):
        await person.sends("/stats")
        told.append((await reply_in(person.chat)).splitlines())
    asked = WORDS.stats.asked.format
    assert asked(days=7, number=2, answered=1, declined=1, good=50, bad=50) in told[0]
    assert WORDS.stats.votes.format(good=1, bad=0) in told[0]
    assert asked(days=7, number=0, answered=0, declined=0, good=0, bad=0) in told[1]
    assert WORDS.stats.votes.format(good=0, bad=0) in told[1]

    found = await asyncio.to_thread(selftest, folder)
    assert (found["questions"], found["same"], found["changed"]) == (1, 1, [])
    await li.sends("/forgetme")
    await reply_in(li.chat)
    again = await asyncio.to_thread(selftest, folder)
    assert again["questions"] == 0


def selftest(folder: Path) -> dict[str, object]:
    """What `yuanju selftest` says while the bot runs."""
    environment = {
        **os.environ,
        "YUANJU_STORE__FILE": str(folder / "yuanju.db"),
        "YUANJU_MODELS__ENCODER": "off",
        "YUANJU_MODELS__TAGGER": "off",
    }
    done = subprocess.run(
        [*YUANJU[:-1], "selftest", "--json"],
        env=environment,
        capture_output=True,
        check=True,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told
