"""The store on the command line, and the shelves in it."""

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.opening import InputError, Opened
from bot.store import chats, shelves
from bot.store.database import Database, DatabaseError, StoreError, told_of

_CHAT = re.compile(r"chat:(-?[0-9]{1,19})", re.ASCII)


@contextmanager
def open_kept(opened: Opened) -> Iterator[Database]:
    """The store, which is made if there is none.

    Raises:
        InputError: it cannot be used; says why.
    """
    path = opened.settings.store.file
    try:
        with contextlib.closing(Database(path)) as database:
            yield database
    except DatabaseError as error:
        raise InputError(str(error)) from error
    except StoreError as error:
        raise InputError(": ".join((str(path), told_of(error)))) from error


def shelf_number(opened: Opened, database: Database, name: str | None) -> int:
    """Number of the shelf of that name.

    Raises:
        InputError: there is none.
    """
    found = _CHAT.fullmatch(name or "")
    if found is not None:
        chat_id = int(found[1])
        return database.run_now(
            lambda kept: shelves.own_or_new(kept, chats.moves(kept).get(chat_id, chat_id))
        )
    if name is None or name in opened.settings.shelf.further:
        stored = shelves.SHARED if name is None else name
        return database.run_now(lambda kept: shelves.shelf_named(kept, stored))
    words = opened.catalogue[opened.language].wordlist
    raise InputError(words.no_shelf.format(name=name))
