"""A source's way onto a shelf: fetched, read, analysed, and put there in one step."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Document
from telegram.error import TelegramError

from bot.problems import describe
from bot.shelves import NewArticle
from bot.store.library import Change, NoRoomError, Room
from bot.telegram.services import Services
from bot.telegram.sources import Source
from bot.words import Words
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.model import Article

TELEGRAMS_LIMIT = 20_000_000
"""Bytes of a file that a bot may fetch; https://core.telegram.org/bots/api#getfile"""
_AT_A_TIME = 2
"""Files that are held in memory at once."""
_FETCHING_SECONDS = 120.0

Tell = Callable[[str], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be added, where, and who wants it."""

    bot: Bot
    source: Source
    chat_id: int
    person_id: int | None
    words: Words
    tell: Tell
    """Is told how far it is."""


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is on the shelf now."""

    article: Article
    sentences: int
    change: Change


class AddingError(Exception):
    """It is not on the shelf; the message is worded for who sent it."""


class Adding:
    """Puts what people send on the shelf of their chat."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._few = asyncio.Semaphore(_AT_A_TIME)
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    def largest(self) -> int:
        """Bytes of the largest file that is taken."""
        return min(TELEGRAMS_LIMIT, self._services.shelves.largest_file)

    def check_size(self, document: Document, words: Words) -> None:
        """Say it before anything is fetched.

        Raises:
            AddingError: the file is too large.
        """
        if (document.file_size or 0) > self.largest():
            raise _not_read(
                ReadingError(
                    ReadingProblem.TOO_LARGE,
                    document.file_name or words.feeding.a_file,
                    limit=self.largest(),
                ),
                words,
            )

    async def add(self, order: Order) -> Added:
        """Add it. Questions are answered meanwhile as before.

        Raises:
            AddingError: it cannot be added; nothing has changed.
        """
        chat_id, words, source = order.chat_id, order.words, order.source
        async with self._turns[order.chat_id]:
            try:
                async with self._few:
                    article = await self._read(order)
                title = article.metadata.title or words.reply.untitled
                await order.tell(words.feeding.analysing.format(title=title))
                settings = self._services.settings
                room = Room(settings.chat_articles, settings.chat_chars)
                origin = source.origin_of(article.metadata.title)
                new = NewArticle(article, origin, order.person_id)
                counted = _Counted(order, title)
                change = await self._services.shelves.put(chat_id, new, room, counted.told)
            except ReadingError as error:
                raise _not_read(error, words) from error
            except NoRoomError as error:
                room = error.room
                told = words.feeding.full.format(
                    articles=f"{room.articles:,}", chars=f"{room.chars:,}"
                )
                raise AddingError(told) from error
        own = await self._services.shelves.own(chat_id)
        sentences = next((each.sentences for each in own if each.id == article.id), None)
        return Added(article, sentences or 0, change)

    async def _read(self, order: Order) -> Article:
        shelves, source, words = self._services.shelves, order.source, order.words
        if source.document is None:
            name = words.feeding.a_text
            return await asyncio.to_thread(
                shelves.article_in_text, source.text, name, source.hints
            )
        self.check_size(source.document, words)
        name = source.document.file_name or words.feeding.a_file
        await order.tell(words.feeding.reading.format(name=name))
        try:
            data = await self._fetched(order.bot, source.document)
        except (TelegramError, TimeoutError) as error:
            told = words.feeding.not_fetched.format(name=name)
            raise AddingError(told) from error
        return await asyncio.to_thread(shelves.article_in_file, data, name, source.hints)

    async def _fetched(self, bot: Bot, document: Document) -> bytes:
        async with asyncio.timeout(_FETCHING_SECONDS):
            outbox = self._services.outbox
            file = await outbox.again(lambda: bot.get_file(document.file_id))
            data = None if file is None else await outbox.again(file.download_as_bytearray)
            if data is None:
                raise TimeoutError
            return bytes(data)


def _not_read(error: ReadingError, words: Words) -> AddingError:
    return AddingError(describe(error, words.problem, may_configure=False))


class _Counted:
    """Says how many sentences were read, as other threads tell it."""

    def __init__(self, order: Order, title: str) -> None:
        self._order = order
        self._title = title
        self._number = 0
        self._loop = asyncio.get_running_loop()

    def told(self, more: int) -> None:
        self._number += more
        said = self._order.words.feeding.analysed.format(
            title=self._title, number=f"{self._number:,}"
        )
        asyncio.run_coroutine_threadsafe(self._order.tell(said), self._loop)
