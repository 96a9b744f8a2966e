"""A press on a button, and answering it."""

import contextlib
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, Chat, InlineKeyboardMarkup, Update
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


async def press_in(services: Services, bot: Bot, update: Update) -> Press | None:
    """The press that an update tells of.

    None if it is in no chat, or in one that may not use the bot: then its waiting is ended.
    """
    query = update.callback_query
    if query is None:
        return None
    if query.message is not None and services.allows(query.message.chat.id):
        return Press(services, bot, query, query.message.chat)
    with contextlib.suppress(BadRequest):
        await services.outbox.again(lambda: bot.answer_callback_query(query.id))
    return None
