"""A question's way: counted, asked, shown, and written down."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from telegram import Bot, Message, ReactionTypeEmoji
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bot.asking import Asked
from bot.problems import describe
from bot.store import questions
from bot.store.chats import Askers, Chat
from bot.store.questions import NewQuestion, Outcome, Question, Result
from bot.telegram.buttons import Press
from bot.telegram.logs import FIELDS
from bot.telegram.outbox import Letter, UncertainError
from bot.telegram.quota import Verdict
from bot.telegram.screens import Screen, answer_screen
from bot.telegram.services import Services, asker_of, topic_of
from bot.words import Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, Reply

_log = logging.getLogger(__name__)

_SLOW_SECONDS = 0.5
"""After which a person is shown that something is being done."""
_DECLINED = ReactionEmoji.SHRUG


@dataclass(frozen=True, slots=True)
class _Case:
    """A message that asks, and what is known of where."""

    bot: Bot
    message: Message
    chat: Chat
    words: Words


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a question is not answered."""

    outcome: Outcome
    said: str | None
    """What the chat is told; None if it was told before."""


class Answering:
    """Answers questions in chats."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._told_late: dict[int, float] = {}

    async def new(self, bot: Bot, message: Message, text: str, update_id: int) -> None:
        """Answer a question that a message asks.

        One that was answered before the process was killed is not answered again.
        """
        services = self._services
        chat = await services.chat(message.chat_id)
        case = _Case(bot, message, chat, services.words(chat, message.from_user))
        asked = NewQuestion(
            update_id,
            message.chat_id,
            topic_of(message),
            message.message_id or None,  # 0 where a button asks
            asker_of(message),
            text,
            int(message.date.timestamp()),
        )
        question = await services.database.run(lambda found: questions.ask(found, asked))
        if question.outcome is not Outcome.OPEN:
            return
        refusal = await self._refusal(case, question)
        if refusal is None:
            with services.meter.answering():
                await self._answer(case, question)
            return
        try:
            await self._turn_away(case, question, refusal)
        finally:
            await self._end(question, Result(refusal.outcome))

    async def edited(self, bot: Bot, message: Message, text: str) -> None:
        """Answer anew, in place, if the text of a question really changed, and soon enough.

        Who may not ask, or not so much, may not by editing either.
        """
        services = self._services
        question = await services.database.run(
            lambda found: questions.by_message(found, message.chat_id, message.message_id)
        )
        if question is None or not text or not self._soon_enough(message):
            return
        if question.text == text and question.outcome is not Outcome.OPEN:
            return
        chat = await services.chat(message.chat_id)
        case = _Case(bot, message, chat, services.words(chat, message.from_user))
        refusal = await self._refusal(case, question)
        if refusal is not None:
            await self._turn_away(case, question, refusal)
            return
        known = question.id
        await services.database.run(lambda found: questions.change(found, known, text))
        changed = await services.database.run(lambda found: questions.by_id(found, known))
        if changed is not None:
            with services.meter.answering():
                await self._answer(case, changed)

    def _soon_enough(self, message: Message) -> bool:
        edited = message.edit_date or message.date
        window = self._services.settings.edit_window_seconds
        return (edited - message.date).total_seconds() <= window

    async def _refusal(self, case: _Case, question: Question) -> _Refusal | None:
        """Why it is not answered; None if it is."""
        services, message = self._services, case.message
        if case.chat.askers is Askers.ADMINS and not await services.admins.wrote(
            case.bot, message
        ):
            return _Refusal(Outcome.LIMITED, case.words.telegram.only_admins_ask)
        now = services.clock()
        oldest = services.settings.oldest_question_seconds
        asked_at = message.edit_date or message.date
        if now - asked_at.timestamp() > oldest:
            told = now - self._told_late.get(message.chat_id, 0) <= oldest
            said = None if told else case.words.telegram.late.format(minutes=round(oldest / 60))
            self._told_late[message.chat_id] = now
            return _Refusal(Outcome.LATE, said)
        return self._beyond_quota(case, question)

    def _beyond_quota(self, case: _Case, question: Question) -> _Refusal | None:
        services, words = self._services, case.words.telegram
        counted = [(services.people, question.person_id, services.settings.questions_a_minute)]
        if case.message.chat.type != case.message.chat.PRIVATE:
            most = services.settings.chat_questions_a_minute
            counted.append((services.groups, question.chat_id, most))
        for quota, number, most in counted:
            verdict = Verdict.ALLOWED if number is None else quota.ask(number)
            if verdict is not Verdict.ALLOWED:
                notice = words.too_many.format(number=most)
                return _Refusal(Outcome.LIMITED, notice if verdict is Verdict.NOTICE else None)
        return None

    async def _turn_away(self, case: _Case, question: Question, refusal: _Refusal) -> None:
        if refusal.said is not None:
            said = refusal.said
            letter = Letter(question.chat_id, said, question.thread_id, question.message_id)
            # A notice that may not have arrived is not worth another one.
            with contextlib.suppress(UncertainError):
                await self._services.outbox.send(case.bot, letter)

    async def _answer(self, case: _Case, question: Question) -> None:
        started = time.perf_counter()
        try:
            asked, alone = await self._ask(case, question)
        except QuestionTooLongError as error:
            screen = Screen(describe(error, case.words.problem), None, html=False)
            await self._show(case, question, screen, Result(Outcome.DECLINED))
            return
        except Exception:
            # Not where it is broken off, for then the next process takes it up.
            await self._end(question, Result(Outcome.FAILED, question.answer_id))
            raise
        reply = asked.reply
        result = Result(
            Outcome.DECLINED if isinstance(reply, NoAnswer) else Outcome.ANSWERED,
            article_id=alone or article_of(reply),
            confidence=reply.confidence,
            milliseconds=1_000 * (time.perf_counter() - started),
        )
        # An answer that is there must not stay when its question was changed.
        quiet = case.chat.quiet and question.answer_id is None
        if quiet and result.outcome is Outcome.DECLINED and await _reacted(case):
            await self._end(question, result)
            return
        screen = answer_screen(asked, Press(question.id, alone is not None))
        await self._show(case, question, screen, result)

    async def _ask(self, case: _Case, question: Question) -> tuple[Asked, str | None]:
        """The reply, and the article if only one was asked."""
        services = self._services
        language, most = case.words.language, case.chat.sentences
        async with asyncio.timeout(services.asker.timeout_seconds), _typing(case):
            alone = await self._article_asked(case, question)
            asking = await services.shelves.asking_some(question.chat_id, alone)
            asked = await services.asker.do(lambda: asking.ask(question.text, most, language))
        return asked, alone

    async def _article_asked(self, case: _Case, question: Question) -> str | None:
        """A reply to an answer asks the article that it came from; None: all the chat sees."""
        services, answered = self._services, case.message.reply_to_message
        if answered is None:
            return None
        before = await services.database.run(
            lambda found: questions.by_answer(found, question.chat_id, answered.message_id)
        )
        if before is None or before.article_id is None:
            return None
        known = await services.shelves.sees(question.chat_id, before.article_id)
        return before.article_id if known else None

    async def _show(self, case: _Case, question: Question, screen: Screen, result: Result) -> None:
        services, bot = self._services, case.bot
        if question.answer_id is not None:
            await self._show_instead(case, question, screen, result)
            return

        async def sent(message: Message) -> None:
            await self._end(question, result, message.message_id)

        letter = Letter(
            question.chat_id,
            screen.text,
            question.thread_id,
            question.message_id,
            html=screen.html,
            markup=screen.markup,
        )
        try:
            if await services.outbox.send(bot, letter, sent) is None:
                await self._end(question, result)
        except UncertainError:
            # Sent again it might be there twice; not sent again it might be lost.
            _log.warning("an answer may not have arrived")
            await self._end(question, result)
            said = case.words.telegram.uncertain
            with contextlib.suppress(UncertainError):
                await services.outbox.send(
                    bot, Letter(question.chat_id, said, question.thread_id, question.message_id)
                )

    async def _show_instead(
        self, case: _Case, question: Question, screen: Screen, result: Result
    ) -> None:
        """Change the answer that is there; one that was deleted stays deleted."""
        if question.answer_id is None:
            return
        letter = Letter(question.chat_id, screen.text, html=screen.html, markup=screen.markup)
        try:
            await self._services.outbox.change(case.bot, question.answer_id, letter)
        except BadRequest as error:
            _log.warning("an answer was not changed: %s", error)
        await self._end(question, result, question.answer_id)

    async def _end(self, question: Question, result: Result, answer_id: int | None = None) -> None:
        ended = Result(
            result.outcome,
            answer_id if answer_id is not None else result.answer_id,
            result.article_id,
            result.confidence,
            result.milliseconds,
        )
        await self._services.database.run(lambda found: questions.end(found, question.id, ended))
        self._services.meter.ended(ended.outcome)
        milliseconds = None if ended.milliseconds is None else round(ended.milliseconds)
        fields = {"question": question.id, "milliseconds": milliseconds}
        _log.info("question %s", ended.outcome.value, extra={FIELDS: fields})


def article_of(reply: Reply) -> str | None:
    """The article that a reply is of; None if it answers nothing."""
    match reply:
        case Answer():
            return reply.sentences[0].sentence.article_id
        case MetadataAnswer():
            return reply.data[0].article.id
        case NoAnswer():
            return None


async def _reacted(case: _Case) -> bool:
    """Whether a reaction says that there is no answer; a chat may allow none."""
    try:
        await case.bot.set_message_reaction(
            case.message.chat_id, case.message.message_id, ReactionTypeEmoji(_DECLINED)
        )
    except TelegramError:
        return False
    return True


@contextlib.asynccontextmanager
async def _typing(case: _Case) -> AsyncIterator[None]:
    """Show that something is being done, once, if it takes a while."""

    async def show() -> None:
        await asyncio.sleep(_SLOW_SECONDS)
        with contextlib.suppress(TelegramError):
            await case.bot.send_chat_action(
                case.message.chat_id, ChatAction.TYPING, topic_of(case.message)
            )

    showing = asyncio.ensure_future(show())
    try:
        yield
    finally:
        showing.cancel()
