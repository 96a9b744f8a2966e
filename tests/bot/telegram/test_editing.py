"""Editing a question: what it changes, and what it must not."""

from dataclasses import replace

import pytest

from bot.store.chats import Askers
from bot.store.questions import Outcome
from tests.bot.telegram.asked import earlier, journaled
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CHINESE, Harness, with_settings
from tests.telegram_fakes import authors, contents, members
from tests.telegram_fakes.places import GROUP, LI, Place
from tests.telegram_fakes.updates import edited, group_text, message_update, private_text
from tests.telegram_fakes.values import Json


@pytest.mark.parametrize(
    ("text", "changed"),
    [("食堂有什么菜？", "谁参加了会议？"), ("/ask 食堂有什么菜？", "/ask 谁参加了会议？")],
)
async def test_an_edit_changes_the_answer(bot: Harness, text: str, changed: str) -> None:
    """In place: there is no second answer."""
    question = private_text(text)
    await bot.take(question)
    (before,) = bot.request.sent

    (after,) = await bot.said(edited(question, changed))

    assert before.text.startswith("文章里没有说")
    assert "郭建平" in after
    assert journaled(bot, question).text == "谁参加了会议？"
    assert journaled(bot, question).outcome is Outcome.ANSWERED
    assert len(bot.request.calls("sendMessage")) == 1


async def test_an_edited_caption(bot: Harness) -> None:
    """A question under a picture may be edited as well."""
    where = Place.with_person(LI)
    question = message_update(contents.photo("食堂有什么菜？"), authors.person(LI), where)
    await bot.take(question)

    (after,) = await bot.said(edited(question, "谁参加了会议？"))

    assert "郭建平" in after


async def test_edits_that_change_nothing(bot: Harness) -> None:
    """A link preview that appeared, spaces, or the command before the same words."""
    question = private_text("谁参加了会议？")
    await bot.take(question)

    await bot.take(
        edited(question, "谁参加了会议？"),
        edited(question, " 谁参加了会议？ "),
        edited(question, "/ask 谁参加了会议？"),
        edited(question, "/ask"),
    )

    assert bot.request.calls("editMessageText") == []
    assert len(bot.request.sent) == 1


@pytest.mark.parametrize("age", [400, 80_000])
async def test_an_edit_that_comes_too_late(make_bot: MakeBot, age: int) -> None:
    """After the configured time an answer stays as it is."""
    bot = make_bot(settings=with_settings(edit_window_seconds=300, oldest_question_seconds=86_400))
    question = earlier(age)
    await bot.take(question)

    await bot.take(edited(question, "參觀了哪些設施？"))

    assert bot.request.calls("editMessageText") == []
    assert len(bot.request.sent) == 1


async def test_an_edit_within_a_long_window(make_bot: MakeBot) -> None:
    """How old the question is does not matter then, for it was just edited."""
    bot = make_bot(settings=with_settings(edit_window_seconds=3_600))
    question = earlier(300)
    await bot.take(question)
    question["message"]["date"] -= 1_800

    (after,) = await bot.said(edited(question, "參觀了哪些設施？"))

    assert "裝調現場" in after


async def test_an_edit_makes_no_question(bot: Harness) -> None:
    """What was no question when it was sent is none when it is edited, nor is a command run."""
    chat, start, alone = group_text("大家好"), private_text("/start"), private_text("/ask")
    await bot.take(start, alone)
    before = len(bot.request.sent)

    await bot.take(
        edited(chat, "/ask@yuanju_bot 谁参加了会议？"),
        edited(start, "/help"),
        edited(alone, "/ask 谁参加了会议？"),
    )

    assert len(bot.request.sent) == before
    assert bot.request.calls("editMessageText") == []


async def test_an_edit_when_the_answer_was_deleted(bot: Harness) -> None:
    """It stays deleted, and that is no fault."""
    question = private_text("食堂有什么菜？")
    await bot.take(question)
    said = "Bad Request: message to edit not found"
    bot.request.fail_next("editMessageText", 400, said)

    await bot.take(edited(question, "谁参加了会议？"))

    assert len(bot.request.calls("sendMessage")) == 1


async def test_an_edit_counts_as_a_question(make_bot: MakeBot) -> None:
    """Nobody gets round the limit by editing; the answer that is there stays."""
    bot = make_bot(settings=with_settings(questions_a_minute=1))
    question = private_text("谁参加了会议？")
    await bot.take(question)

    answer, notice = await bot.said(
        edited(question, "食堂有什么菜？"), edited(question, "食堂有什么饭？")
    )

    assert "郭建平" in answer
    assert notice == CHINESE.too_many.format(number=1)
    assert journaled(bot, question).text == "谁参加了会议？"


async def test_who_may_not_ask_may_not_edit(bot: Harness) -> None:
    """Turned away once, a question is not answered once it is edited; that is said once."""
    await bot.services.change(GROUP.id, lambda chat: replace(chat, askers=Askers.ADMINS))
    bot.request.api.chats.add(GROUP).members[LI.id] = members.member(LI.json())
    question = group_text("/ask@yuanju_bot 谁")

    said = await bot.said(question, edited(question, "/ask@yuanju_bot 谁参加了会议？"))

    assert said == [CHINESE.only_admins_ask]
    assert journaled(bot, question).outcome is Outcome.LIMITED


async def test_a_quiet_chat_after_an_edit(bot: Harness) -> None:
    """An answer does not stay under a question that has become one without an answer."""
    await bot.services.change(GROUP.id, lambda chat: replace(chat, quiet=True))
    question = group_text("/ask@yuanju_bot 谁参加了会议？")

    (text,) = await bot.said(question, edited(question, "/ask@yuanju_bot 食堂有什么菜？"))

    assert text.startswith("文章里没有说")


async def test_a_reaction_goes_when_there_is_an_answer(bot: Harness) -> None:
    """The sign that the article does not say must not stay above what it says."""
    await bot.services.change(GROUP.id, lambda chat: replace(chat, quiet=True))
    question = group_text("/ask@yuanju_bot 食堂有什么菜？")

    (text,) = await bot.said(question, edited(question, "/ask@yuanju_bot 谁参加了会议？"))

    assert "郭建平" in text
    first, last = bot.request.calls("setMessageReaction")
    assert first["reaction"] != []
    assert not last.get("reaction")


async def test_what_a_reaction_does_not_tell(bot: Harness) -> None:
    """A question that is too long is told so, also where a refusal is only a reaction."""
    await bot.services.change(GROUP.id, lambda chat: replace(chat, quiet=True))

    (text,) = await bot.said(group_text(f"/ask@yuanju_bot {'谁' * 2_000}"))

    assert "2,000" in text
    assert bot.request.calls("setMessageReaction") == []


def changed_at(question: Json, text: str, seconds: int) -> Json:
    """Told of: the question was changed to that, so long after it was asked."""
    change = edited(question, text)
    change["edited_message"]["edit_date"] = change["edited_message"]["date"] + seconds
    return change


async def test_changes_in_the_wrong_order(bot: Harness) -> None:
    """The last one that was made counts, and of two in one second the last that was told."""
    question = private_text("食堂有什么菜？")
    await bot.take(question)

    await bot.take(
        changed_at(question, "谁参加了会议？", 10),
        changed_at(question, "參觀了哪些設施？", 5),
    )
    assert journaled(bot, question).text == "谁参加了会议？"

    await bot.take(changed_at(question, "參觀了哪些設施？", 10))
    assert journaled(bot, question).text == "參觀了哪些設施？"


async def test_a_change_that_overtakes_its_question(bot: Harness) -> None:
    """It waits for the question, which is answered as it is by then."""
    question = private_text("食堂有什么菜？")

    (answer,) = await bot.said(changed_at(question, "谁参加了会议？", 1), question)

    assert "郭建平" in answer
    assert journaled(bot, question).text == "谁参加了会议？"
