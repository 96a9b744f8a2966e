"""What the handlers share."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Message, User

from bot.catalogue import SIMPLIFIED, Catalogue, language_for_tag
from bot.shelves import Shelves
from bot.store import chats
from bot.store.chats import Chat
from bot.store.database import Database
from bot.telegram.admins import Admins
from bot.telegram.asker import Asker
from bot.telegram.meter import Meter
from bot.telegram.outbox import Outbox
from bot.telegram.pace import Pace
from bot.telegram.presence import Presence
from bot.telegram.quota import Quota
from bot.telegram.receipts import Receipts
from bot.words import Words
from config.settings import Settings, TelegramSettings

_SMALL_A_MINUTE = 20
"""Commands and pictures of one person that are answered; more cost others their answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """One bot's, made once."""

    settings: TelegramSettings
    database: Database
    shelves: Shelves
    catalogue: Catalogue
    language: str
    """Of menus and errors; `auto`: each person's own."""
    keep_days: int
    """How long questions are kept."""
    presence: Presence
    outbox: Outbox
    people: Quota
    groups: Quota
    admins: Admins
    asker: Asker
    meter: Meter
    small: Quota
    """Of what is no question: commands, pictures."""
    additions: Quota
    """Of articles that are added, by chat."""
    receipts: Receipts = field(default_factory=Receipts)
    clock: Callable[[], float] = field(default=time.time)
    """Unix time."""

    def allows(self, chat_id: int) -> bool:
        """Whether that chat may use the bot."""
        return self.presence.allows(chat_id)

    def is_late(self, message: Message, update_id: int) -> bool:
        """Whether a message had waited too long when Telegram told of it."""
        told = self.receipts.at(update_id, self.clock())
        written = message.edit_date or message.date
        return told - written.timestamp() > self.settings.oldest_question_seconds

    async def chat(self, chat_id: int) -> Chat:
        """The chat of that number, with what it set."""
        return await self.database.run(lambda found: chats.load(found, chat_id))

    async def change(self, chat_id: int, changed: Callable[[Chat], Chat]) -> Chat:
        """Keep what `changed` makes of a chat, and give it."""
        return await self.database.run(lambda found: chats.change(found, chat_id, changed))

    def words(self, chat: Chat, person: User | None) -> Words:
        """The words to speak there: the chat's language, the configured one, the person's."""
        if chat.language is not None:
            return self.catalogue[chat.language]
        if self.language != "auto":
            return self.catalogue[self.language]
        tag = person.language_code if person is not None else None
        return self.catalogue[language_for_tag(tag) if tag else SIMPLIFIED]


def services_on(
    settings: Settings, database: Database, shelves: Shelves, catalogue: Catalogue
) -> Services:
    """The services of a bot with these settings."""
    telegram = settings.telegram
    presence = Presence(database, telegram.allowed_chats)
    meter = Meter()
    pace = Pace(telegram.answers_at_a_time, telegram.messages_a_second)
    outbox = Outbox(pace, presence.gone, presence.moved, meter.went_wrong)
    return Services(
        telegram,
        database,
        shelves,
        catalogue,
        settings.interface.language,
        settings.store.keep_days,
        presence,
        outbox,
        Quota(telegram.questions_a_minute, time.monotonic),
        Quota(telegram.chat_questions_a_minute, time.monotonic),
        Admins(time.monotonic, outbox),
        Asker(telegram.answer_timeout_seconds),
        meter,
        Quota(_SMALL_A_MINUTE, time.monotonic),
        Quota(telegram.additions_a_minute, time.monotonic),
    )


def asker_of(message: Message) -> int | None:
    """Number of who wrote a message: a person, or a chat that writes as itself."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user is not None else None


def topic_of(message: Message) -> int | None:
    """The topic that a message stands in; None outside of forums."""
    return message.message_thread_id if message.is_topic_message else None
