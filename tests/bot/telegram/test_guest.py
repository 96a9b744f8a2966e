"""Guest mode: called into a chat that the bot is not in."""

import asyncio
import time

import pytest
from telegram import Update

from bot.store import questions
from bot.store.questions import Outcome
from bot.telegram.receiving import allowed_updates
from tests.bot.telegram.asked import message
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CHINESE, Harness, with_settings
from tests.telegram_fakes.answering import message_of
from tests.telegram_fakes.places import LI, Person
from tests.telegram_fakes.updates import group_text, guest_asked
from tests.telegram_fakes.values import Json

GUEST = with_settings(guest_mode=True)
QUESTION = "@yuanju_bot 谁参加了会议？"


@pytest.fixture
def guest(make_bot: MakeBot) -> Harness:
    """A bot that may be called."""
    return make_bot(settings=GUEST)


async def answered(bot: Harness, *updates: Json) -> list[str]:
    """The texts that the bot answered these calls with."""
    await bot.take(*updates)
    calls = bot.request.calls("answerGuestQuery")
    return [message_of(call["result"])["text"] for call in calls]


def outcomes(bot: Harness) -> list[Outcome]:
    """What became of each question in the journal."""
    found = bot.database.run_now(
        lambda kept: [questions.by_id(kept, number) for number in range(1, 20)]
    )
    return [question.outcome for question in found if question is not None]


@pytest.mark.parametrize(
    "text",
    [QUESTION, "谁参加了会议？ @yuanju_bot", "/ask@yuanju_bot 谁参加了会议？", "谁参加了会议？"],
)
async def test_the_sentence_is_the_answer(guest: Harness, text: str) -> None:
    """However the bot was called: the sentence and its citation, once."""
    (answer,) = await answered(guest, guest_asked(text))

    assert "參加會議。" in answer
    assert "— 忻州市委書記朱曉東到二所調研" in answer
    assert guest.request.sent == []
    assert outcomes(guest) == [Outcome.ANSWERED]


async def test_the_article_does_not_say(guest: Harness) -> None:
    """An honest refusal, and no sentence in it that could be taken for an answer."""
    (answer,) = await answered(guest, guest_asked("@yuanju_bot 食堂有什么菜？"))

    assert answer.startswith("文章里没有说")
    assert "—" not in answer
    assert outcomes(guest) == [Outcome.DECLINED]


async def test_called_under_a_question(guest: Harness) -> None:
    """A call without words takes what it replies to."""
    call = guest_asked("@yuanju_bot")
    question = group_text("谁参加了会议？", sender=Person(5))
    call["guest_message"]["reply_to_message"] = message(question).body

    (answer,) = await answered(guest, call)

    assert "參加會議。" in answer


async def test_called_without_a_question(guest: Harness) -> None:
    """Says how to ask."""
    (answer,) = await answered(guest, guest_asked("@yuanju_bot"))

    assert "例如" in answer


async def test_another_command(guest: Harness) -> None:
    """Guests are answered questions, nothing else."""
    assert await answered(guest, guest_asked("/start@yuanju_bot")) == []


async def test_a_bot_calls(guest: Harness) -> None:
    """Two bots could go on for ever."""
    caller = Person(9, "别的", "other_bot", None, is_bot=True)

    assert await answered(guest, guest_asked(QUESTION, sender=caller)) == []


async def test_it_is_off_by_default(bot: Harness) -> None:
    """The kind of update is not asked for, and one that comes all the same does nothing."""
    await bot.take(guest_asked(QUESTION))

    assert Update.GUEST_MESSAGE not in allowed_updates(bot.services.settings)
    assert Update.GUEST_MESSAGE in allowed_updates(GUEST)
    assert bot.request.calls("answerGuestQuery") == []
    assert outcomes(bot) == []


async def test_who_calls_too_often(make_bot: MakeBot) -> None:
    """Calls count as questions: one notice, then silence."""
    bot = make_bot(settings=with_settings(guest_mode=True, questions_a_minute=1))

    texts = await answered(bot, *(guest_asked(QUESTION) for _ in range(3)))

    assert texts[1:] == [CHINESE.too_many.format(number=1)]
    assert outcomes(bot) == [Outcome.ANSWERED, Outcome.LIMITED, Outcome.LIMITED]


async def test_a_call_that_waited(guest: Harness) -> None:
    """After so long Telegram takes no answer."""
    call = guest_asked(QUESTION)
    call["guest_message"]["date"] = int(time.time()) - 700

    assert await answered(guest, call) == []
    assert outcomes(guest) == [Outcome.LATE]


async def test_called_once_answered_once(guest: Harness) -> None:
    """The same update again is the same call."""
    call = guest_asked(QUESTION)

    assert len(await answered(guest, call, call)) == 1


async def test_calls_are_counted(guest: Harness) -> None:
    """For whoever watches over the bot, they are questions like others."""
    await answered(guest, guest_asked(QUESTION), guest_asked("@yuanju_bot 食堂有什么菜？"))

    told = guest.services.meter.text().decode()
    assert 'yuanju_questions_total{outcome="answered"} 1.0' in told
    assert 'yuanju_questions_total{outcome="declined"} 1.0' in told
    assert "yuanju_answer_seconds_count 2.0" in told


async def test_broken_off(guest: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process ends meanwhile, the question is left to the next one."""

    async def stopped(work: object) -> None:
        del work
        raise asyncio.CancelledError

    call = guest_asked(QUESTION)
    with monkeypatch.context() as broken:
        broken.setattr(guest.services.asker, "do", stopped)
        with pytest.raises(asyncio.CancelledError):
            await guest.take(call)
    assert outcomes(guest) == [Outcome.OPEN]

    assert len(await answered(guest, call)) == 1
    assert outcomes(guest) == [Outcome.ANSWERED]


async def test_a_refused_answer(guest: Harness, caplog: pytest.LogCaptureFixture) -> None:
    """A server without guest mode costs a line in the log, nothing else."""
    guest.request.fail_next("answerGuestQuery", 400, "Bad Request: no guest mode here")

    await guest.take(guest_asked(QUESTION))

    (record,) = [each for each in caplog.records if each.name.startswith("bot")]
    assert "参加" not in record.getMessage()


async def test_a_private_deployment(make_bot: MakeBot) -> None:
    """Where chats are listed, only people who are may call."""
    settings = with_settings(guest_mode=True, allowed_chats=(-1001000000001, 1002))
    bot = make_bot(settings=settings)

    assert await answered(bot, guest_asked(QUESTION, sender=LI)) == []
    assert len(await answered(bot, guest_asked(QUESTION, sender=Person(1002)))) == 1
