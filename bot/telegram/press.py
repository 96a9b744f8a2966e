"""A press on a button, and answering it."""

import contextlib
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, Chat, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.telegram.services import Services
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button under a message of the bot, in a chat."""

    services: Services
    bot: Bot
    query: CallbackQuery
    chat: Chat

    async def words(self) -> Words:
        """In which to answer."""
        chat = await self.services.chat(self.chat.id)
        return self.services.words(chat, self.query.from_user)

    async def by_admin(self) -> bool:
        """Whether who pressed may decide for the chat; in private, everybody may."""
        if self.chat.type == Chat.PRIVATE:
            return True
        person = self.query.from_user.id
        return await self.services.admins.are(self.bot, self.chat.id, person)

    async def answer(self, note: str | None = None) -> None:
        """End its waiting; `note` is shown for a moment. One that waited too long is let go."""
        number = self.query.id
        with contextlib.suppress(BadRequest):
            await self.services.outbox.again(lambda: self.bot.answer_callback_query(number, note))

    async def show(self, text: str, markup: InlineKeyboardMarkup) -> None:
        """Change the message under which the button is; one that is gone stays gone."""
        message = self.query.message
        if message is None:
            return
        with contextlib.suppress(BadRequest):
            await self.services.outbox.again(
                lambda: self.bot.edit_message_text(
                    text, self.chat.id, message.message_id, reply_markup=markup
                )
            )
