"""Whether a message speaks to the bot, and what it says: without commands and mentions."""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity

_COMMAND = re.compile(
    r"\s*/(?P<name>[a-z0-9_]{1,32})(?:@(?P<bot>[a-z0-9_]+))?(?![a-z0-9_@])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
"""`\\s` is that of ASCII here; what follows a command is stripped of all spaces there are."""
_EASILY_READ = 80
"""UTF-16 units of a message that apps show whole above a reply, or nearly so."""
_LONGEST_QUOTE = 1024
"""UTF-16 units that Telegram takes."""
_QUOTED_WITH = frozenset(
    {
        MessageEntity.BOLD,
        MessageEntity.ITALIC,
        MessageEntity.UNDERLINE,
        MessageEntity.STRIKETHROUGH,
        MessageEntity.SPOILER,
        MessageEntity.CUSTOM_EMOJI,
    }
)
"""Marks that belong to a quote: https://core.telegram.org/bots/api#replyparameters"""
_UTF16 = "utf-16-le"
"""What Telegram counts places in a text by: two bytes are one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says to the bot."""

    command: str | None
    """In lower case, without slash; None for plain words."""
    text: str
    """The rest, without outer spaces; may be empty."""


def said_to(message: Message, username: str, bot_id: int, *, called: bool = False) -> Said | None:
    """What `message` says to the bot of that name; None if it does not speak to it.

    A command does, unless it names another bot; in private all else does; in groups a reply
    to the bot does, and a mention of it; where Telegram says that the bot is `called`, all
    does. What the bot itself sent for somebody does not.
    """
    if not _may_be_asking(message, bot_id):
        return None
    text = _whole(message.text or message.caption or "")
    found = _COMMAND.match(text)
    if found is not None:
        named = found["bot"]
        if named is not None and named.lower() != username.lower():
            return None
        return Said(found["name"].lower(), found["rest"].strip())
    mentioned, without = _without_mention(message, text, username, bot_id)
    private = message.chat.type == message.chat.PRIVATE
    if private or called or mentioned or replies_to(message, bot_id):
        return Said(None, without.strip())
    return None


def replied_to(message: Message) -> str:
    """What a message replies to: the words that were marked in it, or all."""
    if message.quote is not None:
        return _whole(message.quote.text).strip()
    answered = message.reply_to_message
    if answered is None:
        return ""
    return _whole(answered.text or answered.caption or "").strip()


def _whole(text: str) -> str:
    """Without halves of rare characters, which cannot be written down."""
    return text.encode(_UTF16, "surrogatepass").decode(_UTF16, "replace")


def part_to_quote(message: Message, asked: str) -> str | None:
    """The part of a long message that asks, for an answer to quote; None for all of it.

    Telegram takes only what stands in the message just so, with its marks; where there are
    any, nothing is quoted.
    """
    text = _whole(message.text or message.caption or "")
    length = len(text.encode(_UTF16)) // 2
    marks = message.entities or message.caption_entities
    if length <= _EASILY_READ or asked == text or any(m.type in _QUOTED_WITH for m in marks):
        return None
    return asked if asked in text and len(asked.encode(_UTF16)) // 2 <= _LONGEST_QUOTE else None


def _may_be_asking(message: Message, bot_id: int) -> bool:
    """Not bots, for two could go on for ever, nor a channel's posts that Telegram repeats."""
    sender, via = message.from_user, message.via_bot
    if message.is_automatic_forward or (via is not None and via.id == bot_id):
        return False
    # An anonymous administrator and a channel write as a bot of Telegram's own.
    return message.sender_chat is not None or sender is None or not sender.is_bot


def replies_to(message: Message, bot_id: int) -> bool:
    """Whether a message replies to one of the bot."""
    answered = message.reply_to_message
    sender = answered.from_user if answered is not None else None
    return sender is not None and sender.id == bot_id


def _without_mention(message: Message, text: str, username: str, bot_id: int) -> tuple[bool, str]:
    """Whether the bot is mentioned, and the text without that.

    Only at those places: another bot's name may begin with ours.
    """
    marks = message.entities if message.text else message.caption_entities
    ours = [mark for mark in marks if _names(mark, text, username, bot_id)]
    units = text.encode(_UTF16)
    for mark in sorted(ours, key=lambda mark: mark.offset, reverse=True):
        start, end = 2 * mark.offset, 2 * (mark.offset + mark.length)
        units = units[:start] + " ".encode(_UTF16) + units[end:]
    return bool(ours), units.decode(_UTF16, "replace")


def _names(mark: MessageEntity, text: str, username: str, bot_id: int) -> bool:
    if mark.type == MessageEntity.TEXT_MENTION:
        return mark.user is not None and mark.user.id == bot_id
    if mark.type != MessageEntity.MENTION:
        return False
    units = text.encode(_UTF16)[2 * mark.offset : 2 * (mark.offset + mark.length)]
    return units.decode(_UTF16, "replace").lower() == f"@{username}".lower()
