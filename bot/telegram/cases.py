"""A message that asks, and what became of the question."""

import logging
import time
from dataclasses import dataclass
from typing import Self

from telegram import Bot, Message

from bot.asking import Asked
from bot.store import questions
from bot.store.chats import Chat
from bot.store.questions import Outcome, Question, Result
from bot.telegram.logs import FIELDS
from bot.telegram.services import Services
from bot.words import Words
from retrieval.replies import NoAnswer, Reply, best_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Case:
    """A message that asks, and what is known of where."""

    bot: Bot
    message: Message
    update_id: int
    chat: Chat
    words: Words
    above: str | None = None
    """What is said above the answer; None for nothing."""
    about: str | None = None
    """The article that alone is asked; None: what the message replies to says."""

    @classmethod
    async def of(cls, services: Services, bot: Bot, message: Message, update_id: int) -> Self:
        """The case that a message is, of which that update told."""
        chat = await services.chat(message.chat_id)
        return cls(bot, message, update_id, chat, services.words(chat, message.from_user))


def result_of(asked: Asked, started: float, alone: str | None = None) -> Result:
    """What became of a question.

    It was asked of the article `alone`, if that is not None, and `started` at that reading of
    `time.perf_counter`.
    """
    reply = asked.reply
    return Result(
        Outcome.DECLINED if isinstance(reply, NoAnswer) else Outcome.ANSWERED,
        article_id=alone or _article_of(reply),
        confidence=reply.confidence,
        milliseconds=1_000 * (time.perf_counter() - started),
        missing=_missing(reply),
    )


async def end(services: Services, question: Question, result: Result) -> None:
    """Write down what became of a question, count it, and log it without a word of it."""
    await services.database.insist(lambda found: questions.end(found, question.id, result))
    services.meter.ended(result.outcome)
    milliseconds = None if result.milliseconds is None else round(result.milliseconds)
    fields = {"question": question.id, "milliseconds": milliseconds}
    _log.info("question %s", result.outcome.value, extra={FIELDS: fields})


def _missing(reply: Reply) -> tuple[str, ...] | None:
    """The words that are missing; None where there was nothing to look for."""
    return reply.missing_words if isinstance(reply, NoAnswer) and reply.query.words else None


def _article_of(reply: Reply) -> str | None:
    """The article that a reply is of; None if it answers nothing."""
    best = best_of(reply)
    return None if best is None else best[0]
