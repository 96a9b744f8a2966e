"""The words that people listed for their shelves."""

from collections.abc import Callable, Collection
from functools import lru_cache, reduce
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select

from bot.store import chats
from bot.store.shelves import hold, own_of, own_or_new
from bot.store.tables import chat_shelves, shelf_words, shelves
from retrieval.answering.wordlist import NO_WORDS, WordList

T = TypeVar("T")

_ALONE = ""
_KEPT = 64


def on_shelves(connection: Connection, shelf_ids: Collection[int]) -> WordList:
    """The words of these shelves together."""
    found = select(shelf_words).where(shelf_words.c.shelf_id.in_(shelf_ids))
    order = (shelf_words.c.shelf_id, shelf_words.c.word, shelf_words.c.meaning)
    groups: dict[int, dict[str, list[str]]] = {}
    for row in connection.execute(found.order_by(*order)):
        group = groups.setdefault(row.shelf_id, {}).setdefault(row.word, [row.word])
        if row.meaning != _ALONE:
            group.append(row.meaning)
    lists = (WordList(tuple(map(tuple, each.values()))) for each in groups.values())
    return _joined(tuple(lists))


@lru_cache(_KEPT)
def _joined(lists: tuple[WordList, ...]) -> WordList:
    """Asked for with every question, and seldom another one."""
    return reduce(WordList.joined_with, lists, NO_WORDS)


def seen_by(connection: Connection, chat_id: int) -> WordList:
    """The words of all shelves that a chat sees."""
    return on_shelves(connection, _seen(connection, chat_id))


def _seen(connection: Connection, chat_id: int) -> list[int]:
    mine = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    seen = select(shelves.c.id).where(shelves.c.shared | shelves.c.id.in_(mine))
    return list(connection.scalars(seen))


def own(connection: Connection, chat_id: int) -> WordList:
    """The words that a chat listed itself."""
    return on_shelves(connection, own_of(connection, chat_id))


def of_others(connection: Connection, chat_id: int) -> WordList:
    """The words that a chat sees, and did not list itself."""
    mine = set(own_of(connection, chat_id))
    return on_shelves(
        connection, [each for each in _seen(connection, chat_id) if each not in mine]
    )


def change_own(
    connection: Connection, chat_id: int, changed: Callable[[WordList], tuple[WordList, T]]
) -> T:
    """Keep what `changed` makes of the words of a chat's own shelf; nobody writes in between."""
    hold(connection, own_or_new(connection, chat_id))
    words, told = changed(own(connection, chat_id))
    put_own(connection, chat_id, words)
    return told


def put_own(connection: Connection, chat_id: int, words: WordList) -> None:
    """Make `words` the list of a chat, which may be named by the number that it had."""
    now = chats.moves(connection).get(chat_id, chat_id)
    first = own_or_new(connection, now)
    for shelf_id in own_of(connection, now):
        put(connection, shelf_id, words if shelf_id == first else NO_WORDS)


def put(connection: Connection, shelf_id: int, words: WordList) -> None:
    """Make `words` the list of a shelf."""
    connection.execute(delete(shelf_words).where(shelf_words.c.shelf_id == shelf_id))
    rows = [
        {"shelf_id": shelf_id, "word": first, "meaning": meaning}
        for first, *others in words.groups
        for meaning in others or [_ALONE]
    ]
    if rows:
        connection.execute(insert(shelf_words), rows)
