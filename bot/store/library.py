"""What people put on shelves: added, replaced, removed, and listed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from bot.store import analyses
from bot.store.shelves import drop_unheld, hold, put_article
from bot.store.tables import analyses as analysis_table
from bot.store.tables import articles, chat_shelves, golden, shelf_articles, shelves
from retrieval.model import Article

_OPENING = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class Addition:
    """An article that is to go on a shelf, read."""

    article: Article
    analysis: bytes
    version: str
    """Of what read it."""
    origin: str | None
    """Where it came from: what comes from there again takes its place. None: from nowhere
    that could be met again."""
    person_id: int | None = None
    """Who adds it; None for the operator."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a shelf takes; what the configuration put there does not count."""

    articles: int
    chars: int
    """Of all canonical texts together."""


class NoRoomError(Exception):
    """The shelf is full; nothing was changed."""

    def __init__(self, room: Room) -> None:
        """Tell how much it takes."""
        super().__init__(f"at most {room.articles} articles and {room.chars} characters")
        self.room = room


class Change(Enum):
    """What an addition changed."""

    ADDED = "added"
    REPLACED = "replaced"
    """What had come from there before is gone."""
    NOTHING = "nothing"
    """The same text is on the shelf already."""


@dataclass(frozen=True, slots=True)
class Held:
    """That a shelf holds an article."""

    origin: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An article on a shelf, without its text."""

    id: str
    title: str | None
    opening: str
    """The first characters of its text, by which people know one without a title."""
    published: str | None
    source: str | None
    sentences: int | None
    """None if it was never read."""
    chars: int
    origin: str | None
    configured: bool
    """Whether the configuration put it there: then people cannot remove it."""
    shared: bool
    """Whether every chat sees that shelf."""
    shelf_id: int
    shelf: str
    """The shelf's name, as it is stored."""
    added_at: int | None


def put(
    connection: Connection, shelf_id: int, new: Addition, now: int, room: Room | None = None
) -> Change:
    """Put an article on a shelf, in place of what came from the same origin.

    Raises:
        NoRoomError: the shelf takes no more.
    """
    hold(connection, shelf_id)
    found = connection.execute(
        _on(shelf_id).where(shelf_articles.c.article_id == new.article.id)
    ).one_or_none()
    before = None if new.origin is None else _from(connection, shelf_id, new.origin)
    put_article(connection, new.article, now)
    analyses.put(connection, {new.article.id: new.analysis}, new.version)
    if found is not None:
        # The same text: what came from there before is gone all the same.
        if before is not None and before != new.article.id:
            _take_off(connection, shelf_id, before)
            return Change.REPLACED
        return Change.NOTHING
    told = {"origin": new.origin, "added_at": now, "added_by": new.person_id}
    if before is not None:
        here = (shelf_articles.c.shelf_id == shelf_id) & (shelf_articles.c.article_id == before)
        connection.execute(
            update(shelf_articles).where(here).values(article_id=new.article.id, **told)
        )
        _replace_golden(connection, before, new.article.id)
        drop_unheld(connection, [before])
        _check_room(connection, shelf_id, room)
        return Change.REPLACED
    place = func.coalesce(func.max(shelf_articles.c.place), -1) + 1
    last = connection.execute(
        select(place).where(shelf_articles.c.shelf_id == shelf_id)
    ).scalar_one()
    connection.execute(
        insert(shelf_articles).values(
            shelf_id=shelf_id, article_id=new.article.id, place=last, configured=False, **told
        )
    )
    _check_room(connection, shelf_id, room)
    return Change.ADDED


def is_there(
    connection: Connection, shelf_id: int, article_id: str, origin: str | None, version: str
) -> bool:
    """Whether adding it would change nothing: it is there, from there, and read."""
    row = connection.execute(
        select(shelf_articles.c.origin, analysis_table.c.version)
        .outerjoin(analysis_table, analysis_table.c.article_id == shelf_articles.c.article_id)
        .where(shelf_articles.c.shelf_id == shelf_id, shelf_articles.c.article_id == article_id)
    ).one_or_none()
    if row is None or row.version != version:
        return False
    return origin is None or _from(connection, shelf_id, origin) in {None, article_id}


def held_on(connection: Connection, shelf_id: int, article_id: str) -> Held | None:
    """How a shelf holds an article; None if it does not."""
    row = connection.execute(
        select(shelf_articles.c.origin).where(
            shelf_articles.c.shelf_id == shelf_id, shelf_articles.c.article_id == article_id
        )
    ).one_or_none()
    return None if row is None else Held(row.origin)


def remove(connection: Connection, shelf_ids: Collection[int], article_id: str) -> bool:
    """Take an article off these shelves, and forget it if no other holds it.

    False if none of them has it, or the configuration put it there.
    """
    gone = connection.execute(
        delete(shelf_articles).where(
            shelf_articles.c.shelf_id.in_(shelf_ids),
            shelf_articles.c.article_id == article_id,
            ~shelf_articles.c.configured,
        )
    )
    drop_unheld(connection, [article_id])
    _drop_golden(connection, article_id)
    return bool(gone.rowcount)


def listed(connection: Connection, shelf_ids: Collection[int] | None = None) -> list[Listed]:
    """The articles of these shelves, or of all, in shelf order."""
    rows = _rows()
    if shelf_ids is not None:
        rows = rows.where(shelves.c.id.in_(shelf_ids))
    return list(_listed(connection, rows))


def listed_for(connection: Connection, chat_id: int) -> list[Listed]:
    """The articles that a chat sees, its own first; one that stands on two shelves, once."""
    own = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    rows = _rows().where(shelves.c.shared | shelves.c.id.in_(own))
    found = sorted(_listed(connection, rows), key=lambda each: each.shared or each.configured)
    return list({each.id: each for each in reversed(found)}.values())[::-1]


def set_examples(connection: Connection, article_id: str, examples: str) -> None:
    """Keep questions that an article answers, as JSON."""
    connection.execute(
        update(articles).where(articles.c.id == article_id).values(examples=examples)
    )


def examples_of(connection: Connection, article_id: str) -> str | None:
    """The questions that are kept for an article; None if none were sought."""
    return connection.execute(
        select(articles.c.examples).where(articles.c.id == article_id)
    ).scalar_one_or_none()


def _rows() -> Select[tuple[object, ...]]:
    return (
        select(
            articles.c.id,
            articles.c.title,
            func.substr(articles.c.text, 1, _OPENING).label("opening"),
            articles.c.published,
            articles.c.source,
            analysis_table.c.sentences,
            func.length(articles.c.text).label("chars"),
            shelf_articles.c.origin,
            shelf_articles.c.configured,
            shelves.c.shared,
            shelf_articles.c.shelf_id,
            shelves.c.name.label("shelf"),
            shelf_articles.c.added_at,
        )
        .select_from(shelf_articles)
        .join(articles, articles.c.id == shelf_articles.c.article_id)
        .join(shelves, shelves.c.id == shelf_articles.c.shelf_id)
        .outerjoin(analysis_table, analysis_table.c.article_id == articles.c.id)
        .order_by(shelves.c.id, shelf_articles.c.configured.desc(), shelf_articles.c.place)
    )


def _listed(connection: Connection, rows: Select[tuple[object, ...]]) -> Iterator[Listed]:
    return (Listed(**row._mapping) for row in connection.execute(rows))  # noqa: SLF001 - documented


def _on(shelf_id: int) -> Select[tuple[str]]:
    return select(shelf_articles.c.article_id).where(shelf_articles.c.shelf_id == shelf_id)


def _from(connection: Connection, shelf_id: int, origin: str) -> str | None:
    """Id of the article that came from there."""
    rows = _on(shelf_id).where(shelf_articles.c.origin == origin)
    row = connection.execute(rows).one_or_none()
    return None if row is None else row.article_id


def _take_off(connection: Connection, shelf_id: int, article_id: str) -> None:
    here = (shelf_articles.c.shelf_id == shelf_id) & (shelf_articles.c.article_id == article_id)
    connection.execute(delete(shelf_articles).where(here))
    drop_unheld(connection, [article_id])
    _drop_golden(connection, article_id)


def _check_room(connection: Connection, shelf_id: int, room: Room | None) -> None:
    if room is None:
        return
    number, chars = connection.execute(
        select(func.count(), func.coalesce(func.sum(func.length(articles.c.text)), 0))
        .select_from(shelf_articles)
        .join(articles, articles.c.id == shelf_articles.c.article_id)
        .where(shelf_articles.c.shelf_id == shelf_id, ~shelf_articles.c.configured)
    ).one()
    if number > room.articles or chars > room.chars:
        raise NoRoomError(room)


def _replace_golden(connection: Connection, before: str, after: str) -> None:
    """What was found right in the old text is asked of the new one."""
    connection.execute(
        update(golden).where(golden.c.article_id == before).values(article_id=after)
    )


def _drop_golden(connection: Connection, article_id: str) -> None:
    """Nothing of an article that is gone stays."""
    there = select(articles.c.id)
    connection.execute(
        delete(golden).where(golden.c.article_id == article_id, golden.c.article_id.not_in(there))
    )
