"""The values that a fake Telegram speaks in."""

from dataclasses import dataclass
from typing import Any, Self

from tests.telegram_fakes import utf16

Json = dict[str, Any]
"""An object as the Bot API writes it."""


class ApiError(Exception):
    """Telegram refuses a call."""

    def __init__(
        self,
        status: int,
        description: str,
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        """Keep what the answer will say.

        Args:
            status: The HTTP status, such as 429.
            description: What the answer says of it.
            retry_after: Seconds to wait before the next try.
            migrate_to: The supergroup that a group has become.
        """
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def json(self) -> Json:
        """The body of the refusal."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return body


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot, as it arrived."""

    method: str
    params: Json
    """Decoded where the contract allows it, else the raw strings."""
    at: float = 0.0
    """When it arrived, in seconds since 1970."""

    @property
    def chat_id(self) -> int | None:
        """The chat that it is about, if any."""
        number = self.params.get("chat_id")
        return number if isinstance(number, int) else None


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked range of a text."""

    kind: str
    """The Bot API's name for it, such as `bold` or `bot_command`."""
    offset: int
    """Start, in UTF-16 code units."""
    length: int
    """Length, in UTF-16 code units."""
    url: str | None = None
    """Where a `text_link` leads."""
    language: str | None = None
    """Programming language of a `pre`."""
    custom_emoji_id: str | None = None

    def of(self, text: str) -> str:
        """The part of `text` that is marked."""
        return utf16.part(text, self.offset, self.length)

    def json(self) -> Json:
        """The entity as the Bot API writes it."""
        optional = {
            "url": self.url,
            "language": self.language,
            "custom_emoji_id": self.custom_emoji_id,
        }
        return {
            "type": self.kind,
            "offset": self.offset,
            "length": self.length,
            **{name: value for name, value in optional.items() if value is not None},
        }

    @classmethod
    def read(cls, body: Json) -> Self:
        """The entity that `body` writes."""
        return cls(
            body["type"],
            body["offset"],
            body["length"],
            url=body.get("url"),
            language=body.get("language"),
            custom_emoji_id=body.get("custom_emoji_id"),
        )


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message in a chat, by whomever."""

    body: Json
    """The message as the Bot API writes it."""
    params: Json
    """What the bot asked for when it sent or edited it; empty for people's messages."""

    @property
    def chat_id(self) -> int:
        """The chat that it stands in."""
        return int(self.body["chat"]["id"])

    @property
    def message_id(self) -> int:
        """Its number in that chat."""
        return int(self.body["message_id"])

    @property
    def text(self) -> str:
        """Its text, free of markup."""
        return str(self.body.get("text", ""))

    @property
    def caption(self) -> str:
        """The text under its picture or file."""
        return str(self.body.get("caption", ""))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The marked ranges of its text, in text order."""
        return tuple(Entity.read(entity) for entity in self.body.get("entities", ()))

    @property
    def sender_id(self) -> int:
        """Who wrote it: an account, or the chat in whose name it stands there."""
        sender = self.body.get("from") or self.body["sender_chat"]
        return int(sender["id"])

    @property
    def thread_id(self) -> int | None:
        """The forum topic or reply thread that it stands in, if any."""
        thread_id: int | None = self.body.get("message_thread_id")
        return thread_id

    @property
    def parse_mode(self) -> str | None:
        """The parse mode that the bot asked for."""
        parse_mode: str | None = self.params.get("parse_mode")
        return parse_mode

    @property
    def reply_parameters(self) -> Json | None:
        """What the bot asked to reply to."""
        reply_parameters: Json | None = self.params.get("reply_parameters")
        return reply_parameters

    @property
    def reply_markup(self) -> Json | None:
        """The keyboard that the bot asked for."""
        reply_markup: Json | None = self.params.get("reply_markup")
        return reply_markup

    @property
    def buttons(self) -> tuple[Json, ...]:
        """The buttons under it as it is now, row by row."""
        rows = self.body.get("reply_markup", {}).get("inline_keyboard", ())
        return tuple(button for row in rows for button in row)

    def data(self, label: str) -> str:
        """What the button with that label carries.

        Raises:
            KeyError: there is no such button, or it carries nothing.
        """
        carried = {button["text"]: button.get("callback_data") for button in self.buttons}
        data = carried.get(label)
        if data is None:
            raise KeyError(label)
        return str(data)
