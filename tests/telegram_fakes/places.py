"""Who takes part, and where a message stands."""

from dataclasses import dataclass

from tests.telegram_fakes.values import Json


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account, or another bot."""

    id: int = 1001
    first_name: str = "小李"
    username: str | None = None
    language_code: str | None = "zh-hans"
    """As their app tells it, such as `zh-hans`; some apps tell none."""
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
    """`private`, `group`, `supergroup` or `channel`."""
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
CHANNEL = Place(-1002000000001, "channel", "每日一文")
