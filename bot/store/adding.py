"""An article on its way to a shelf: what can be said of it before it is analysed, and after."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.store import analyses, library, shelves
from bot.store.library import Addition, Change
from retrieval.analysis.storing import read_back, sentences_in
from retrieval.model import Article


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that is to go on a shelf."""

    article: Article
    shelf_id: int
    origin: str | None
    """As in `Addition`."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it."""

    incoming: Incoming
    change: Change
    twin: str | None
    """Where the same text came from that was there before: its origin, or else its id."""
    sentences: int
    """That went on the shelf; none if nothing changed."""


def put_unread(connection: Connection, new: Incoming, version: str, now: int) -> Added | None:
    """Put it on its shelf if its analysis is there; None if it has to be analysed."""
    if library.is_there(connection, new.shelf_id, new.article.id, new.origin, version):
        return Added(new, Change.NOTHING, _twin(connection, new), 0)
    kept = analyses.load(connection, [new.article.id], version)
    if not read_back([new.article], kept):
        return None
    return put_read(connection, new, kept[new.article.id], version, now)


def put_read(
    connection: Connection, new: Incoming, content: bytes, version: str, now: int
) -> Added:
    """Put it on its shelf with its analysis."""
    twin = _twin(connection, new)
    addition = Addition(new.article, content, version, new.origin)
    change = library.put(connection, new.shelf_id, addition, now)
    sentences = 0 if change is Change.NOTHING else sentences_in(content)
    return Added(new, change, twin, sentences)


def keep(connection: Connection, article: Article, content: bytes, version: str) -> None:
    """Keep what was read; of an article that is gone by now, or other, nothing."""
    if shelves.load(connection, [article.id]) == [article]:
        analyses.put(connection, {article.id: content}, version)


def _twin(connection: Connection, new: Incoming) -> str | None:
    """Where the same text on that shelf came from, if from elsewhere."""
    held = library.held_on(connection, new.shelf_id, new.article.id)
    if held is None or held.origin == new.origin:
        return None
    return held.origin or new.article.id
