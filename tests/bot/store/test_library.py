"""What people put on shelves."""

from dataclasses import replace

import pytest

from bot.store import library, shelves
from bot.store.database import Database
from bot.store.library import Addition, Change, NoRoomError, Room
from bot.store.shelves import ConfiguredShelf
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import to_bytes
from retrieval.articles.ingest import article_of
from retrieval.model import Metadata
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer

GROUP, OTHER = -1, -2


class Reading:
    """Makes additions of texts."""

    def __init__(self, tokenizer: JiebaTokenizer) -> None:
        """Read with this."""
        self._tools = Tools(tokenizer)

    def __call__(self, text: str, origin: str | None = None, title: str = "通知") -> Addition:
        """The addition of a text that comes from there."""
        article = article_of(text, Metadata(title))
        return Addition(article, to_bytes(article, analyse(article, self._tools)), "1", origin)


@pytest.fixture
def reading(tokenizer: JiebaTokenizer) -> Reading:
    """Reads without models."""
    return Reading(tokenizer)


def put(
    database: Database, new: Addition, chat_id: int = GROUP, room: Room | None = None
) -> Change:
    """Add to a chat's own shelf."""
    return database.run_now(
        lambda found: library.put(found, shelves.own_or_new(found, chat_id), new, 5, room)
    )


def texts(database: Database, chat_id: int = GROUP) -> list[str]:
    """What a chat sees."""
    articles = database.run_now(lambda found: shelves.load(found, shelves.seen_by(found, chat_id)))
    return [article.text for article in articles]


def removed(database: Database, article_id: str, chat_id: int = GROUP) -> bool:
    """Whether a chat could remove an article."""
    return database.run_now(
        lambda found: library.remove(found, shelves.own_of(found, chat_id), article_id)
    )


def count(database: Database, table: str) -> int:
    """Rows of a table."""
    return int(
        database.run_now(
            lambda found: found.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
        )
    )


def test_a_chat_fills_its_own_shelf(database: Database, reading: Reading) -> None:
    """In the order in which it adds; no other chat sees it."""
    changes = [put(database, reading(text)) for text in ("一会。", "二会。")]

    assert changes == [Change.ADDED, Change.ADDED]
    assert texts(database) == ["一会。", "二会。"]
    assert texts(database, OTHER) == []


def test_what_comes_from_the_same_place_takes_its_place(
    database: Database, reading: Reading
) -> None:
    """The old text is gone from the database, and the new one stands where it stood."""
    put(database, reading("周一开会。", "file:notice"))
    put(database, reading("另一件事。"))

    assert put(database, reading("周二开会。", "file:notice")) is Change.REPLACED
    assert texts(database) == ["周二开会。", "另一件事。"]
    assert count(database, "article") == count(database, "analysis") == 2


def test_the_same_text_again(database: Database, reading: Reading) -> None:
    """It is there once; under another headline it is another article."""
    put(database, reading("周一开会。", "file:a"))

    assert put(database, reading("周一开会。", "file:b")) is Change.NOTHING
    assert put(database, reading("周一开会。", "file:b", "新标题")) is Change.ADDED
    listed = database.run_now(lambda found: library.listed_for(found, GROUP))
    told = [(each.title, each.sentences, each.origin) for each in listed]
    assert told == [("通知", 1, "file:a"), ("新标题", 1, "file:b")]


def test_another_headline(database: Database, reading: Reading) -> None:
    """From the same place it takes the old one's place."""
    put(database, reading("周一开会。", "file:a"))

    assert put(database, reading("周一开会。", "file:a", "新标题")) is Change.REPLACED
    assert titles(database, GROUP) == ["新标题"]


def test_a_place_that_tells_what_another_told_before(database: Database, reading: Reading) -> None:
    """What came from there before is gone, though its new text is on the shelf already."""
    put(database, reading("周一开会。", "file:a"))
    put(database, reading("周二开会。", "file:b"))

    assert put(database, reading("周二开会。", "file:a")) is Change.REPLACED
    assert texts(database) == ["周二开会。"]


def test_a_full_shelf(database: Database, reading: Reading) -> None:
    """It refuses, and is as it was; taking the place of another one needs no room."""
    room = Room(articles=1, chars=8)
    put(database, reading("周一开会。", "file:a"), room=room)

    with pytest.raises(NoRoomError):
        put(database, reading("周二开会。", "file:b"), room=room)
    with pytest.raises(NoRoomError):
        put(database, reading("周二开会，周三也开会。", "file:a"), room=room)
    assert texts(database) == ["周一开会。"]
    assert put(database, reading("周四开会。", "file:a"), room=room) is Change.REPLACED


def test_removing(database: Database, reading: Reading) -> None:
    """Nothing of it stays, but where another chat has it too."""
    both, mine = reading("大家的事。"), reading("我们的事。")
    for chat_id, new in ((GROUP, both), (GROUP, mine), (OTHER, both)):
        put(database, new, chat_id)

    assert removed(database, mine.article.id)
    assert removed(database, both.article.id)
    assert not removed(database, both.article.id)
    assert (texts(database), texts(database, OTHER)) == ([], ["大家的事。"])
    assert count(database, "article") == count(database, "analysis") == 1


def test_what_the_configuration_put_there(database: Database, reading: Reading) -> None:
    """People cannot remove it; what they added beside it outlives a start without it."""
    shared, added = reading("共有的。").article, reading("加上的。")
    configured = [ConfiguredShelf("组", [shared], {GROUP})]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))
    shelf_id = database.run_now(lambda found: shelves.shelf_named(found, "组"))
    database.run_now(lambda found: library.put(found, shelf_id, added, 2))

    assert not database.run_now(lambda found: library.remove(found, [shelf_id], shared.id))
    assert texts(database) == ["共有的。", "加上的。"]
    fewer = [replace(configured[0], articles=[])]
    database.run_now(lambda found: shelves.put_configured(found, fewer, 3))
    assert texts(database) == ["加上的。"]


def test_a_shelf_that_the_configuration_drops(database: Database, reading: Reading) -> None:
    """No chat sees it any more, and what was added is still there."""
    configured = [ConfiguredShelf("组", [], {GROUP})]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))
    shelf_id = database.run_now(lambda found: shelves.shelf_named(found, "组"))
    database.run_now(lambda found: library.put(found, shelf_id, reading("加上的。"), 2))
    database.run_now(lambda found: shelves.put_configured(found, [], 3))

    assert texts(database) == []
    assert [each.shelf for each in database.run_now(library.listed)] == ["组"]


def test_whether_adding_changes_something(database: Database, reading: Reading) -> None:
    """Not where the same text came from there, and was read by the same tools."""
    new = reading("周一开会。", "file:a")
    put(database, new)
    shelf_id = database.run_now(lambda found: shelves.own_of(found, GROUP)[0])

    def is_there(article_id: str, origin: str | None, version: str) -> bool:
        return database.run_now(
            lambda found: library.is_there(found, shelf_id, article_id, origin, version)
        )

    assert is_there(new.article.id, "file:a", "1")
    assert is_there(new.article.id, "file:b", "1")
    assert not is_there(new.article.id, "file:a", "2")
    assert not is_there("other", "file:a", "1")


def test_own_articles_are_listed_first(database: Database, reading: Reading) -> None:
    """Each once; of one that is configured and added, the one that can be removed."""
    shared, own = reading("共有的。"), reading("自己的。")
    configured = [ConfiguredShelf(shelves.SHARED, [shared.article], ())]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))
    for new in (own, shared):
        put(database, new)

    found = database.run_now(lambda found: library.listed_for(found, GROUP))

    told = [(each.id, each.configured) for each in found]
    assert told == [(own.article.id, False), (shared.article.id, False)]


def titles(database: Database, chat_id: int) -> list[str | None]:
    """How the articles are called that a chat sees."""
    listed = database.run_now(lambda found: library.listed_for(found, chat_id))
    return [each.title for each in listed]


def test_what_one_chat_calls_a_text(database: Database, reading: Reading) -> None:
    """No other chat that holds the same text is shown that, nor those that all see."""
    given = reading("同一会。", title="原来的")
    configured = [ConfiguredShelf(shelves.SHARED, [given.article], ())]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))

    put(database, reading("同一会。", title="甲的"))
    put(database, reading("同一会。", title="乙的"), OTHER)

    assert titles(database, GROUP) == ["甲的", "原来的"]
    assert titles(database, OTHER) == ["乙的", "原来的"]
    assert titles(database, 7) == ["原来的"]


def test_which_shelves_are_shared(database: Database, reading: Reading) -> None:
    """A configured one that only one chat sees is not; what the operator added to all is."""
    configured = [
        ConfiguredShelf(shelves.SHARED, [], ()),
        ConfiguredShelf("minutes", [reading("密会。").article], [GROUP]),
    ]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))
    shared = database.run_now(lambda found: shelves.shelf_named(found, shelves.SHARED))
    database.run_now(lambda found: library.put(found, shared, reading("众会。"), 5))
    put(database, reading("自会。"))

    found = database.run_now(lambda found: library.listed_for(found, GROUP))

    assert [each.shared for each in found] == [False, True, False]
    assert found[0].configured is False
