"""How processes have a store on a server: by locks that the server lets go with a connection.

They are PostgreSQL's advisory locks, which are the database's own: two numbers each, ours and
what for. https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

import secrets
from dataclasses import dataclass
from enum import IntEnum

_STORE = 1501915765
_ALIVE = 1501915766
"""With the number of a replica: as long as it lives."""
_OPEN = 1501915767
"""With the same: as long as it takes updates."""
_LARGEST = 2**31 - 1


class Duty(IntEnum):
    """What one process does for all, and what is locked for it."""

    KEEPING = 4
    """Dropping what is kept no longer."""
    REREADING = 5
    """Reading anew what another version read."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """How a process has a store, as long as its connection lasts."""

    locks: tuple[str, ...]
    """Statements that take its locks, each true if it is ours."""
    replica: int | None = None
    """Its number among those that share the store; None if it shares it with none."""


ALONE = Tenure((f"SELECT pg_try_advisory_lock({_STORE}, 1)",))
"""Keeps out whoever has the store alone as well, or shares it."""
SCHEMA = f"SELECT pg_advisory_xact_lock({_STORE}, 2)"
NOBODY_ELSE = f"SELECT pg_try_advisory_xact_lock({_STORE}, 1)"
"""True where nobody has the store, alone or shared, until the transaction ends."""
CONFIGURING = f"SELECT pg_advisory_xact_lock({_STORE}, 3)"
LIVING = f"""
    SELECT classid::bigint = {_OPEN}, objid::bigint
    FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND granted AND datname = current_database()
      AND classid::bigint IN ({_ALIVE}, {_OPEN})
"""  # noqa: S608 - the numbers are ours
"""The numbers of all replicas, and for each whether it is that it takes updates."""


def shared() -> Tenure:
    """For one of several replicas, with a number that no other one has."""
    number = secrets.randbelow(_LARGEST) + 1
    together = f"SELECT pg_try_advisory_lock_shared({_STORE}, 1)"
    alive = f"SELECT pg_try_advisory_lock({_ALIVE}, {number})"
    return Tenure((together, alive), number)


def opening(replica: int) -> str:
    """The statement by which a replica says that it takes updates."""
    return f"SELECT pg_try_advisory_lock({_OPEN}, {replica})"


def closing(replica: int) -> str:
    """The statement by which it says that it does no more; true if it did."""
    return f"SELECT pg_advisory_unlock({_OPEN}, {replica})"


def taking(duty: Duty) -> str:
    """The statement that takes a duty; true if it is ours."""
    return f"SELECT pg_try_advisory_lock({_STORE}, {duty.value})"
