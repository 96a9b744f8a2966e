"""Questions of tests, and what the journal holds of them."""

import time

from bot.store import questions
from bot.store.questions import Question
from tests.bot.telegram.harness import Harness
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.places import LI, Place
from tests.telegram_fakes.updates import message_update
from tests.telegram_fakes.values import ChatMessage, Json


def place_of(update: Json) -> tuple[int, int]:
    """Chat and number of an update's message."""
    message = update["message"]
    return message["chat"]["id"], message["message_id"]


def journaled(bot: Harness, update: Json) -> Question:
    """What the journal holds of the question that this update asks."""
    chat_id, message_id = place_of(update)
    found = bot.database.run_now(lambda kept: questions.by_message(kept, chat_id, message_id))
    assert found is not None
    return found


def earlier(seconds: float, text: str = "谁参加了会议？", place: Place | None = None) -> Json:
    """A question that was asked so long ago."""
    where = place or Place.with_person(LI)
    date = int(time.time() - seconds)
    return message_update(contents.text(text), authors.person(LI), where, date=date)


def message(update: Json) -> ChatMessage:
    """The message of an update, for a reply to it."""
    return ChatMessage(update["message"], {})
