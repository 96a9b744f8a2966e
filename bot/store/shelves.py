"""Articles, shelves, and which chat sees which."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from bot.store import chats
from bot.store.tables import articles, chat_shelves, shelf_articles, shelves
from bot.store.upserting import insert_into
from retrieval.model import Article, Metadata


@dataclass(frozen=True, slots=True)
class ConfiguredShelf:
    """A shelf that the configuration fills."""

    name: str
    articles: Sequence[Article]
    chats: Collection[int]
    """The chats that see it; every chat does if there are none. A group that became a
    supergroup may be named by the number that it had."""


def put_configured(
    connection: Connection, configured: Iterable[ConfiguredShelf], now: int
) -> None:
    """Make the configured shelves what the configuration says, and drop those it dropped."""
    connection.execute(delete(shelves).where(shelves.c.configured))
    moved = chats.moves(connection)
    for each in configured:
        values = {"name": each.name, "configured": True, "shared": not each.chats}
        shelf_id = connection.execute(
            insert(shelves).values(values).returning(shelves.c.id)
        ).scalar_one()
        for place, article in enumerate(each.articles):
            put_article(connection, article, now)
            row = insert_into(connection, shelf_articles).values(
                shelf_id=shelf_id, article_id=article.id, place=place
            )
            connection.execute(row.on_conflict_do_nothing())
        for chat_id in {moved.get(named, named) for named in each.chats}:
            connection.execute(insert(chat_shelves).values(chat_id=chat_id, shelf_id=shelf_id))


def put_article(connection: Connection, article: Article, now: int) -> None:
    """Keep an article; the same text again changes what its page says of it."""
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
    connection.execute(row.on_conflict_do_update(index_elements=[articles.c.id], set_=told))


def seen_by(connection: Connection, chat_id: int) -> tuple[str, ...]:
    """Ids of the articles of a chat's shelves and the shared ones, each once, in shelf order."""
    own = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    rows = (
        select(shelf_articles.c.article_id)
        .join(shelves, shelves.c.id == shelf_articles.c.shelf_id)
        .where(shelves.c.shared | shelves.c.id.in_(own))
        .order_by(shelves.c.id, shelf_articles.c.place)
    )
    return tuple(dict.fromkeys(connection.scalars(rows)))


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
