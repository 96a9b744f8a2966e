"""The chats that the bot knows, and what they set."""

from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.tables import chat_shelves, chats, questions


class Askers(Enum):
    """Who may ask in a group."""

    ALL = "all"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat, and what it set."""

    id: int
    active: bool = True
    """False once the bot was removed or blocked."""
    greeted: bool = False
    language: str | None = None
    """None: each person's own."""
    sentences: int | None = None
    """Shown at most; None: as configured."""
    quiet: bool = False
    """Whether a question that is declined gets a reaction instead of a message."""
    askers: Askers = Askers.ALL


def load(connection: Connection, chat_id: int) -> Chat:
    """The chat of that number; with nothing set if it was never met."""
    row = connection.execute(select(chats).where(chats.c.id == chat_id)).one_or_none()
    if row is None:
        return Chat(chat_id)
    return replace(Chat(**row._mapping), askers=Askers(row.askers))  # noqa: SLF001 - documented


def save(connection: Connection, chat: Chat) -> None:
    """Keep a chat as it is now."""
    values = {
        "active": chat.active,
        "greeted": chat.greeted,
        "language": chat.language,
        "sentences": chat.sentences,
        "quiet": chat.quiet,
        "askers": chat.askers.value,
    }
    row = insert(chats).values(id=chat.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=[chats.c.id], set_=values))


def move(connection: Connection, old: int, new: int) -> None:
    """A group became a supergroup: all that was the old one's is the new one's.

    Messages are numbered anew there, so its questions lose theirs.
    """
    chat = load(connection, old)
    save(connection, replace(chat, id=new))
    save(connection, Chat(old, active=False, greeted=True))
    taken = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == new)
    connection.execute(
        update(chat_shelves)
        .where(chat_shelves.c.chat_id == old, chat_shelves.c.shelf_id.not_in(taken))
        .values(chat_id=new)
    )
    connection.execute(
        update(questions)
        .where(questions.c.chat_id == old)
        .values(chat_id=new, message_id=None, answer_id=None)
    )
