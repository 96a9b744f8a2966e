"""Who may decide for a group: its creator and administrators, also where they are anonymous."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from telegram import Bot, ChatMember, Message
from telegram.error import BadRequest, TelegramError

from bot.telegram.outbox import Outbox

_KEPT_SECONDS = 300
_PATIENCE_SECONDS = 10.0
"""With a Telegram that does not say: somebody waits."""
_MOST_KEPT = 10_000
_RANKS: Final = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


class Admins:
    """Asks Telegram, and remembers for five minutes; longer where Telegram does not say."""

    def __init__(self, clock: Callable[[], float], outbox: Outbox) -> None:
        """`clock` gives seconds; ask by way of `outbox`, which tries again."""
        self._clock = clock
        self._outbox = outbox
        self._known: dict[tuple[int, int], tuple[float, bool]] = {}

    async def wrote(self, bot: Bot, message: Message) -> bool | None:
        """Whether an administrator of its chat wrote a message; in private, everybody is one.

        None if Telegram does not say. An anonymous one writes as the chat itself. The account
        that Telegram shows for them is the same in all chats, and means nothing.
        """
        if message.chat.type == message.chat.PRIVATE:
            return True
        if message.sender_chat is not None:
            return message.sender_chat.id == message.chat.id
        person = message.from_user
        return False if person is None else await self.are(bot, message.chat.id, person.id)

    async def are(self, bot: Bot, chat_id: int, person_id: int) -> bool | None:
        """Whether a person is an administrator of a chat; None if Telegram does not say."""
        place = (chat_id, person_id)
        known, now = self._known.get(place), self._clock()
        if known is not None and now - known[0] < _KEPT_SECONDS:
            return known[1]
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                ask = partial(bot.get_chat_member, chat_id, person_id)
                member = await self._outbox.again(ask)
        except BadRequest:
            return False  # nobody whom that chat knows
        except (TelegramError, TimeoutError):
            return None if known is None else known[1]
        is_one = member is not None and member.status in _RANKS
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        self._known[place] = now, is_one
        return is_one
