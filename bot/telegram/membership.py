"""How the bot comes into chats and goes, and what it says when it comes."""

import logging
from dataclasses import replace
from typing import Final

from telegram import Bot, Chat, ChatMember, ChatMemberRestricted, Message, Update, User
from telegram.ext import ContextTypes

from bot.telegram.letters import Letter
from bot.telegram.outbox import UncertainError
from bot.telegram.services import Services

_log = logging.getLogger(__name__)

_INSIDE: Final = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})
_GROUPS: Final = frozenset({Chat.GROUP, Chat.SUPERGROUP})
_FRESH_SECONDS = 60
"""Age of a message that says by itself that the bot is in its chat."""
_JUST_SECONDS = 60
"""After a greeting; a link that adds the bot sends `/start` by then."""


class Membership:
    """Keeps up with the bot's standing in chats."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._greeted_at: dict[int, float] = {}

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added, removed, blocked, or its rights changed."""
        change = update.my_chat_member
        if change is None:
            return
        services, chat = self._services, change.chat
        if not services.allows(chat.id):
            _log.info("chat %d is none of telegram.allowed_chats", chat.id)
            return
        if not _is_inside(change.new_chat_member):
            await services.presence.gone(chat.id)
            return
        await services.presence.back(chat.id)
        could, can = map(_can_write, (change.old_chat_member, change.new_chat_member))
        if chat.type in _GROUPS and can and not could:
            await self.greet(context.bot, chat.id, change.from_user)

    async def migrated(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup; both of them say so, in any order."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self._services.presence.moved(message.chat_id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self._services.presence.moved(message.migrate_from_chat_id, message.chat_id)

    async def is_in(self, message: Message) -> bool:
        """Whether the bot is still in the chat of a message.

        A fresh one says so, whatever was known; an old one may have been written before the
        bot was removed, and an answer to it would be refused.
        """
        services = self._services
        if (await services.chat(message.chat_id)).active:
            return True
        if services.clock() - message.date.timestamp() > _FRESH_SECONDS:
            return False
        await services.presence.back(message.chat_id)
        return True

    async def greet(self, bot: Bot, chat_id: int, person: User | None) -> bool:
        """Say hello in a group, once for all time: whether this was the time."""
        services = self._services
        chat = await services.chat(chat_id)
        if chat.greeted:
            return False
        words = services.words(chat, person).chats
        text = words.greeting.format(bot=bot.username)
        if bot.can_read_all_group_messages:
            text = f"{text}\n\n{words.reads_all}"
        try:
            await services.outbox.send(bot, Letter(chat_id, text), self._greeted)
        except UncertainError:
            # It may be there: better not at all than twice.
            await self._keep_greeted(chat_id)
        return True

    def has_just_greeted(self, chat_id: int) -> bool:
        """Whether that group was greeted a moment ago."""
        return self._services.clock() - self._greeted_at.get(chat_id, 0) < _JUST_SECONDS

    async def _greeted(self, message: Message) -> None:
        # By the message: the group may have become a supergroup meanwhile.
        await self._keep_greeted(message.chat_id)

    async def _keep_greeted(self, chat_id: int) -> None:
        self._greeted_at[chat_id] = self._services.clock()
        await self._services.change(chat_id, lambda chat: replace(chat, greeted=True))


def _is_inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _INSIDE


def _can_write(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status in _INSIDE
