"""The values that a fake Telegram speaks in."""

from dataclasses import dataclass
from typing import Any, Self

from tests.telegram_fakes import utf16

Json = dict[str, Any]
"""An object as the Bot API writes it."""


class ApiError(Exception):
    """Telegram refuses a call."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        """Keep what the answer will say; `retry_after` is in seconds."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def json(self) -> Json:
        """The body of the refusal."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot, as it arrived."""

    method: str
    params: Json
    """Decoded where the contract allows it, else the raw strings."""


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
    def entities(self) -> tuple[Entity, ...]:
        """The marked ranges of its text, in text order."""
        return tuple(Entity.read(entity) for entity in self.body.get("entities", ()))

    @property
    def sender_id(self) -> int:
        """Who wrote it."""
        return int(self.body["from"]["id"])

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
