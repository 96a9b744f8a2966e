"""Articles, shelves, and which chat sees which."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql

from bot.store import chats
from bot.store.tables import articles, chat_shelves, golden, shelf_articles, shelves
from bot.store.tenure import CONFIGURING
from bot.store.upserting import insert_into
from retrieval.model import Article, Metadata

SHARED = " shared"
"""Name of the shelf that every chat sees; no name in a configuration begins so."""
_OWN = " chat {chat_id}"
"""Name of the shelf that a chat fills itself, by the number that it had then."""


@dataclass(frozen=True, slots=True)
class ConfiguredShelf:
    """A shelf that the configuration fills."""

    name: str
    articles: Sequence[Article]
    chats: Collection[int]
    """The chats that see it; every chat does if there are none. A group that became a
    supergroup may be named by the number that it had."""


def put_configured(
    connection: Connection, configured: Sequence[ConfiguredShelf], now: int
) -> None:
    """Make of the configured shelves what the configuration says.

    What people added to them stays. A shelf that it dropped is seen by no chat any more, and
    is gone if nobody added to it.
    """
    if connection.dialect.name == postgresql.dialect.name:
        # Several processes may start at the same time.
        connection.exec_driver_sql(CONFIGURING)
    ids = {each.name: shelf_named(connection, each.name) for each in configured}
    once = select(shelves.c.id).where(shelves.c.configured)
    connection.execute(delete(shelf_articles).where(shelf_articles.c.configured))
    connection.execute(delete(chat_shelves).where(chat_shelves.c.shelf_id.in_(once)))
    connection.execute(
        update(shelves).where(shelves.c.configured).values(configured=False, shared=False)
    )
    moved = chats.moves(connection)
    for each in configured:
        _put_configured(connection, ids[each.name], each, moved, now)
    used = select(shelf_articles.c.shelf_id).union(select(chat_shelves.c.shelf_id))
    connection.execute(delete(shelves).where(~shelves.c.configured, shelves.c.id.not_in(used)))
    drop_unheld(connection)
    there = select(articles.c.id)
    connection.execute(delete(golden).where(golden.c.article_id.not_in(there)))


def _put_configured(
    connection: Connection, shelf_id: int, each: ConfiguredShelf, moved: dict[int, int], now: int
) -> None:
    told = {"configured": True, "shared": not each.chats}
    connection.execute(update(shelves).where(shelves.c.id == shelf_id).values(**told))
    for place, article in enumerate(each.articles):
        put_article(connection, article, now)
        row = insert_into(connection, shelf_articles).values(
            shelf_id=shelf_id, article_id=article.id, place=place, configured=True
        )
        connection.execute(row.on_conflict_do_nothing())
    for chat_id in {moved.get(named, named) for named in each.chats}:
        _show(connection, chat_id, shelf_id)


def _show(connection: Connection, chat_id: int, shelf_id: int) -> None:
    row = insert_into(connection, chat_shelves).values(chat_id=chat_id, shelf_id=shelf_id)
    connection.execute(row.on_conflict_do_nothing())


def shelf_named(connection: Connection, name: str) -> int:
    """Number of the shelf of that name, which is made if there is none."""
    row = insert_into(connection, shelves).values(
        name=name, configured=False, shared=name == SHARED
    )
    connection.execute(row.on_conflict_do_nothing())
    number: int = connection.execute(
        select(shelves.c.id).where(shelves.c.name == name)
    ).scalar_one()
    return number


def find_named(connection: Connection, name: str) -> int | None:
    """Number of the shelf of that name; None if there is none."""
    return connection.execute(
        select(shelves.c.id).where(shelves.c.name == name)
    ).scalar_one_or_none()


def own_of(connection: Connection, chat_id: int) -> list[int]:
    """Numbers of the shelves that a chat fills itself: one, or none; two that moved together."""
    own = (
        select(shelves.c.id)
        .join(chat_shelves, chat_shelves.c.shelf_id == shelves.c.id)
        .where(chat_shelves.c.chat_id == chat_id, ~shelves.c.configured)
        .order_by(shelves.c.id)
    )
    return list(connection.scalars(own))


def own_or_new(connection: Connection, chat_id: int) -> int:
    """The shelf that a chat fills itself, which is made if there is none."""
    if own := own_of(connection, chat_id):
        return own[0]
    shelf_id = shelf_named(connection, _OWN.format(chat_id=chat_id))
    _show(connection, chat_id, shelf_id)
    return shelf_id


def hold(connection: Connection, shelf_id: int) -> None:
    """Let nobody else change the shelf until this is committed."""
    connection.execute(update(shelves).where(shelves.c.id == shelf_id).values(name=shelves.c.name))


def put_article(connection: Connection, article: Article, now: int) -> None:
    """Keep an article; what is kept under its id is what it says."""
    metadata = article.metadata
    told = {
        "title": metadata.title,
        "deck": metadata.deck,
        "published": metadata.published,
        "source": metadata.source,
        "author": metadata.author,
    }
    row = insert_into(connection, articles).values(
        id=article.id, text=article.text, added_at=now, **told
    )
    row = row.on_conflict_do_update(index_elements=[articles.c.id], set_=told)
    connection.execute(row)


def drop_unheld(connection: Connection, ids: Iterable[str] | None = None) -> None:
    """Forget the articles that no shelf holds; of `ids` alone, if they are given."""
    unheld = articles.c.id.not_in(select(shelf_articles.c.article_id))
    asked = unheld if ids is None else articles.c.id.in_(list(ids))
    if connection.dialect.name == postgresql.dialect.name:
        # Another process may just put one of them on a shelf: it is waited for, and a statement
        # of its own sees then what it did. Until this is committed, none begins to.
        rows = select(articles.c.id).where(asked).order_by(articles.c.id)
        asked = articles.c.id.in_(list(connection.scalars(rows.with_for_update())))
    connection.execute(delete(articles).where(asked, unheld))


def seen_by(connection: Connection, chat_id: int) -> tuple[str, ...]:
    """Ids of the articles of a chat's shelves and the shared ones, each once, in shelf order."""
    own = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    rows = (
        select(shelf_articles.c.article_id)
        .join(shelves, shelves.c.id == shelf_articles.c.shelf_id)
        .where(shelves.c.shared | shelves.c.id.in_(own))
        .order_by(shelves.c.id, shelf_articles.c.configured.desc(), shelf_articles.c.place)
    )
    return tuple(dict.fromkeys(connection.scalars(rows)))


def shelves_of(connection: Connection, chat_id: int) -> tuple[int, ...]:
    """Numbers of the shelves whose articles `seen_by` gives, also of those that are empty."""
    own = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    rows = select(shelves.c.id).where(shelves.c.shared | shelves.c.id.in_(own))
    return tuple(connection.scalars(rows.order_by(shelves.c.id)))


def added_to(connection: Connection, shelf_ids: Collection[int]) -> tuple[str, ...]:
    """Ids of the articles that people put on these shelves, in shelf order."""
    rows = (
        select(shelf_articles.c.article_id)
        .where(shelf_articles.c.shelf_id.in_(shelf_ids), ~shelf_articles.c.configured)
        .order_by(shelf_articles.c.shelf_id, shelf_articles.c.place)
    )
    return tuple(connection.scalars(rows))


def load(connection: Connection, ids: Sequence[str]) -> list[Article]:
    """The articles of those ids that there are, in that order."""
    rows = connection.execute(select(articles).where(articles.c.id.in_(ids)))
    found = {row.id: row for row in rows}
    return [
        Article(
            one.id,
            one.text,
            Metadata(one.title, one.deck, one.published, one.source, one.author),
        )
        for one in map(found.get, ids)
        if one is not None
    ]
