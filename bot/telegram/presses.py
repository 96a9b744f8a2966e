"""Presses on the buttons under answers.

Everybody in a group may turn the pages of an answer, not only who asked: it stands there
for all, and shows what all of them could ask for. Votes are each person's own.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.store import golden, questions
from bot.store.golden import Golden
from bot.store.questions import Outcome, Question
from bot.telegram.buttons import OURS, Press, View
from bot.telegram.callback import Callback, callback_in
from bot.telegram.screens import Screen, screen_for
from bot.telegram.services import Services
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.protocols import IndexUnavailableError
from retrieval.replies import best_of

Place = tuple[int, int]
"""Numbers of a chat and of a message in it."""


class Presses:
    """Shows what the buttons under an answer ask for, in its place."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._turns = _Turns()

    def handler(self) -> "CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]":
        """Takes the presses on buttons of this kind, of all versions."""
        return CallbackQueryHandler(self.pressed, pattern=OURS)

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press on a button under an answer; it is always answered, and at once."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        press, message = Press.read(callback.data), callback.message
        question = await self._question(press, message) if press and message else None
        if press is None or message is None or question is None:
            await callback.stale()
        elif press.view in {View.GOOD, View.BAD}:
            await self._vote(callback, question, press)
        elif not await self._still_there(question):
            await callback.answer((await callback.words()).buttons.article_gone)
        else:
            # First of all: what it asks for may take longer than a person waits.
            await callback.answer()
            async with self._turns.wait((message.chat_id, message.message_id)) as newest:
                if newest:
                    screen = await self._screen(callback, question, press)
                    await callback.show(screen.letter(message.chat_id))

    async def stale(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that leads nowhere any more, or never did."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is not None:
            await callback.stale()

    async def _question(self, press: Press, message: Message) -> Question | None:
        """What the message answers; None if the press speaks of another chat's question.

        Telegram lets every app press with any data, so nothing in it is believed.
        """
        question = await self._services.database.run(
            lambda found: questions.by_id(found, press.question_id)
        )
        if question is None or question.chat_id != message.chat_id:
            return None
        if question.answer_id is None:
            return question if await self._is_its_answer(question, message) else None
        return question if question.answer_id == message.message_id else None

    async def _is_its_answer(self, question: Question, message: Message) -> bool:
        """Whether a message answers a question of which no answer is known."""
        if question.outcome is Outcome.OPEN:
            return True  # somebody pressed before the number was noted
        replied = message.reply_to_message
        if replied is None or replied.message_id != question.message_id:
            return False
        # It may have arrived, and it did.
        known, answer = question.id, message.message_id
        await self._services.database.run(lambda found: questions.adopt(found, known, answer))
        return True

    async def _still_there(self, question: Question) -> bool:
        if question.article_id is None:
            return True
        return await self._services.shelves.sees(question.chat_id, question.article_id)

    async def _vote(self, callback: Callback, question: Question, press: Press) -> None:
        good = press.view is View.GOOD
        words = (await callback.words()).buttons
        await callback.answer(words.thanks if good else words.sorry)
        now, person = int(self._services.clock()), callback.query.from_user.id
        run, number = self._services.database.run, question.id
        await run(lambda found: questions.vote(found, number, person, good=good, now=now))
        right = await self._right(question, press) if good else None
        await run(lambda found: golden.keep(found, question, person, right, now))

    async def _right(self, question: Question, press: Press) -> Golden | None:
        """What answers the question; None if that cannot be told, now or later.

        It is asked again of all that the chat sees. An answer of one article, which is another
        one there, could not be found right again.
        """
        article_id = question.article_id if press.alone else None
        with contextlib.suppress(TimeoutError, QuestionTooLongError, IndexUnavailableError):
            shown = await self._best(question, article_id)
            if shown is None or article_id is None or shown == await self._best(question, None):
                return shown
        return None

    async def _best(self, question: Question, article_id: str | None) -> Golden | None:
        asking = await self._services.shelves.asking_some(question.chat_id, article_id)
        asked = await self._services.asker.do(lambda: asking.ask(question.text, 1))
        best = best_of(asked.reply)
        return None if best is None else Golden(question.chat_id, question.text, *best)

    async def _screen(self, callback: Callback, question: Question, press: Press) -> Screen:
        """Asked anew, which gives the same reply: nothing of it is kept."""
        services = self._services
        chat = await services.chat(question.chat_id)
        article_id = question.article_id if press.alone else None
        asking = await services.shelves.asking_some(question.chat_id, article_id)
        language = services.words(chat, callback.query.from_user).language

        def work() -> Screen:
            return screen_for(asking, asking.ask(question.text, chat.sentences, language), press)

        return await services.asker.do(work)


class _Turns:
    """Lets changes of a message wait for one another, and only the newest of them matter."""

    def __init__(self) -> None:
        self._locks: defaultdict[Place, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._newest: dict[Place, object] = {}

    @contextlib.asynccontextmanager
    async def wait(self, place: Place) -> AsyncIterator[bool]:
        """Wait for one's turn: whether no newer one waits."""
        mine = self._newest[place] = object()
        async with self._locks[place]:
            try:
                yield self._newest.get(place) is mine
            finally:
                if self._newest.get(place) is mine:
                    # Nobody waits: whoever did would be newer.
                    del self._newest[place], self._locks[place]
