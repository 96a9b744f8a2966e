"""What Telegram sent, kept until it is dealt with.

Telegram forgets an update once the next ones are asked for, so it is written down before.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from bot.store import replicas
from bot.store.tables import updates
from bot.store.upserting import insert_into


@dataclass(frozen=True, slots=True)
class Claim:
    """Who deals with an update where several processes do."""

    replica: int | None = None
    """Number of the process; None: whoever opens the store next."""
    turn: str | None = None
    """It waits for those before it that have the same; None: for none."""
    calls: bool = False
    """Whether that process is another one, which is to be told."""


NOBODYS = Claim()


def record(
    connection: Connection, update_id: int, content: str, now: int, claim: Claim = NOBODYS
) -> bool:
    """Write an update down; False if it was known already: Telegram sent it twice.

    Another one of the same number is of another bot, or another server, and is new. Of several
    processes that write the same one down at the same time, one is told that it is new.
    """
    values = {
        "received_at": now,
        "content": content,
        "digest": hashlib.sha256(content.encode()).hexdigest(),
        "replica": claim.replica,
        "turn": claim.turn,
    }
    row = insert_into(connection, updates).values(id=update_id, **values)
    added = row.on_conflict_do_nothing(index_elements=[updates.c.id]).returning(updates.c.id)
    if connection.execute(added).one_or_none() is not None:
        _call(connection, claim)
        return True
    here = select(updates.c.digest).where(updates.c.id == update_id).with_for_update()
    known = connection.execute(here).one_or_none()
    if known is not None and known.digest in {None, values["digest"]}:
        return False
    connection.execute(row.on_conflict_do_update(index_elements=[updates.c.id], set_=values))
    _call(connection, claim)
    return True


def _call(connection: Connection, claim: Claim) -> None:
    if claim.calls and claim.replica is not None:
        replicas.call(connection, claim.replica)


def finish(connection: Connection, update_id: int) -> None:
    """It is dealt with; that it was there is kept, what it said is not."""
    connection.execute(update(updates).where(updates.c.id == update_id).values(content=None))


def unfinished(connection: Connection) -> list[str]:
    """The contents of those that were not dealt with, oldest first."""
    rows = select(updates.c.content).where(updates.c.content.is_not(None)).order_by(updates.c.id)
    return [content for content in connection.scalars(rows) if content is not None]


def waiting(connection: Connection) -> int:
    """How many are not dealt with."""
    rows = select(func.count()).select_from(updates).where(updates.c.content.is_not(None))
    return connection.execute(rows).scalar_one()


def forget(connection: Connection, before: int) -> None:
    """Drop those that were dealt with and received before that time."""
    connection.execute(
        delete(updates).where(updates.c.content.is_(None), updates.c.received_at < before)
    )


def forget_person(connection: Connection, person_id: int) -> None:
    """Drop what a person's updates say that were not dealt with, so that none is replayed."""
    rows = select(updates.c.id, updates.c.content).where(updates.c.content.is_not(None))
    theirs = [row.id for row in connection.execute(rows) if person_id in _senders(row.content)]
    connection.execute(update(updates).where(updates.c.id.in_(theirs)).values(content=None))


def _senders(content: str) -> set[object]:
    """Numbers of who wrote, pressed or asked: a person, or a chat that writes as itself."""
    told: dict[str, Any] = json.loads(content)
    bodies = [body for body in told.values() if isinstance(body, dict)]
    return {
        body[field].get("id")
        for body in bodies
        for field in ("from", "sender_chat")
        if field in body
    }
