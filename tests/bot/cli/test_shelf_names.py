"""What `--shelf` stands for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.shelf_names import (
    BadShelfNameError,
    UnknownShelfError,
    find_shelf,
    parse_shelf,
    shelf_or_new,
    typed_name,
)
from bot.store import chats, shelves
from bot.store.database import Database

GROUP, SUPERGROUP = -5, -1005


@pytest.fixture
def database(store: Path) -> Iterator[Database]:
    """An empty one."""
    made = Database(store)
    yield made
    made.close()


def test_no_name(database: Database) -> None:
    """The shelf that every chat sees; it is known before it is made."""
    before = find_shelf(database, parse_shelf(None), ())
    number = shelf_or_new(database, parse_shelf(None))

    assert before == []
    assert find_shelf(database, parse_shelf(None), ()) == [number]
    assert database.run_now(lambda found: shelves.find_named(found, shelves.SHARED)) == number


@pytest.mark.parametrize("typed", ["chat:-5", " chat:-5 "])
def test_a_chats_own(database: Database, typed: str) -> None:
    """The shelf that the chat fills itself."""
    number = shelf_or_new(database, parse_shelf(typed))

    assert database.run_now(lambda found: shelves.own_of(found, GROUP)) == [number]
    assert shelf_or_new(database, parse_shelf(typed)) == number
    assert find_shelf(database, parse_shelf(typed), ()) == [number]


def test_a_group_that_moved(database: Database) -> None:
    """By its old number as by its new one: the shelf keeps its name."""
    number = shelf_or_new(database, parse_shelf(f"chat:{GROUP}"))
    database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))

    for chat_id in (GROUP, SUPERGROUP):
        assert find_shelf(database, parse_shelf(f"chat:{chat_id}"), ()) == [number]
        assert shelf_or_new(database, parse_shelf(f"chat:{chat_id}")) == number


def test_another_name(database: Database) -> None:
    """A shelf of that name, seen by no chat."""
    number = shelf_or_new(database, parse_shelf("新闻"))

    assert find_shelf(database, parse_shelf("新闻"), ()) == [number]
    assert find_shelf(database, parse_shelf("配置"), {"配置"}) == []


@pytest.mark.parametrize("typed", ["新聞", "chat:-6"])
def test_a_shelf_that_is_not_there(database: Database, typed: str) -> None:
    """Is not made by looking for it."""
    with pytest.raises(UnknownShelfError):
        find_shelf(database, parse_shelf(typed), {"配置"})

    assert database.run_now(lambda found: shelves.find_named(found, typed)) is None


@pytest.mark.parametrize("typed", ["", " ", "chat:", "chat:五", "chat:-", "a\tb", "\x1b[2J"])
def test_what_no_shelf_is_called(typed: str) -> None:
    """Nothing, half a chat, what a terminal would obey."""
    with pytest.raises(BadShelfNameError):
        parse_shelf(typed)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [(shelves.SHARED, None), (" chat -5", "chat:-5"), ("新闻", "新闻"), ("chat -5", "chat -5")],
)
def test_names_as_they_are_typed(stored: str, typed: str | None) -> None:
    """What is listed can be given to `--shelf`."""
    assert typed_name(stored) == typed
