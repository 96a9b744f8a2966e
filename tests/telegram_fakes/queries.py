"""What people tell a bot without writing to it: buttons, reactions, queries, choices."""

from collections.abc import Sequence

from tests.telegram_fakes.places import Person
from tests.telegram_fakes.values import ChatMessage, Json


def callback_query(message: ChatMessage, data: str, sender: Json, query_id: str) -> Json:
    """A press on a button of `message`."""
    return {
        "id": query_id,
        "from": sender,
        "message": message.body,
        "chat_instance": str(message.chat_id),
        "data": data,
    }


def callback_query_inline(inline_message_id: str, data: str, sender: Json, query_id: str) -> Json:
    """A press on a button of a message that was sent by way of the bot."""
    return {
        "id": query_id,
        "from": sender,
        "inline_message_id": inline_message_id,
        "chat_instance": inline_message_id,
        "data": data,
    }


def inaccessible(message: ChatMessage) -> ChatMessage:
    """`message` when it is too old, or deleted: a chat, a number, and the date 0."""
    body = {"chat": message.body["chat"], "message_id": message.message_id, "date": 0}
    return ChatMessage(body, {})


def reaction(message: ChatMessage, who: Person, emoji: Sequence[str], date: int) -> Json:
    """Somebody's reaction to a message, who had none there before."""
    return {
        "chat": message.body["chat"],
        "message_id": message.message_id,
        "user": who.json(),
        "date": date,
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": each} for each in emoji],
    }


def inline_query(query_id: str, words: str, who: Person, offset: str, chat_type: str) -> Json:
    """What somebody types after the bot's name in any chat."""
    return {
        "id": query_id,
        "from": who.json(),
        "query": words,
        "offset": offset,
        "chat_type": chat_type,
    }


def chosen_result(
    result_id: str, words: str, who: Person, inline_message_id: str | None = None
) -> Json:
    """The result that somebody sent; it has a number if it has an inline keyboard."""
    body: Json = {"result_id": result_id, "from": who.json(), "query": words}
    return body if inline_message_id is None else body | {"inline_message_id": inline_message_id}
