"""The store on the command line: opened beside a bot that runs, its troubles in words."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from bot.cli.finding import printable
from bot.cli.opening import InputError, Opened
from bot.cli.shelf_names import (
    BadShelfNameError,
    ShelfName,
    UnknownShelfError,
    find_shelf,
    parse_shelf,
)
from bot.store.database import Database, DatabaseError, StoreError, told_of

_BUSY = "locked"
"""What SQLite says where another process has been writing for too long."""


@contextmanager
def open_store(opened: Opened, *, make: bool = False) -> Iterator[Database]:
    """The store; it is made only if `make` is set.

    Raises:
        InputError: there is none, or it cannot be used; says what to do.
    """
    path = opened.settings.store.file
    words = opened.catalogue[opened.language].operator
    if not make and not path.exists():
        raise InputError(words.no_store.format(path=path))
    try:
        database = Database(path)
    except DatabaseError as error:
        busy = _BUSY in str(error)
        text = words.store_busy.format(path=path) if busy else str(error)
        raise InputError(text) from error
    try:
        yield database
    except StoreError as error:
        reason = printable(told_of(error))
        busy = _BUSY in reason
        text = words.store_busy if busy else words.store_fails
        raise InputError(text.format(path=path, reason=reason)) from error
    finally:
        database.close()


def shelf_of(opened: Opened, typed: str | None) -> ShelfName:
    """The shelf that was typed.

    Raises:
        InputError: no shelf can be called that.
    """
    try:
        return parse_shelf(typed)
    except BadShelfNameError as error:
        words = opened.catalogue[opened.language].operator
        raise InputError(words.bad_shelf.format(name=typed)) from error


def known_shelf(opened: Opened, database: Database, name: ShelfName) -> list[int]:
    """Numbers of what goes by that name, as `find_shelf` gives them.

    Raises:
        InputError: there is no such shelf; says which there are.
    """
    try:
        return find_shelf(database, name, opened.settings.shelf.further)
    except UnknownShelfError as error:
        raise no_such_shelf(opened, name, error.names) from error


def no_such_shelf(opened: Opened, name: ShelfName, names: Collection[str]) -> InputError:
    """The error that says which shelves there are."""
    words = opened.catalogue[opened.language].operator
    text = words.no_shelf if names else words.no_shelves
    return InputError(text.format(name=name.typed, names=words.between.join(names)))
