"""What was read in articles, as bytes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from bot.store.tables import analyses, shelf_articles
from retrieval.analysis.storing import sentences_in


def load(connection: Connection, ids: Sequence[str], version: str) -> dict[str, bytes]:
    """By article id, what was read by tools of that version; not of every article."""
    current = (analyses.c.version == version) & analyses.c.article_id.in_(ids)
    rows = connection.execute(select(analyses.c.article_id, analyses.c.content).where(current))
    return {row.article_id: row.content for row in rows}


def put(connection: Connection, found: Mapping[str, bytes], version: str) -> None:
    """Keep what was read in place of what another version read."""
    for article_id, content in found.items():
        told = {"version": version, "content": content, "sentences": sentences_in(content)}
        row = insert(analyses).values(article_id=article_id, **told)
        keys = [analyses.c.article_id]
        connection.execute(row.on_conflict_do_update(index_elements=keys, set_=told))


def stale(connection: Connection, version: str) -> list[str]:
    """Ids of the articles on shelves that tools of that version have not read."""
    current = select(analyses.c.article_id).where(analyses.c.version == version)
    rows = select(shelf_articles.c.article_id).where(shelf_articles.c.article_id.not_in(current))
    return list(connection.scalars(rows.distinct().order_by(shelf_articles.c.article_id)))
