"""The chats that the bot knows, and what they set."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy import Connection, delete, select, update

from bot.store.tables import chat_shelves, chats, golden, questions
from bot.store.upserting import insert_into


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
    moved_to: int | None = None
    """The supergroup that this group became."""


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
        "moved_to": chat.moved_to,
    }
    row = insert_into(connection, chats).values(id=chat.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=[chats.c.id], set_=values))


def change(connection: Connection, chat_id: int, changed: Callable[[Chat], Chat]) -> Chat:
    """Keep what `changed` makes of a chat, and give it; nobody else writes in between."""
    _hold(connection, chat_id)
    chat = changed(load(connection, chat_id))
    save(connection, chat)
    return chat


def _hold(connection: Connection, chat_id: int) -> None:
    """Let no other process change the chat until this is committed."""
    new = Chat(chat_id)
    row = insert_into(connection, chats).values(
        id=chat_id,
        active=new.active,
        greeted=new.greeted,
        quiet=new.quiet,
        askers=new.askers.value,
    )
    connection.execute(row.on_conflict_do_nothing())
    connection.execute(select(chats.c.id).where(chats.c.id == chat_id).with_for_update())


def move(connection: Connection, old: int, new: int) -> None:
    """A group became a supergroup: all that was the old one's is the new one's.

    Telegram tells it twice, in either order: what was set since the first time stays.
    Messages are numbered anew there, so its questions lose theirs.
    """
    if old == new:
        return
    for each in sorted((old, new)):
        _hold(connection, each)
    chat = load(connection, old)
    if chat.moved_to != new:
        here = load(connection, new)
        save(connection, replace(chat, id=new, greeted=chat.greeted or here.greeted))
        save(connection, Chat(old, active=False, greeted=True, moved_to=new))
    taken = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == new)
    connection.execute(
        update(chat_shelves)
        .where(chat_shelves.c.chat_id == old, chat_shelves.c.shelf_id.not_in(taken))
        .values(chat_id=new)
    )
    connection.execute(delete(chat_shelves).where(chat_shelves.c.chat_id == old))
    connection.execute(
        update(questions)
        .where(questions.c.chat_id == old)
        .values(chat_id=new, message_id=None, answer_id=None)
    )
    connection.execute(update(golden).where(golden.c.chat_id == old).values(chat_id=new))


def moves(connection: Connection) -> dict[int, int]:
    """Each group that became a supergroup, and the number that it has now."""
    rows = select(chats.c.id, chats.c.moved_to).where(chats.c.moved_to.is_not(None))
    return {row.id: row.moved_to for row in connection.execute(rows)}
