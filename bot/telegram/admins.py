"""Who may decide for a group: its creator and administrators, also where they are anonymous."""

from collections.abc import Callable
from typing import Final

from telegram import Bot, ChatMember, Message
from telegram.error import TelegramError

_KEPT_SECONDS = 300
_RANKS: Final = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


class Admins:
    """Asks Telegram, and remembers for five minutes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._known: dict[tuple[int, int], tuple[float, bool]] = {}

    async def wrote(self, bot: Bot, message: Message) -> bool:
        """Whether an administrator of its chat wrote a message; in private, everybody is one.

        An anonymous one writes as the chat itself. The account that Telegram shows for them
        is the same in all chats, and means nothing.
        """
        if message.chat.type == message.chat.PRIVATE:
            return True
        if message.sender_chat is not None:
            return message.sender_chat.id == message.chat.id
        person = message.from_user
        return person is not None and await self.are(bot, message.chat.id, person.id)

    async def are(self, bot: Bot, chat_id: int, person_id: int) -> bool:
        """Whether a person is an administrator of a chat; no, if Telegram does not say."""
        known = self._known.get((chat_id, person_id))
        now = self._clock()
        if known is not None and now - known[0] < _KEPT_SECONDS:
            return known[1]
        try:
            member = await bot.get_chat_member(chat_id, person_id)
        except TelegramError:
            return False
        self._known[chat_id, person_id] = now, member.status in _RANKS
        return member.status in _RANKS
