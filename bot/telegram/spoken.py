"""A message to the bot, and answering it in words of our own."""

from dataclasses import dataclass, replace

from telegram import Bot, ForceReply, InlineKeyboardMarkup, Message

from bot.store.chats import Chat
from bot.telegram.addressed import Said
from bot.telegram.letters import Letter
from bot.telegram.screens import Screen
from bot.telegram.services import Services, topic_of
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message to the bot."""

    services: Services
    bot: Bot
    message: Message
    said: Said
    update_id: int

    async def chat(self) -> Chat:
        """Where it was said, with what is set there."""
        return await self.services.chat(self.message.chat_id)

    async def words(self) -> Words:
        """In which to answer."""
        return self.services.words(await self.chat(), self.message.from_user)

    async def tell(
        self, text: str, markup: InlineKeyboardMarkup | ForceReply | None = None
    ) -> Message | None:
        """Answer it, in the same chat and topic; None if that chat takes no answer.

        Raises:
            UncertainError: nobody can tell whether it arrived.
            TelegramError: Telegram refused it, or cannot be reached.
        """
        message = self.message
        letter = Letter(
            message.chat_id, text, topic_of(message), message.message_id, markup=markup
        )
        return await self.services.outbox.send(self.bot, letter)

    async def show(self, screen: Screen) -> None:
        """Answer it with a message of marks and buttons.

        Raises:
            UncertainError: as above.
            TelegramError: as above.
        """
        message = self.message
        letter = screen.letter(message.chat_id)
        topic = topic_of(message)
        answer = replace(letter, thread_id=topic, reply_to=message.message_id)
        await self.services.outbox.send(self.bot, answer)
