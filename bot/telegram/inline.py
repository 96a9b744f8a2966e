"""Inline mode: a question behind the bot's name in any chat, answered by what to insert.

What is typed is written down nowhere: half a question is nobody's business.
"""

import time
from dataclasses import dataclass
from typing import Any

from telegram import (
    Bot,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    Update,
)
from telegram.ext import Application, ContextTypes, InlineQueryHandler

from bot.asking import Asked
from bot.problems import describe
from bot.telegram.queries import answer_in_time
from bot.telegram.quota import Quota, Verdict
from bot.telegram.results import cut, results
from bot.telegram.services import Services
from bot.telegram.typed import Typed
from bot.words import Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.protocols import IndexUnavailableError
from retrieval.replies import NoAnswer, Reason

_CACHE_SECONDS = 10
"""How long Telegram may repeat the results. Long enough for a letter taken back and typed
again; not for a setting, since a longer time would show sentences of an article that was
taken from the shelf, and a shorter one saves nothing."""
_QUERIES_PER_QUESTION = 6
"""That somebody types on the way to one question: by so much more may be typed than asked."""
_LONGEST_LABEL = 64
"""Code points of the button's label; apps show one line of it."""
_START_PARAMETER = "inline"
"""What the button says to the private chat."""
_NOTHING_TO_LOOK_FOR = frozenset({Reason.EMPTY, Reason.NO_CONTENT_WORDS})


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a person is shown while typing."""

    results: list[InlineQueryResultArticle]
    label: str | None = None
    """Of the button above the results, in our words; None for no button."""


class Inline:
    """Answers what people type behind the bot's name."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        most = _QUERIES_PER_QUESTION * services.settings.questions_a_minute
        self._quota = Quota(most, time.monotonic)
        self._typed = Typed()

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Tell `application` which updates go here."""
        application.add_handler(InlineQueryHandler(self.typed))

    async def typed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody typed; nothing happens if they typed on in the meantime."""
        query = update.inline_query
        if query is None or not self._services.allows(query.from_user.id):
            return
        person = query.from_user.id
        async with self._typed.turn(person, update.update_id):
            if not self._typed.is_last(person, update.update_id):
                return
            offer = await self._offer(query)
            if not self._typed.is_last(person, update.update_id):
                return
        await self._show(context.bot, query, offer)

    async def _offer(self, query: InlineQuery) -> _Offer:
        services, person = self._services, query.from_user
        # A private chat has the number of its person: what they see there, and no group.
        chat = await services.chat(person.id)
        words = services.words(chat, person)
        if not query.query.strip():
            return _Offer([], words.inline.tip)
        if self._quota.ask(person.id) is not Verdict.ALLOWED:
            return _Offer([], words.inline.too_many)
        try:
            asking = await services.shelves.asking(person.id)
            most, language = chat.sentences, words.language
            asked = await services.asker.do(lambda: asking.ask(query.query, most, language))
        except (QuestionTooLongError, IndexUnavailableError) as error:
            return _Offer([], describe(error, words.problem))
        return _offered(asked, words)

    async def _show(self, bot: Bot, query: InlineQuery, offer: _Offer) -> None:
        button = None
        if offer.label is not None:
            label = cut(offer.label, _LONGEST_LABEL)
            button = InlineQueryResultsButton(label, start_parameter=_START_PARAMETER)

        async def answer() -> None:
            await bot.answer_inline_query(
                query.id, offer.results, _CACHE_SECONDS, is_personal=True, button=button
            )

        await answer_in_time(self._services.outbox, answer)


def _offered(asked: Asked, words: Words) -> _Offer:
    if isinstance(asked.reply, NoAnswer):
        if asked.reply.reason in _NOTHING_TO_LOOK_FOR:
            return _Offer([], words.inline.tip)
        return _Offer([], asked.shown.notes[0])
    found = results(asked)
    return _Offer(found, None if found else words.inline.too_long)
