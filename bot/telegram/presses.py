"""Presses on the buttons under answers.

Everybody in a group may turn the pages of an answer, not only who asked: it stands there
for all, and shows what all of them could ask for. Votes are each person's own.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator

from telegram import Bot, CallbackQuery, Message, Update, User
from telegram.error import BadRequest, TelegramError
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.store import questions
from bot.store.questions import Outcome, Question
from bot.telegram.buttons import OURS, Press, View
from bot.telegram.outbox import Letter
from bot.telegram.screens import Screen, screen_for
from bot.telegram.services import Services
from bot.words import ButtonWords

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
        query = update.callback_query
        if query is None:
            return
        press = Press.read(query.data or "")
        message = query.message
        # PTB makes a message of one that Telegram no longer tells of, too, but without a date.
        if (
            press is None
            or not isinstance(message, Message)
            or not message.is_accessible
            or not self._services.allows(message.chat_id)
        ):
            await self.stale(update, context)
            return
        question = await self._question(press, message)
        if question is None:
            await self.stale(update, context)
        elif press.view in {View.GOOD, View.BAD}:
            await self._vote(query, press)
        elif not await self._still_there(question):
            await self._answer(query, (await self._words(query)).article_gone)
        else:
            # First of all: what it asks for may take longer than a person waits.
            await self._answer(query)
            async with self._turns.wait((message.chat_id, message.message_id)) as newest:
                if newest:
                    screen = await self._screen(query.from_user, question, press)
                    await self._show(context.bot, message, screen)

    async def stale(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that leads nowhere any more, or never did."""
        del context
        query = update.callback_query
        if query is None:
            return
        if query.message is None or self._services.allows(query.message.chat.id):
            await self._answer(query, (await self._words(query)).stale)
        else:
            await self._answer(query)

    async def _question(self, press: Press, message: Message) -> Question | None:
        """What the message answers; None if the press speaks of another chat's question.

        Telegram lets every app press with any data, so nothing in it is believed.
        """
        services = self._services
        if not services.allows(message.chat_id):
            return None
        question = await services.database.run(
            lambda found: questions.by_id(found, press.question_id)
        )
        if question is None or question.chat_id != message.chat_id:
            return None
        # Between sending an answer and noting its number somebody may have pressed.
        on_its_way = question.answer_id is None and question.outcome is Outcome.OPEN
        return question if on_its_way or question.answer_id == message.message_id else None

    async def _still_there(self, question: Question) -> bool:
        if question.article_id is None:
            return True
        return await self._services.shelves.sees(question.chat_id, question.article_id)

    async def _vote(self, query: CallbackQuery, press: Press) -> None:
        services = self._services
        good = press.view is View.GOOD
        words = await self._words(query)
        await self._answer(query, words.thanks if good else words.sorry)
        now, person = int(services.clock()), query.from_user.id
        await services.database.run(
            lambda found: questions.vote(found, press.question_id, person, good=good, now=now)
        )

    async def _show(self, bot: Bot, message: Message, screen: Screen) -> None:
        letter = Letter(message.chat_id, screen.text, html=screen.html, markup=screen.markup)
        # One that was deleted meanwhile cannot be changed.
        with contextlib.suppress(BadRequest):
            await self._services.outbox.change(bot, message.message_id, letter)

    async def _screen(self, person: User, question: Question, press: Press) -> Screen:
        """Asked anew, which gives the same reply: nothing of it is kept."""
        services = self._services
        chat = await services.chat(question.chat_id)
        article_id = question.article_id if press.alone else None
        asking = await services.shelves.asking_some(question.chat_id, article_id)
        language = services.words(chat, person).language

        def work() -> Screen:
            return screen_for(asking, asking.ask(question.text, chat.sentences, language), press)

        return await services.asker.do(work)

    async def _words(self, query: CallbackQuery) -> ButtonWords:
        """In the language of who pressed: nobody else reads them."""
        services = self._services
        chat_id = query.message.chat.id if query.message is not None else query.from_user.id
        return services.words(await services.chat(chat_id), query.from_user).buttons

    async def _answer(self, query: CallbackQuery, text: str | None = None) -> None:
        # One that was answered before a restart, or is too old, is none of our business.
        with contextlib.suppress(TelegramError):
            await self._services.outbox.again(lambda: query.answer(text))


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
