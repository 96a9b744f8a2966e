"""How the bot's own messages come to be: `sendMessage`."""

from collections.abc import Sequence

from tests.telegram_fakes import access, html_mode, keyboards, utf16
from tests.telegram_fakes.chats import Chat, Chats
from tests.telegram_fakes.places import Position
from tests.telegram_fakes.updates import threading
from tests.telegram_fakes.values import ApiError, ChatMessage, Entity, Json

_LONGEST_TEXT = 4096
"""UTF-16 code units, after the markup is gone."""
_LONGEST_QUOTE = 1024
"""UTF-16 code units, after the markup is gone."""


def send_message(chats: Chats, bot: Json, params: Json, now: int) -> Json:
    """Answer `sendMessage`: the message, which then stands in its chat.

    Raises:
        ApiError: Telegram would not send it.
    """
    chat = chats.get(params["chat_id"])
    written = content(params, in_private=chat.place.kind == "private")
    topic = params.get("message_thread_id")
    access.refuse_unwritable(chat, topic, now)
    # Also a reply thread's number is refused where there are no topics.
    if topic is not None and topic not in chat.topics and not chats.boundless:
        raise ApiError(400, "Bad Request: message thread not found")
    replied, quote = _replied(chats, chat, params.get("reply_parameters"))
    position = Position(chat.place, chat.new_id(), now, topic)
    body: Json = {
        "message_id": position.message_id,
        "date": now,
        "chat": chat.place.json(),
        "from": bot,
        **written,
        **threading(position, replied),
        **quote,
    }
    chat.send(ChatMessage(body, params))
    return body


def content(params: Json, *, in_private: bool) -> Json:
    """The fields of a message with the text and the inline keyboard that are asked for.

    Raises:
        ApiError: the text or the keyboard is none that Telegram takes.
    """
    text, entities = formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    fields: Json = {"text": text}
    if entities:
        fields["entities"] = [entity.json() for entity in entities]
    return fields | keyboards.shown(params.get("reply_markup"), in_private=in_private)


def formatted(
    text: str, parse_mode: str | None, marked: list[Json] | None
) -> tuple[str, tuple[Entity, ...]]:
    """The text and entities that are asked for, within Telegram's limits.

    Raises:
        ApiError: nothing is left of it, it is too long, or it cannot be read.
    """
    text, entities = _parsed(text, parse_mode, marked)
    text, entities = _trimmed(text, entities)
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    if utf16.units(text) > _LONGEST_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    return text, entities


def _parsed(
    text: str, parse_mode: str | None, entities: list[Json] | None
) -> tuple[str, tuple[Entity, ...]]:
    if not parse_mode:
        return text, tuple(_placed(text, Entity.read(entity)) for entity in entities or ())
    if parse_mode.lower() == "html":
        return html_mode.parse(text)
    # Telegram has two Markdowns as well. They are not needed here, and so not imitated.
    raise ApiError(400, "Bad Request: unsupported parse_mode")


def _placed(text: str, entity: Entity) -> Entity:
    """The entity, if both its ends are bounds of characters of the text.

    As TDLib has it, in `clean_input_string_with_entities`.
    """
    first, length = entity.offset, utf16.units(text)
    last = first + entity.length
    where = f"Bad Request: entity beginning at UTF-16 offset {first}"
    if first >= length:
        raise ApiError(
            400, f"Bad Request: entity begins after the end of the text at UTF-16 offset {first}"
        )
    if last > length:
        raise ApiError(400, f"{where} ends after the end of the text at UTF-16 offset {last}")
    if not utf16.is_bound(text, first):
        raise ApiError(400, "Bad Request: entity begins in a middle of a UTF-16 symbol")
    if not utf16.is_bound(text, last):
        raise ApiError(400, f"{where} ends in a middle of a UTF-16 symbol")
    return entity


def _trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """The text without the white space around it, as Telegram shows it."""
    skipped = utf16.units(text) - utf16.units(text.lstrip())
    stripped = text.strip()
    end = utf16.units(stripped)
    moved = []
    for entity in entities:
        first = max(entity.offset - skipped, 0)
        last = min(entity.offset + entity.length - skipped, end)
        if first < last:
            moved.append(Entity.read(entity.json() | {"offset": first, "length": last - first}))
    return stripped, tuple(moved)


def _replied(chats: Chats, chat: Chat, asked: Json | None) -> tuple[Json | None, Json]:
    """The message that is replied to, and the field that tells which part is quoted."""
    if asked is None:
        return None, {}
    there = chats.get(asked.get("chat_id", chat.id))
    replied = chats.message(there, asked["message_id"])
    if replied is None:
        if asked.get("allow_sending_without_reply"):
            return None, {}
        raise ApiError(400, "Bad Request: message to be replied not found")
    if not asked.get("quote"):
        return replied, {}
    return replied, {"quote": _quote(asked, replied, known=not chats.boundless)}


def _quote(asked: Json, replied: Json, *, known: bool) -> Json:
    """What is quoted, if it stands in the message just so.

    In a boundless world nobody can tell, as the message's text is not known.
    """
    parse_mode, marked = asked.get("quote_parse_mode"), asked.get("quote_entities")
    quote, entities = _parsed(asked["quote"], parse_mode, marked)
    text = replied.get("text") or replied.get("caption", "")
    at = text.find(quote)
    if (known and at < 0) or utf16.units(quote) > _LONGEST_QUOTE:
        raise ApiError(400, "Bad Request: QUOTE_TEXT_INVALID")
    position = utf16.units(text[: max(at, 0)])
    field: Json = {"text": quote, "position": position, "is_manual": True}
    return field | {"entities": [entity.json() for entity in entities]} if entities else field
