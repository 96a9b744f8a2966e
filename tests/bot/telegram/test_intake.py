"""From Telegram by way of the journal to an answer: each question once, and in order."""

from typing import Any

import pytest
from sqlalchemy import Connection

from bot.asking import Asked, Asking
from bot.store import updates
from bot.store.problems import HeldError
from bot.telegram import journal
from tests.bot.telegram.asked import place_of
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import Harness
from tests.telegram_fakes.places import Person
from tests.telegram_fakes.updates import edited, private_text

QUESTIONS = ("谁参加了会议？", "食堂有什么菜？", "參觀了哪些設施？", "？？？", "调研")


async def test_a_duplicate_is_answered_once(bot: Harness) -> None:
    """Telegram may send an update again, at once or after it was dealt with."""
    question = private_text("谁参加了会议？")

    async with bot.running():
        await bot.arrives(question)
        await bot.arrives(question)
    async with bot.running():
        await bot.arrives(question)

    assert len(bot.request.sent) == 1


async def test_a_store_that_breaks_after_it_has_kept(
    bot: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server kept without being able to say so is answered all the same, once."""
    monkeypatch.setattr(journal, "_PAUSE_SECONDS", 0.0)
    real = updates.record
    broken: list[int] = []

    def record(connection: Connection, update_id: int, *rest: Any) -> bool:  # noqa: ANN401
        kept = real(connection, update_id, *rest)
        if not broken:
            broken.append(update_id)
            connection.commit()
            raise HeldError
        return kept

    monkeypatch.setattr(updates, "record", record)
    async with bot.running():
        await bot.arrives(private_text("谁参加了会议？"))

    assert len(bot.request.sent) == 1


async def test_the_order_in_a_chat(bot: Harness) -> None:
    """Answers come in the order of the questions, however long each takes."""
    asked = [private_text(text) for text in QUESTIONS]

    async with bot.running():
        for each in asked:
            await bot.arrives(each)

    replied = [call["reply_parameters"]["message_id"] for call in bot.request.calls("sendMessage")]
    assert replied == [place_of(each)[1] for each in asked]


async def test_an_edit_right_after_the_question(bot: Harness) -> None:
    """It waits for the answer that it changes."""
    question = private_text("食堂有什么菜？")

    async with bot.running():
        await bot.arrives(question)
        await bot.arrives(edited(question, "谁参加了会议？"))

    (message,) = bot.request.sent
    assert "郭建平" in message.text


async def test_a_question_that_fails(bot: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told to its person, and the rest of its chat and the others are answered."""
    real = await bot.shelves.asking(1001)

    class Failing(Asking):
        """Fails at one question."""

        def __init__(self) -> None:
            """No shelf of its own."""

        def ask(self, question: str, most: int | None = None, default: str | None = None) -> Asked:
            """Fail, or answer."""
            if question == "调研":
                message = "broken"
                raise RuntimeError(message)
            return real.ask(question, most, default)

    async def asking(chat_id: int) -> Asking:
        del chat_id
        return Failing()

    monkeypatch.setattr(bot.shelves, "asking", asking)
    async with bot.running():
        for sender in (Person(1001), Person(1002)):
            for text in ("调研", "谁参加了会议？"):
                await bot.arrives(private_text(text, sender=sender))

    texts = [message.text for message in bot.request.sent]
    assert len([text for text in texts if "郭建平" in text]) == 2
    assert len([text for text in texts if text.startswith("抱歉")]) == 2


async def test_after_a_restart(make_bot: MakeBot) -> None:
    """What was not dealt with is answered by the next process, what was is not."""
    first, second = private_text("谁参加了会议？"), private_text("參觀了哪些設施？")
    before = make_bot()
    async with before.running():
        await before.arrives(first)
    # Written down, and then the process is killed.
    await before.arrives(second)

    after = make_bot()
    async with after.running():
        taken_up = await after.queue.replay(after.application.bot)

    assert taken_up == 1
    (message,) = after.request.sent
    assert "裝調現場" in message.text
    assert message.reply_parameters is not None
    assert message.reply_parameters["message_id"] == place_of(second)[1]


async def test_killed_between_answer_and_note(make_bot: MakeBot) -> None:
    """An answer that was sent and noted is not sent again, though its update is unfinished."""
    question = private_text("谁参加了会议？")
    before = make_bot()
    await before.arrives(question)
    await before.take(question)

    after = make_bot()
    async with after.running():
        taken_up = await after.queue.replay(after.application.bot)

    assert taken_up == 1
    assert len(before.request.sent) == 1
    assert after.request.sent == []
