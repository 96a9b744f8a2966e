"""What `--shelf` may be: nothing, `chat:NUMBER`, or the name of a shelf."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.store import chats, library, shelves
from bot.store.database import Database

_CHAT = re.compile(r"chat:(-?[0-9]{1,19})", re.ASCII)
_OWN = re.compile(r" chat (-?[0-9]+)", re.ASCII)
"""The name of a chat's own shelf, as it is stored."""


class BadShelfNameError(Exception):
    """No shelf can be called that."""


class UnknownShelfError(Exception):
    """There is no such shelf."""

    def __init__(self, names: Collection[str]) -> None:
        """Tell which there are, as they are typed."""
        super().__init__(*names)
        self.names = names


@dataclass(frozen=True, slots=True)
class ShelfName:
    """A shelf as it was typed."""

    typed: str | None
    """None: the shelf that every chat sees."""
    chat_id: int | None = None
    """Of the chat whose own it is; None for the others."""

    @property
    def stored(self) -> str:
        """The name of a shelf that is no chat's own."""
        return shelves.SHARED if self.typed is None else self.typed


def parse_shelf(typed: str | None) -> ShelfName:
    """The shelf that was typed.

    Raises:
        BadShelfNameError: no shelf can be called that.
    """
    if typed is None:
        return ShelfName(None)
    name = typed.strip()
    if found := _CHAT.fullmatch(name):
        return ShelfName(name, int(found[1]))
    if not name or name.startswith("chat:") or not name.isprintable():
        raise BadShelfNameError(typed)
    return ShelfName(name)


def typed_name(stored: str) -> str | None:
    """What to type for a shelf that is stored under this name; None: nothing."""
    if stored == shelves.SHARED:
        return None
    found = _OWN.fullmatch(stored)
    return stored if found is None else f"chat:{found[1]}"


def shelf_or_new(database: Database, name: ShelfName) -> int:
    """Number of the shelf, which is made if there is none."""
    if (chat_id := name.chat_id) is None:
        return database.run_now(lambda found: shelves.shelf_named(found, name.stored))
    return database.run_now(
        lambda found: shelves.own_or_new(found, chats.moves(found).get(chat_id, chat_id))
    )


def find_shelf(database: Database, name: ShelfName, configured: Collection[str]) -> list[int]:
    """Numbers of what goes by that name: one shelf, or none where nothing was ever put on it.

    Two groups that became one supergroup had a shelf each.

    Raises:
        UnknownShelfError: neither the store nor the configuration knows it.
    """
    if (chat_id := name.chat_id) is not None:
        own = database.run_now(
            lambda found: shelves.own_of(found, chats.moves(found).get(chat_id, chat_id))
        )
    else:
        number = database.run_now(lambda found: shelves.find_named(found, name.stored))
        own = [] if number is None else [number]
    if not own and name.typed is not None and name.typed not in configured:
        raise UnknownShelfError(shelves_there_are(database, configured))
    return own


def shelves_there_are(database: Database, configured: Collection[str]) -> list[str]:
    """All names that can be typed."""
    stored = {typed_name(each.shelf) for each in database.run_now(library.listed)}
    return sorted({*configured, *filter(None, stored)})
