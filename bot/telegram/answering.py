"""A question's way: counted, asked, shown, and written down."""

import asyncio
import contextlib
import logging
import time
from dataclasses import replace

from telegram import Bot, Message, ReactionTypeEmoji
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bot.asking import Asked
from bot.problems import describe
from bot.store import questions
from bot.store.questions import NewQuestion, Outcome, Question, Result
from bot.telegram.addressed import part_to_quote
from bot.telegram.buttons import Press
from bot.telegram.cases import Case, end, result_of
from bot.telegram.changes import Changes
from bot.telegram.letters import Letter
from bot.telegram.outbox import UncertainError
from bot.telegram.refusing import Refusal, Refusing
from bot.telegram.screens import Screen, answer_screen
from bot.telegram.services import Services, asker_of, topic_of
from bot.telegram.waiting import typing
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.protocols import IndexUnavailableError
from retrieval.replies import NoAnswer, Reason

_log = logging.getLogger(__name__)

_DECLINED = ReactionEmoji.SHRUG
_SAYS_NOT = frozenset({Reason.NO_MATCH, Reason.LOW_CONFIDENCE})
"""Reasons that a reaction tells; the others are about the question, and need words."""


class Answering:
    """Answers questions in chats."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._refusing = Refusing(services)
        self._changes = Changes()

    async def new(  # noqa: PLR0913 - what a question is
        self,
        bot: Bot,
        message: Message,
        text: str,
        update_id: int,
        *,
        above: str | None = None,
        about: str | None = None,
    ) -> None:
        """Answer a question that a message asks, with `above` above the answer.

        It is asked of the article `about`, if that is not None. One that was answered before
        the process was killed is not answered again.
        """
        case = await Case.of(self._services, bot, message, update_id)
        case = replace(case, above=above, about=about)
        asked = NewQuestion(
            update_id,
            message.chat_id,
            topic_of(message),
            message.message_id or None,  # 0 where a button asks
            asker_of(message),
            self._changes.text_of(message, text),
            int(message.date.timestamp()),
        )
        question = await self._services.database.run(lambda found: questions.ask(found, asked))
        if question.outcome is not Outcome.OPEN:
            return
        refusal = await self._refusing.refusal(case, question)
        if refusal is None:
            await self._answer(case, question)
            return
        try:
            await self._turn_away(case, question, refusal)
        finally:
            await end(self._services, question, Result(refusal.outcome))

    async def edited(self, bot: Bot, message: Message, text: str, update_id: int) -> None:
        """Answer anew, in place, if the text of a question really changed, and soon enough.

        Who may not ask, or not so much, may not by editing either.
        """
        database = self._services.database
        if not text or not self._soon_enough(message):
            return
        if not self._changes.is_newest(message, text):
            return
        question = await database.run(
            lambda found: questions.by_message(found, message.chat_id, message.message_id)
        )
        if question is None:
            return
        if question.text == text and question.outcome is not Outcome.OPEN:
            return
        case = await Case.of(self._services, bot, message, update_id)
        refusal = await self._refusing.refusal(case, question)
        if refusal is not None:
            await self._turn_away(case, question, refusal)
            return
        known = question.id
        changed = await database.run(lambda found: questions.change(found, known, text))
        if changed is not None:
            await self._answer(case, changed)

    def _soon_enough(self, message: Message) -> bool:
        edited = message.edit_date or message.date
        window = self._services.settings.edit_window_seconds
        return (edited - message.date).total_seconds() <= window

    async def _turn_away(self, case: Case, question: Question, refusal: Refusal) -> None:
        if refusal.said is not None:
            # A notice that may not have arrived is not worth another one.
            with contextlib.suppress(UncertainError):
                await self._services.outbox.send(case.bot, _beside(question, refusal.said))

    async def _answer(self, case: Case, question: Question) -> None:
        with self._services.meter.answering():
            try:
                screen, result, says_not = await self._replied(case, question)
            except Exception:
                # Not where it is broken off, for then the next process takes it up.
                await end(self._services, question, Result(Outcome.FAILED, question.answer_id))
                raise
            # An answer that is there must not stay when its question was changed.
            quiet = case.chat.quiet and question.answer_id is None
            if quiet and says_not and await _reacted(case, _DECLINED):
                await end(self._services, question, result)
                return
            if quiet and case.message.edit_date is not None:
                # It may have been declined before it was changed.
                await _reacted(case, None)
            if question.answer_id is None:
                await self._show(case, question, screen, result)
            else:
                await self._show_instead(case, question.answer_id, question, screen, result)

    async def _replied(self, case: Case, question: Question) -> tuple[Screen, Result, bool]:
        """What is shown, what became of the question, and whether the article does not say."""
        started = time.perf_counter()
        try:
            asked, alone = await self._asked(case, question)
        except QuestionTooLongError as error:
            said = describe(error, case.words.problem)
            return Screen(said, None, html=False), Result(Outcome.DECLINED), False
        except IndexUnavailableError as error:
            # Whether the articles say it is not known.
            _log.warning("the index cannot be asked: %s", error)
            said = describe(error, case.words.problem)
            return Screen(said, None, html=False), Result(Outcome.FAILED), False
        screen = answer_screen(asked, Press(question.id, alone is not None))
        says_not = isinstance(asked.reply, NoAnswer) and asked.reply.reason in _SAYS_NOT
        return screen, result_of(asked, started, alone), says_not

    async def _asked(self, case: Case, question: Question) -> tuple[Asked, str | None]:
        """The reply, and the article if only one was asked."""
        services = self._services
        language, most = case.words.language, case.chat.sentences
        async with (
            asyncio.timeout(services.asker.timeout_seconds),
            typing(case.bot, case.message),
        ):
            alone = await self._article_asked(case, question)
            asking = await services.shelves.asking_some(question.chat_id, alone)
            asked = await services.asker.do(lambda: asking.ask(question.text, most, language))
        return asked, alone

    async def _article_asked(self, case: Case, question: Question) -> str | None:
        """A reply to an answer asks the article that it came from; None: all the chat sees."""
        services, answered = self._services, case.message.reply_to_message
        article_id = case.about
        if article_id is None and answered is not None:
            before = await services.database.run(
                lambda found: questions.by_answer(found, question.chat_id, answered.message_id)
            )
            article_id = None if before is None else before.article_id
        if article_id is None:
            return None
        # Where there is but one, all that the chat sees is the same.
        many = await services.shelves.is_one_of_many(question.chat_id, article_id)
        return article_id if many else None

    async def _show(self, case: Case, question: Question, screen: Screen, result: Result) -> None:
        outbox = self._services.outbox

        async def sent(message: Message) -> None:
            await end(self._services, question, replace(result, answer_id=message.message_id))

        letter = replace(
            screen.below(case.above).letter(question.chat_id),
            thread_id=question.thread_id,
            reply_to=question.message_id,
            quote=part_to_quote(case.message, question.text),
        )
        try:
            if await outbox.send(case.bot, letter, sent) is None:
                await end(self._services, question, result)
        except UncertainError:
            # Sent again it might be there twice; not sent again it might be lost.
            _log.warning("an answer may not have arrived")
            await end(self._services, question, result)
            with contextlib.suppress(UncertainError):
                said = case.words.telegram.uncertain
                await outbox.send(case.bot, _beside(question, said))

    async def _show_instead(
        self, case: Case, answer_id: int, question: Question, screen: Screen, result: Result
    ) -> None:
        """Change the answer that is there; one that was deleted stays deleted."""
        letter = screen.letter(question.chat_id)
        try:
            await self._services.outbox.change(case.bot, answer_id, letter)
        except BadRequest as error:
            _log.warning("an answer was not changed: %s", error)
        await end(self._services, question, replace(result, answer_id=answer_id))


def _beside(question: Question, text: str) -> Letter:
    """Words of our own to who asked."""
    return Letter(question.chat_id, text, question.thread_id, question.message_id)


async def _reacted(case: Case, emoji: str | None) -> bool:
    """Whether the question has that reaction now, or none; a chat may allow none."""
    reaction = None if emoji is None else ReactionTypeEmoji(emoji)
    try:
        await case.bot.set_message_reaction(
            case.message.chat_id, case.message.message_id, reaction
        )
    except TelegramError:
        return False
    return True
