"""What people do, as Telegram tells it to a bot.

`private_text`, `group_text`, `message_update`, `edited`, `pressed` and the like give
whole updates, ready for `Update.de_json`; `new_message` is the one place where a
message is written, for these and for the server's world alike.
"""

import itertools
import time

from tests.telegram_fakes import authors, contents, members, queries
from tests.telegram_fakes.places import CHANNEL, GROUP, LI, Person, Place, Position
from tests.telegram_fakes.queries import callback_query
from tests.telegram_fakes.values import ChatMessage, Json
from tests.telegram_fakes.written import marked

__all__ = [
    "CHANNEL",
    "GROUP",
    "LI",
    "Person",
    "Place",
    "Position",
    "callback_query",
    "chosen",
    "edited",
    "edited_message",
    "group_text",
    "guest_asked",
    "inline_asked",
    "membership",
    "message_update",
    "new_message",
    "pressed",
    "private_text",
    "text_message",
    "threading",
]

_NUMBERS = itertools.count(1)
"""Update and message numbers: no two updates of one test run share one."""


def new_message(
    content: Json, author: Json, position: Position, reply_to: Json | None = None
) -> Json:
    """A message; `content` comes from `contents` or `services`, `author` from `authors`."""
    head = {
        "message_id": position.message_id,
        "date": position.date,
        "chat": position.place.json(),
    }
    return head | author | content | threading(position, reply_to)


def text_message(
    text: str, sender: Json, position: Position, reply_to: Json | None = None
) -> Json:
    """The message that `sender` writes, with the commands and mentions in its text."""
    return new_message(contents.text(text), {"from": sender}, position, reply_to)


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
    place = Place.with_person(sender)
    return message_update(
        contents.text(text), authors.person(sender), place, reply_to=reply_to, date=date
    )


def group_text(
    text: str,
    *,
    sender: Person = LI,
    place: Place = GROUP,
    topic: int | None = None,
    reply_to: ChatMessage | None = None,
) -> Json:
    """The update of a message in a group; whether Telegram would send it is not asked."""
    return message_update(
        contents.text(text), authors.person(sender), place, topic=topic, reply_to=reply_to
    )


def message_update(  # noqa: PLR0913 - a message has that many sides
    content: Json,
    author: Json,
    place: Place,
    *,
    topic: int | None = None,
    reply_to: ChatMessage | None = None,
    date: int | None = None,
) -> Json:
    """The update of any message; in a channel it is a post."""
    position = Position(place, next(_NUMBERS), _time(date), topic)
    message = new_message(content, author, position, None if reply_to is None else reply_to.body)
    return _update("channel_post" if place.kind == "channel" else "message", message)


def edited(update: Json, text: str) -> Json:
    """The update that follows `update` when its message is changed to `text`.

    With the text that it has, it is what Telegram sends when something else about the
    message changed, such as its link preview.
    """
    return _update("edited_message", edited_message(update["message"], text))


def edited_message(message: Json, text: str) -> Json:
    """`message` after its sender changed its text, or its caption, to `text`."""
    name, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    kept = {key: value for key, value in message.items() if key != marks}
    entities = [entity.json() for entity in marked(text)]
    changed: Json = kept | {name: text, "edit_date": int(time.time())}
    return changed | {marks: entities} if entities else changed


def pressed(message: ChatMessage, data: str, *, sender: Person = LI) -> Json:
    """The update of a press on a button of `message`; see also `queries.inaccessible`."""
    query = callback_query(message, data, sender.json(), str(next(_NUMBERS)))
    return _update("callback_query", query)


def inline_asked(words: str, *, sender: Person = LI, offset: str = "") -> Json:
    """The update of an inline query."""
    query = queries.inline_query(str(next(_NUMBERS)), words, sender, offset, "supergroup")
    return _update("inline_query", query)


def chosen(result_id: str, words: str, *, sender: Person = LI) -> Json:
    """The update of a chosen inline result."""
    return _update("chosen_inline_result", queries.chosen_result(result_id, words, sender))


def guest_asked(text: str, *, sender: Person = LI, place: Place = GROUP) -> Json:
    """The update of a message that calls the bot into a chat in which it is not."""
    position = Position(place, next(_NUMBERS), _time(None))
    message = text_message(text, sender.json(), position)
    return _update("guest_message", message | {"guest_query_id": str(next(_NUMBERS))})


def membership(old: Json, new: Json, *, place: Place = GROUP, by: Person = LI) -> Json:
    """The update of the bot's own standing in a chat; both sides come from `members`."""
    return _update("my_chat_member", members.changed(place, by, old, new, _time(None)))


def _update(kind: str, body: Json) -> Json:
    return {"update_id": next(_NUMBERS), kind: body}


def _time(date: int | None) -> int:
    return int(time.time()) if date is None else date
