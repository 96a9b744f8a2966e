"""Which chat sees which articles."""

from collections.abc import Sequence
from dataclasses import replace

from bot.store import shelves
from bot.store.database import Database
from bot.store.shelves import ConfiguredShelf
from retrieval.model import Article, Metadata

SHARED = Article("s", "共享。", Metadata("共享"))
FIRST, SECOND = Article("a", "甲组的。"), Article("b", "乙组的。")
ALL = [
    ConfiguredShelf("shared", [SHARED], ()),
    ConfiguredShelf("first", [FIRST], {-1}),
    ConfiguredShelf("second", [SECOND, SHARED], {-2, 7}),
]


def put(database: Database, configured: Sequence[ConfiguredShelf]) -> None:
    """Start with these shelves."""
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))


def seen(database: Database, chat_id: int) -> Sequence[Article]:
    """What a chat sees."""
    return database.run_now(lambda found: shelves.load(found, shelves.seen_by(found, chat_id)))


def test_each_chat_sees_its_own_and_the_shared(database: Database) -> None:
    """Nobody sees another chat's; an article on two shelves is there once."""
    put(database, ALL)

    assert seen(database, -1) == [SHARED, FIRST]
    assert seen(database, -2) == [SHARED, SECOND]
    assert seen(database, 7) == [SHARED, SECOND]
    assert seen(database, 8) == [SHARED]


def test_a_shelf_that_the_configuration_drops(database: Database) -> None:
    """It is gone at the next start, and what is left is not there twice."""
    put(database, ALL)
    put(database, ALL[:1])

    assert seen(database, -1) == [SHARED]
    assert seen(database, -2) == [SHARED]


def test_an_article_that_is_told_better(database: Database) -> None:
    """The same text with another title is the same article, with that title."""
    better = replace(SHARED, metadata=Metadata("共享的", published="2022-05-25"))
    put(database, [ConfiguredShelf("shared", [SHARED], ())])
    put(database, [ConfiguredShelf("shared", [better], ())])

    assert seen(database, 8) == [better]
