"""Which messages of a chat a bot gets to see.

https://core.telegram.org/bots/features#privacy-mode
"""

from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.values import ChatMessage


def reaches(account: BotAccount, message: ChatMessage, chat: Chat) -> bool:
    """Whether Telegram tells the bot of `message`.

    In a group under privacy mode: replies to the bot, commands that name it, and
    bare commands if it was the last bot to write there. A plain mention is not
    promised, and so does not count. Bots never see each other.
    """
    if message.body["from"]["is_bot"]:
        return False
    if chat.place.kind == "private" or account.reads_all_group_messages:
        return True
    replied = message.body.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == account.id:
        return True
    command = _command(message)
    _, named, name = command.partition("@")
    if named:
        return name.lower() == account.username.lower()
    return bool(command) and chat.last_bot == account.id


def _command(message: ChatMessage) -> str:
    """The command that the message starts with; empty if it does not."""
    for entity in message.entities:
        if entity.kind == "bot_command" and entity.offset == 0:
            return entity.of(message.text)
    return ""
