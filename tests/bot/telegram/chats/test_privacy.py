"""What is kept, how long, and how it is forgotten."""

import asyncio
import json
import time

import pytest

from bot.catalogue import LANGUAGES
from bot.store import questions, updates
from bot.store.database import Database
from bot.store.questions import NewQuestion
from bot.telegram.keeping import forget_old, forgetting
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, SETTINGS, Harness, with_settings
from tests.e2e.botapi.world import World
from tests.telegram_fakes.updates import Person, group_text, guest_asked, private_text
from tests.telegram_fakes.values import Json

WORDS = CATALOGUE["zh-Hans"].chats
ASKED = "/ask@yuanju_bot 谁参加了会议？"
DAY = 86_400


def journal(database: Database) -> list[str]:
    """What was asked and is still written down."""
    return database.run_now(
        lambda found: list(found.exec_driver_sql("SELECT text FROM question").scalars())
    )


def ask(database: Database, number: int, at: int) -> None:
    """A question of long ago."""
    new = NewQuestion(number, 7, None, number, 7, "谁？", at)
    database.run_now(lambda found: questions.ask(found, new))


def wait(database: Database, update: Json) -> None:
    """An update is received, and not dealt with."""
    number, content = update["update_id"], json.dumps(update)
    database.run_now(lambda found: updates.record(found, number, content, 1))


async def test_privacy_says_how_long(bot: Harness) -> None:
    """In days, as configured."""
    (text,) = await bot.said(private_text("/privacy"))

    assert f"存 {SETTINGS.store.keep_days} 天" in text
    assert "/forgetme" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("guest", [True, False])
async def test_privacy_of_a_guest(make_bot: MakeBot, language: str, *, guest: bool) -> None:
    """Told where there are guests; what is typed inline is told of everywhere."""
    bot = make_bot(settings=with_settings(guest_mode=guest))
    words = CATALOGUE[language].chats
    reader = Person(9, "Luc", None, {"zh-Hant": "zh-tw"}.get(language, language))

    (text,) = await bot.said(private_text("/privacy", sender=reader))

    assert text.startswith(words.privacy.format(days=SETTINGS.store.keep_days))
    assert text.endswith(words.privacy_guest) is guest
    assert any(named in text for named in ("inline", "内联", "內聯"))


async def test_what_a_guest_was_asked_is_kept_and_forgotten(make_bot: MakeBot) -> None:
    """The question, not the chat; and both ways as `/privacy` says."""
    bot = make_bot(settings=with_settings(guest_mode=True))
    call = guest_asked("@yuanju_bot 谁参加了会议？")
    chat = call["guest_message"]["chat"]

    async with bot.running():
        await bot.arrives(call)
    kept, asked = bot.kept(), journal(bot.database)
    await bot.take(private_text("/forgetme"))

    assert asked == ["谁参加了会议？"]
    assert str(chat["id"]) not in kept
    assert journal(bot.database) == []


async def test_forgetting_a_person(world: World, bot: Harness) -> None:
    """Their questions in every chat go at once, and it is said how many; others' stay."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    await li.sends("谁参加了会议？")
    await li.sends(ASKED, chat=group)
    await wang.sends("/ask@yuanju_bot 参观了哪里？", chat=group)

    await li.sends("/forgetme@yuanju_bot", chat=group)

    told = [message.text for message in group.messages.values()]
    assert WORDS.forgotten.format(number=2) in told
    assert journal(bot.database) == ["参观了哪里？"]


async def test_what_waits_is_forgotten_too(bot: Harness) -> None:
    """What was received before, but not dealt with, is neither kept nor answered."""
    li, wang = Person(), Person(id=1002)
    before = group_text(ASKED, sender=li), group_text(ASKED, sender=wang)
    for update in before:
        wait(bot.database, update)

    await bot.take(private_text("/forgetme", sender=li))
    waiting = bot.database.run_now(updates.unfinished)
    await bot.take(*before)

    assert [json.loads(content)["update_id"] for content in waiting] == [before[1]["update_id"]]
    assert len(journal(bot.database)) == 1


async def test_asking_after_having_been_forgotten(bot: Harness) -> None:
    """It is answered as before."""
    *_, answer = await bot.said(private_text("/forgetme"), private_text("谁参加了会议？"))

    assert "郭建平" in answer


async def test_old_questions_are_dropped(make_bot: MakeBot) -> None:
    """Those of more days ago than are kept."""
    database = make_bot().database
    now = int(time.time())
    ask(database, 1, now - 8 * DAY)
    ask(database, 2, now - 6 * DAY)

    await forget_old(database, 7, now)

    assert len(journal(database)) == 1


async def test_they_are_dropped_again_and_again(
    make_bot: MakeBot, caplog: pytest.LogCaptureFixture
) -> None:
    """At the start and after each pause, until the bot stops; a full disk is no end of it."""
    database = make_bot().database
    tasks = len(asyncio.all_tasks())
    ask(database, 1, 0)
    database.run_now(lambda found: found.exec_driver_sql("ALTER TABLE question RENAME TO q"))
    async with forgetting(database, 7, time.time, pause=0.01):
        await asyncio.sleep(0.1)
        database.run_now(lambda found: found.exec_driver_sql("ALTER TABLE q RENAME TO question"))
        await asyncio.sleep(0.2)
        assert journal(database) == []
        ask(database, 2, 0)
        await asyncio.sleep(0.2)
        assert journal(database) == []

    assert "could not be dropped" in caplog.text
    assert len(asyncio.all_tasks()) == tasks
