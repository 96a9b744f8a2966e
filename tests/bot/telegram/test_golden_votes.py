"""👍: what a person found right is kept, with the sentence, until it is forgotten."""

import asyncio
from pathlib import Path

import pytest
from telegram import Update

from bot.store import golden
from bot.store.golden import Golden
from bot.telegram.buttons import Press, View
from tests.bot.telegram.chats.hall import HALL, file_of
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import Harness
from tests.bot.telegram.pressing import PLAIN, ask, press
from tests.telegram_fakes.updates import GROUP, LI, Person, group_text, pressed, private_text

WANG = Person(id=77, first_name="王", language_code="zh-hans")


def kept(bot: Harness) -> list[Golden]:
    """All that is kept."""
    return bot.database.run_now(golden.kept)


async def test_the_sentence_is_kept(bot: Harness) -> None:
    """Word for word, with its article; once, however often and by whomever."""
    message = await ask(bot, PLAIN, in_group=True)
    for sender in (LI, WANG, LI):
        await press(bot, message, "👍", sender=sender)

    (right,) = kept(bot)

    assert (right.chat_id, right.text) == (GROUP.id, PLAIN)
    assert right.answer in message.text
    asking = await bot.shelves.asking(GROUP.id)
    assert right.answer in [each.text for each in asking.sentences(right.article_id)]


async def test_what_the_page_says_is_kept_too(bot: Harness) -> None:
    """A date is an answer as any other."""
    message = await ask(bot, "文章是什么时候发布的？")
    await press(bot, message, "👍")

    assert [right.answer for right in kept(bot)] == ["2022-05-25"]


async def test_the_last_word_counts(bot: Harness) -> None:
    """👎 takes it away, of that person alone."""
    message = await ask(bot, PLAIN, in_group=True)
    await press(bot, message, "👍")
    await press(bot, message, "👎")
    assert kept(bot) == []

    await press(bot, message, "👍", sender=WANG)
    await press(bot, message, "👎")
    assert len(kept(bot)) == 1


async def test_both_at_once(bot: Harness) -> None:
    """Whichever is dealt with last, what is kept agrees with the vote."""
    message = await ask(bot, PLAIN)
    async with bot.application:
        await asyncio.gather(
            *(
                bot.application.process_update(
                    Update.de_json(
                        pressed(message, message.data(mark), sender=LI), bot.application.bot
                    )
                )
                for mark in ("👍", "👎")
            )
        )

    (good,) = bot.database.run_now(
        lambda found: list(found.exec_driver_sql("SELECT good FROM feedback").scalars())
    )
    assert len(kept(bot)) == good


async def test_a_forged_vote_on_a_declined_question(bot: Harness) -> None:
    """There is nothing that could be right."""
    message = await ask(bot, "食堂有什么菜？")
    question = Press(1, alone=False, view=View.GOOD)

    await bot.take(pressed(message, question.data(), sender=LI))

    assert kept(bot) == []


@pytest.mark.parametrize("who", [LI, WANG])
async def test_who_is_forgotten(bot: Harness, who: Person) -> None:
    """Who asked, and who voted: with either it goes."""
    message = await ask(bot, PLAIN, in_group=True)
    await press(bot, message, "👍", sender=WANG)

    await bot.take(private_text("/forgetme", sender=who))

    assert kept(bot) == []
    assert (PLAIN in bot.kept()) is (who is WANG)


async def test_an_answer_of_one_article(make_bot: MakeBot, tmp_path: Path) -> None:
    """Is kept only if all that the chat sees answers with the same sentence."""
    east = file_of(tmp_path, "东馆\n\n东馆的馆长是王小明。东馆三月开馆。")
    bot = make_bot([east, file_of(tmp_path, HALL)])
    first = await ask(bot, "新馆什么时候开馆？", in_group=True)
    for text in ("馆长是谁？", "新馆何时开馆？"):
        await bot.take(group_text(text, reply_to=first))
        answer = bot.request.sent[-1]
        assert "王小明" not in answer.text
        await press(bot, answer, "👍")

    assert [right.text for right in kept(bot)] == ["新馆何时开馆？"]
