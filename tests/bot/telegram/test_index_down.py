"""An index that cannot be asked just now: people are told so, and never that nothing is there."""

from typing import NoReturn

import pytest

from bot.catalogue import load_catalogue
from bot.store.questions import Outcome
from retrieval.protocols import IndexUnavailableError
from tests.bot.telegram.asked import journaled
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import Harness, with_settings
from tests.telegram_fakes.answering import message_of
from tests.telegram_fakes.updates import guest_asked, inline_asked, private_text

QUESTION = "谁参加了会议？"
SAID = load_catalogue()["zh-Hans"].problem.index_unavailable


async def down(*_: object) -> NoReturn:
    """What asking comes to."""
    message = "Error 111 connecting to 127.0.0.1:7000"
    raise IndexUnavailableError(message)


@pytest.fixture
def bot(make_bot: MakeBot, monkeypatch: pytest.MonkeyPatch) -> Harness:
    """One whose index is out of reach."""
    made = make_bot(settings=with_settings(guest_mode=True))
    monkeypatch.setattr(made.shelves, "asking", down)
    monkeypatch.setattr(made.shelves, "asking_some", down)
    return made


async def test_a_question_in_a_chat(
    bot: Harness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator reads the reason; asked again, it is answered as ever."""
    question = private_text(QUESTION)
    (text,) = await bot.said(question)

    assert text == SAID
    assert journaled(bot, question).outcome is Outcome.FAILED
    assert "the index cannot be asked: Error 111" in caplog.text

    monkeypatch.undo()
    *_, answer = await bot.said(private_text(QUESTION))

    assert "郭建平" in answer


async def test_a_question_of_a_guest(bot: Harness) -> None:
    """The one answer that there may be says it."""
    await bot.take(guest_asked(f"@yuanju_bot {QUESTION}"))
    (call,) = bot.request.calls("answerGuestQuery")

    assert message_of(call["result"])["text"] == SAID


async def test_an_inline_question(bot: Harness) -> None:
    """The button above the results says it, as far as it has room."""
    await bot.take(inline_asked(QUESTION))
    (call,) = bot.request.calls("answerInlineQuery")

    assert SAID.startswith(call["button"]["text"].rstrip("…"))
