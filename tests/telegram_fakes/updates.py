"""What people do, as Telegram tells it to a bot.

`private_text`, `group_text`, `edited` and `pressed` give whole updates, ready for
`Update.de_json`; `text_message` is the one place where a message is written, for
these and for the server's world alike.
"""

import itertools
import time
from dataclasses import dataclass

from tests.telegram_fakes.values import ChatMessage, Json
from tests.telegram_fakes.written import marked

_NUMBERS = itertools.count(1)
"""Update and message numbers: no two updates of one test run share one."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account, or another bot."""

    id: int = 1001
    first_name: str = "小李"
    username: str | None = None
    language_code: str | None = "zh-hans"
    is_bot: bool = False

    def json(self) -> Json:
        """The account as the Bot API's `User`."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username is not None:
            body["username"] = self.username
        if self.language_code is not None:
            body["language_code"] = self.language_code
        return body


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, as every message names it."""

    id: int
    kind: str
    """`private` or `supergroup`."""
    name: str
    """First name of the person, or title of the group."""
    is_forum: bool = False

    def json(self) -> Json:
        """The place as the Bot API's `Chat`."""
        if self.kind == "private":
            return {"id": self.id, "type": self.kind, "first_name": self.name}
        body: Json = {"id": self.id, "type": self.kind, "title": self.name}
        return body | {"is_forum": True} if self.is_forum else body

    @classmethod
    def with_person(cls, person: Person) -> "Place":
        """A person's private chat with the bot."""
        return cls(person.id, "private", person.first_name)

    @classmethod
    def numbered(cls, chat_id: int) -> "Place":
        """A chat of which only the number is known: people's are positive."""
        return cls(chat_id, "private" if chat_id > 0 else "supergroup", f"chat {chat_id}")


@dataclass(frozen=True, slots=True)
class Position:
    """Where and when a message stands."""

    place: Place
    message_id: int
    date: int
    """Seconds since 1970."""
    topic: int | None = None
    """The forum topic, if the chat has any."""


LI = Person()
GROUP = Place(-1001000000001, "supergroup", "读书会")


def text_message(
    text: str, sender: Json, position: Position, reply_to: Json | None = None
) -> Json:
    """The message that `sender` writes, with the commands and mentions in its text."""
    message: Json = {
        "message_id": position.message_id,
        "date": position.date,
        "chat": position.place.json(),
        "from": sender,
        "text": text,
    }
    if entities := marked(text):
        message["entities"] = [entity.json() for entity in entities]
    return message | threading(position, reply_to)


def threading(position: Position, reply_to: Json | None) -> Json:
    """The fields by which a message says what it replies to and in which thread.

    In a supergroup without topics a reply carries the thread of what it replies to,
    although no bot can send there by that number.
    """
    fields: Json = {}
    if reply_to is not None:
        # Telegram nests no further: the replied message comes without its own reply.
        fields["reply_to_message"] = {
            key: value for key, value in reply_to.items() if key != "reply_to_message"
        }
        if position.place.kind == "supergroup" and not position.place.is_forum:
            fields["message_thread_id"] = reply_to.get("message_thread_id", reply_to["message_id"])
    if position.topic is not None:
        fields |= {"message_thread_id": position.topic, "is_topic_message": True}
    return fields


def private_text(
    text: str,
    *,
    sender: Person = LI,
    reply_to: ChatMessage | None = None,
    date: int | None = None,
) -> Json:
    """The update of a person's message to the bot; `date` defaults to now."""
    return _update(text, sender, _new(Place.with_person(sender), None, date), reply_to)


def group_text(
    text: str,
    *,
    sender: Person = LI,
    place: Place = GROUP,
    topic: int | None = None,
    reply_to: ChatMessage | None = None,
) -> Json:
    """The update of a message in a group; whether Telegram would send it is not asked."""
    return _update(text, sender, _new(place, topic, None), reply_to)


def edited(update: Json, text: str) -> Json:
    """The update that follows `update` when its message is changed to `text`."""
    return {"update_id": next(_NUMBERS), "edited_message": edited_message(update["message"], text)}


def edited_message(message: Json, text: str) -> Json:
    """`message` after its sender changed it to `text`."""
    kept = {key: value for key, value in message.items() if key != "entities"}
    entities = [entity.json() for entity in marked(text)]
    changed: Json = kept | {"text": text, "edit_date": int(time.time())}
    return changed | {"entities": entities} if entities else changed


def pressed(message: ChatMessage, data: str, *, sender: Person = LI) -> Json:
    """The update of a press on a button of `message`."""
    number = next(_NUMBERS)
    query = callback_query(message, data, sender.json(), str(number))
    return {"update_id": number, "callback_query": query}


def callback_query(message: ChatMessage, data: str, sender: Json, query_id: str) -> Json:
    """A press on a button of `message`."""
    return {
        "id": query_id,
        "from": sender,
        "message": message.body,
        "chat_instance": str(message.chat_id),
        "data": data,
    }


def _new(place: Place, topic: int | None, date: int | None) -> Position:
    return Position(place, next(_NUMBERS), int(time.time()) if date is None else date, topic)


def _update(text: str, sender: Person, position: Position, reply_to: ChatMessage | None) -> Json:
    replied = None if reply_to is None else reply_to.body
    message = text_message(text, sender.json(), position, replied)
    return {"update_id": next(_NUMBERS), "message": message}
