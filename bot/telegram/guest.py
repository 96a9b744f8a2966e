"""Guest mode: the bot is called into a chat that it is not in, and answers there once.

It sees what its caller would see inline: the shared shelves and the caller's own.
"""

import logging
import time
from dataclasses import dataclass
from html import escape
from typing import Any

from telegram import Bot, InlineQueryResultArticle, Message, Update, User
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.problems import describe
from bot.store import questions
from bot.store.chats import Chat
from bot.store.questions import NewQuestion, Outcome, Question, Result
from bot.telegram.addressed import replied_to, said_to
from bot.telegram.cases import end, result_of
from bot.telegram.queries import answer_in_time
from bot.telegram.quota import Verdict
from bot.telegram.results import told, whole
from bot.telegram.services import Services
from bot.words import Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.protocols import IndexUnavailableError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Call:
    """A message that calls the bot, and who wrote it."""

    bot: Bot
    message: Message
    query_id: str
    caller: User
    chat: Chat
    """The caller's own with the bot."""
    words: Words


class Guest:
    """Answers where the bot is a guest."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Tell `application` which updates go here, if the operator wants any."""
        if self._services.settings.guest_mode:
            called = filters.UpdateType.GUEST_MESSAGE
            application.add_handler(MessageHandler(called, self.called))

    async def called(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody called the bot."""
        services, message = self._services, update.guest_message
        if message is None or message.guest_query_id is None or message.from_user is None:
            return
        caller = message.from_user
        said = said_to(message, context.bot.username, context.bot.id, called=True)
        if said is None or said.command not in {None, "ask"} or not services.allows(caller.id):
            return
        # Who hides behind a chat has an account that is the same for everybody: it sees
        # the shared shelves, and not those of the chat, which others may read.
        chat = await services.chat(caller.id)
        words = services.words(chat, caller)
        call = _Call(context.bot, message, message.guest_query_id, caller, chat, words)
        question = await self._written_down(call, update.update_id, said.text)
        if question.outcome is Outcome.OPEN:
            await self._reply(call, question)

    async def _written_down(self, call: _Call, update_id: int, text: str) -> Question:
        message = call.message
        new = NewQuestion(
            update_id,
            call.caller.id,
            None,
            None,
            None if message.sender_chat is not None else call.caller.id,
            text or replied_to(message),
            int(message.date.timestamp()),
        )
        return await self._services.database.run(lambda found: questions.ask(found, new))

    async def _reply(self, call: _Call, question: Question) -> None:
        services = self._services
        age = services.clock() - call.message.date.timestamp()
        if age > services.settings.oldest_question_seconds:
            # Telegram does not take an answer any more: nobody can be told.
            await end(services, question, Result(Outcome.LATE))
            return
        verdict = services.people.ask(call.caller.id)
        if verdict is Verdict.ALLOWED:
            await self._answer(call, question)
            return
        if verdict is Verdict.NOTICE:
            most = services.settings.questions_a_minute
            await self._show(call, _notice(call.words.telegram.too_many.format(number=most)))
        await end(services, question, Result(Outcome.LIMITED))

    async def _answer(self, call: _Call, question: Question) -> None:
        with self._services.meter.answering():
            try:
                shown, result = await self._found(call, question)
            except Exception:
                # Not where it is broken off, for then the next process takes it up.
                await end(self._services, question, Result(Outcome.FAILED))
                raise
            await self._show(call, shown)
            await end(self._services, question, result)

    async def _found(
        self, call: _Call, question: Question
    ) -> tuple[InlineQueryResultArticle, Result]:
        services, most, language = self._services, call.chat.sentences, call.words.language
        started = time.perf_counter()
        try:
            asking = await services.shelves.asking(call.caller.id)
            asked = await services.asker.do(lambda: asking.ask(question.text, most, language))
        except QuestionTooLongError as error:
            return _notice(describe(error, call.words.problem)), Result(Outcome.DECLINED)
        except IndexUnavailableError as error:
            _log.warning("the index cannot be asked: %s", error)
            return _notice(describe(error, call.words.problem)), Result(Outcome.FAILED)
        return whole(asked), result_of(asked, started)

    async def _show(self, call: _Call, result: InlineQueryResultArticle) -> None:
        async def answer() -> None:
            await call.bot.answer_guest_query(call.query_id, result)

        await answer_in_time(self._services.outbox, answer)


def _notice(text: str) -> InlineQueryResultArticle:
    return told(escape(text, quote=False), text)
