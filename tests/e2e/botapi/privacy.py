"""Which messages of a chat a bot gets to see.

https://core.telegram.org/bots/features#privacy-mode
"""

from tests.telegram_fakes import members, services
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.values import ChatMessage, Json


def reaches(account: BotAccount, message: ChatMessage, chat: Chat) -> bool:
    """Whether Telegram tells the bot of `message`.

    Everything in private chats and channels, and all service messages; in groups what
    is meant for the bot, or all if it is an administrator or privacy mode is off. Bots
    never see each other, and nobody sees into a chat in which they are not.
    """
    if chat.status in members.OUTSIDE or _is_by_a_bot(message.body):
        return False
    if chat.place.kind in {"private", "channel"} or account.reads_all_group_messages:
        return True
    if chat.status in members.SEEING_ALL or not services.KINDS.isdisjoint(message.body):
        return True
    return is_meant(account, message, chat)


def is_meant(account: BotAccount, message: ChatMessage, chat: Chat) -> bool:
    """Whether `message` is meant for the bot, as privacy mode sees it.

    Replies to the bot, or to what was meant for it; commands that name it; and bare
    commands if it was the last bot to write there. A plain mention is not promised, and
    so does not count.
    """
    replied = message.body.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == account.id:
        return True
    if replied.get("message_id") in chat.meant:
        return True
    command = _command(message)
    _, named, name = command.partition("@")
    if named:
        return name.lower() == account.username.lower()
    return bool(command) and chat.last_bot == account.id


def _is_by_a_bot(body: Json) -> bool:
    """Anonymous administrators and channels write by accounts that count as bots."""
    return body.get("from", {}).get("is_bot", False) and "sender_chat" not in body


def _command(message: ChatMessage) -> str:
    """The command that the text or the caption starts with; empty if it does not."""
    text = message.text or message.caption
    body = message.body
    for entity in body.get("entities") or body.get("caption_entities") or ():
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return text[: entity["length"]]
    return ""
