"""What the bot may do in a chat, and in which words Telegram says that it may not.

The words are those of Telegram's own server, in `check_chat_access` and
`fail_query_with_error`.

https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp
"""

from tests.telegram_fakes import members
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.values import ApiError


def refuse_unreachable(chat: Chat) -> None:
    """See to it that the bot can be told about `chat`.

    Raises:
        ApiError: it has moved, is no more, or the bot is not in it.
    """
    kind = chat.place.kind
    if chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to=chat.migrated_to,
        )
    if kind == "private":
        return
    if chat.deleted:
        raise ApiError(403, f"Forbidden: the {kind} chat was deleted")
    if chat.status == "kicked":
        raise ApiError(403, f"Forbidden: bot was kicked from the {kind} chat")
    if chat.status == "left":
        raise ApiError(403, f"Forbidden: bot is not a member of the {kind} chat")


def refuse_unwritable(chat: Chat, topic: int | None = None, now: int = 0) -> None:
    """See to it that the bot can write in `chat`.

    Raises:
        ApiError: it cannot, in that topic, or at that time.
    """
    refuse_unreachable(chat)
    if chat.place.kind == "private":
        _refuse_in_private(chat)
    if not chat.can_send:
        raise ApiError(400, "Bad Request: not enough rights to send text messages to the chat")
    if chat.status in members.SEEING_ALL:
        return
    if topic in chat.closed_topics:
        raise ApiError(400, "Bad Request: TOPIC_CLOSED")
    wait = chat.last_sent + chat.slow_mode - now
    if chat.slow_mode and wait > 0:
        raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def _refuse_in_private(chat: Chat) -> None:
    if chat.deleted:
        raise ApiError(403, "Forbidden: user is deactivated")
    if chat.status == "kicked":
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if chat.status == "left":
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
