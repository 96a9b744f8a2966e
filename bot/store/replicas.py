"""Several processes on one store: which of them live, and which of them has which update.

Only PostgreSQL has what this needs: locks that end with a connection, and calls to others.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import ColumnElement, Connection, exists, select, update

from bot.store import tenure
from bot.store.tables import updates

CHANNEL = "yuanju"
"""Of calls by NOTIFY; each has the number of a replica."""
EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class Living:
    """The replicas, by their numbers."""

    alive: frozenset[int]
    """Those whose connection lasts."""
    open: frozenset[int]
    """Those that take updates."""


@dataclass(frozen=True, slots=True)
class Left:
    """An update that is not dealt with."""

    id: int
    content: str
    replica: int | None
    """Whose it is, or was."""


class Turn(Enum):
    """Whether an update may be dealt with."""

    NOW = "now"
    LATER = "later"
    """Others of its chat, which came before it, are not dealt with."""
    GONE = "gone"
    """It is dealt with, somebody else's, or to be forgotten."""


def living(connection: Connection) -> Living:
    """The replicas at this moment."""
    rows = [(bool(is_open), int(n)) for is_open, n in connection.exec_driver_sql(tenure.LIVING)]
    return Living(
        frozenset(number for is_open, number in rows if not is_open),
        frozenset(number for is_open, number in rows if is_open),
    )


def open_for(connection: Connection, replica: int) -> None:
    """Let others give updates to this replica, until its connection ends."""
    connection.exec_driver_sql(tenure.opening(replica))
    call(connection, EVERYBODY)


def leave(connection: Connection, replica: int, finishing: Collection[int]) -> None:
    """Let them give it no more, and deal with what it has, but for what it is `finishing`."""
    connection.exec_driver_sql(tenure.closing(replica))
    release(connection, replica, finishing)


def call(connection: Connection, replica: int) -> None:
    """Let a replica, or everybody, look for updates once this transaction is committed."""
    connection.exec_driver_sql(f"SELECT pg_notify('{CHANNEL}', '{replica}')")


def owner_of(place: int, replicas: Collection[int]) -> int | None:
    """The replica that deals with a chat; None if there are no replicas.

    Rendezvous hashing: where one comes or goes, only chats of that one change hands. Thaler &
    Ravishankar 1998, "Using name-based mappings to increase hit rates".
    """
    return max(replicas, key=lambda replica: _weight(place, replica), default=None)


def _weight(place: int, replica: int) -> bytes:
    return hashlib.blake2b(f"{place}:{replica}".encode(), digest_size=8).digest()


def turn(connection: Connection, update_id: int, replica: int) -> Turn:
    """Whether that replica may deal with an update now."""
    is_open = updates.c.content.is_not(None)
    mine = select(updates.c.turn).where(
        updates.c.id == update_id, updates.c.replica == replica, is_open
    )
    row = connection.execute(mine).one_or_none()
    if row is None:
        return Turn.GONE
    before = exists().where(updates.c.turn == row.turn, updates.c.id < update_id, is_open)
    waits = row.turn is not None and connection.execute(select(before)).scalar_one()
    return Turn.LATER if waits else Turn.NOW


def held_by(connection: Connection, replica: int) -> list[int]:
    """Numbers of the updates that a replica is to deal with."""
    rows = select(updates.c.id).where(updates.c.replica == replica, updates.c.content.is_not(None))
    return list(connection.scalars(rows.order_by(updates.c.id)))


def unfinished(connection: Connection, ids: Iterable[int]) -> list[Left]:
    """Those of them that are not dealt with, oldest first."""
    return _left(connection, updates.c.id.in_(list(ids)))


def holders(connection: Connection) -> set[int | None]:
    """Whose the updates are that are not dealt with."""
    rows = select(updates.c.replica).where(updates.c.content.is_not(None)).distinct()
    return set(connection.scalars(rows))


def left_by(connection: Connection, dead: Collection[int]) -> list[Left]:
    """What is nobody's, or of those replicas, oldest first."""
    return _left(connection, updates.c.replica.is_(None) | updates.c.replica.in_(list(dead)))


def _left(connection: Connection, which: ColumnElement[bool]) -> list[Left]:
    rows = select(updates.c.id, updates.c.content, updates.c.replica).where(
        updates.c.content.is_not(None), which
    )
    found = connection.execute(rows.order_by(updates.c.id))
    return [Left(row.id, row.content, row.replica) for row in found]


def give(connection: Connection, left: Iterable[Left], owners: Mapping[int, int]) -> int:
    """Give each update to the replica that `owners` has for its number, and call that one.

    What another process gave meanwhile stays as it is. How many it were.
    """
    given: list[int] = []
    for each in left:
        row = (
            update(updates)
            .where(updates.c.id == each.id, updates.c.content.is_not(None))
            .where(updates.c.replica.is_not_distinct_from(each.replica))
            .values(replica=owners.get(each.id))
        )
        if each.id in owners and connection.execute(row).rowcount:
            given.append(owners[each.id])
    for replica in set(given):
        call(connection, replica)
    return len(given)


def let_pass(connection: Connection, update_id: int) -> None:
    """Let no other update of its chat wait for this one."""
    connection.execute(update(updates).where(updates.c.id == update_id).values(turn=None))


def release(connection: Connection, replica: int, but: Collection[int] = ()) -> None:
    """Let others deal with what is that replica's, `but` for those."""
    rows = update(updates).where(updates.c.replica == replica, updates.c.content.is_not(None))
    connection.execute(rows.where(updates.c.id.not_in(list(but))).values(replica=None))
    call(connection, EVERYBODY)
