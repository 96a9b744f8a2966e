"""What the handlers share."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from telegram import Message, User

from bot.asking import Asked, Asking
from bot.catalogue import SIMPLIFIED, Catalogue, language_for_tag
from bot.shelves import Shelves
from bot.store import chats
from bot.store.chats import Chat
from bot.store.database import Database
from bot.telegram.admins import Admins
from bot.telegram.outbox import Outbox
from bot.telegram.pace import Pace
from bot.telegram.quota import Quota
from bot.words import Words
from config.settings import TelegramSettings

_AT_A_TIME = 2
"""Questions that are answered at once, wherever they come from; they keep a processor busy
each."""


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """One bot's, made once."""

    settings: TelegramSettings
    database: Database
    shelves: Shelves
    catalogue: Catalogue
    language: str
    """Of menus and errors; `auto`: each person's own."""
    outbox: Outbox
    people: Quota
    groups: Quota
    admins: Admins
    clock: Callable[[], float] = field(default=time.time)
    """Unix time."""
    busy: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_A_TIME))
    """Held by each question that is being answered."""

    def allows(self, chat_id: int) -> bool:
        """Whether that chat may use the bot."""
        allowed = self.settings.allowed_chats
        return not allowed or chat_id in allowed

    async def chat(self, chat_id: int) -> Chat:
        """The chat of that number, with what it set."""
        return await self.database.run(lambda found: chats.load(found, chat_id))

    async def keep(self, chat: Chat) -> None:
        """Keep what a chat set."""
        await self.database.run(lambda found: chats.save(found, chat))

    async def ask(self, asking: Asking, text: str, most: int | None, language: str) -> Asked:
        """Ask a shelf, off the event loop: one question must not hold up another chat.

        Raises:
            QuestionTooLongError: the question is longer than is configured.
        """
        async with self.busy:
            return await asyncio.to_thread(asking.ask, text, most, language)

    def words(self, chat: Chat, person: User | None) -> Words:
        """The words to speak there: the chat's language, the configured one, the person's."""
        if chat.language is not None:
            return self.catalogue[chat.language]
        if self.language != "auto":
            return self.catalogue[self.language]
        tag = person.language_code if person is not None else None
        return self.catalogue[language_for_tag(tag) if tag else SIMPLIFIED]


def services_on(
    settings: TelegramSettings,
    database: Database,
    shelves: Shelves,
    catalogue: Catalogue,
    language: str,
) -> Services:
    """The services of a bot with these settings."""

    async def gone(chat_id: int) -> None:
        chat = await database.run(lambda found: chats.load(found, chat_id))
        await database.run(lambda found: chats.save(found, replace(chat, active=False)))

    async def moved(old: int, new: int) -> None:
        await database.run(lambda found: chats.move(found, old, new))

    return Services(
        settings,
        database,
        shelves,
        catalogue,
        language,
        Outbox(Pace(settings.answers_at_a_time), gone, moved),
        Quota(settings.questions_a_minute, time.monotonic),
        Quota(settings.chat_questions_a_minute, time.monotonic),
        Admins(time.monotonic),
    )


def asker_of(message: Message) -> int | None:
    """Number of who wrote a message: a person, or a chat that writes as itself."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user is not None else None


def topic_of(message: Message) -> int | None:
    """The topic that a message stands in; None outside of forums."""
    return message.message_thread_id if message.is_topic_message else None
