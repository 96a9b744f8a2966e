"""A press on a button under a message of the bot, and answering it."""

import asyncio
import contextlib
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, Chat, Message, Update
from telegram.error import BadRequest, TelegramError

from bot.telegram.letters import Letter
from bot.telegram.services import Services
from bot.words import Words

_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Callback:
    """A press on a button in a chat that may use the bot."""

    services: Services
    bot: Bot
    query: CallbackQuery
    chat: Chat

    @property
    def data(self) -> str:
        """What the button carries. Any app may press with any data: it is not to be believed."""
        return self.query.data or ""

    @property
    def message(self) -> Message | None:
        """The message under which the button is; None if Telegram no longer tells of it."""
        message = self.query.message
        # PTB makes a message of one that Telegram no longer tells of, too, but without a date.
        return message if isinstance(message, Message) and message.is_accessible else None

    async def words(self) -> Words:
        """In the language of who pressed, unless the chat has one: nobody else reads them."""
        chat = await self.services.chat(self.chat.id)
        return self.services.words(chat, self.query.from_user)

    async def by_admin(self) -> bool | None:
        """Whether who pressed may decide for the chat; in private, everybody may.

        None if Telegram does not say.
        """
        if self.chat.type == Chat.PRIVATE:
            return True
        person = self.query.from_user.id
        return await self.services.admins.are(self.bot, self.chat.id, person)

    async def answer(self, note: str | None = None) -> None:
        """End its waiting; `note` is shown for a moment."""
        await _end_waiting(self.services, self.query, note)

    async def stale(self) -> None:
        """Say that the button leads nowhere any more."""
        await self.answer((await self.words()).buttons.stale)

    async def show(self, letter: Letter) -> None:
        """Make `letter` of the message under which the button is; one that is gone stays gone."""
        message = self.query.message
        if message is not None:
            with contextlib.suppress(BadRequest):
                await self.services.outbox.change(self.bot, message.message_id, letter)


async def callback_in(services: Services, bot: Bot, update: Update) -> Callback | None:
    """The press that an update tells of.

    None if it is under what was inserted inline, where there are no buttons of ours, or in a
    chat that may not use the bot: then its waiting is ended.
    """
    query = update.callback_query
    if query is None:
        return None
    if query.message is None:
        person = query.from_user
        words = services.words(await services.chat(person.id), person)
        await _end_waiting(services, query, words.buttons.stale)
        return None
    if services.allows(query.message.chat.id):
        return Callback(services, bot, query, query.message.chat)
    await _end_waiting(services, query, None)
    return None


async def _end_waiting(services: Services, query: CallbackQuery, note: str | None) -> None:
    # One that was answered before a restart, or is too old, is none of our business; and what
    # was asked for must not wait until Telegram is well again.
    with contextlib.suppress(TelegramError, TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await services.outbox.again(lambda: query.answer(note))
