"""What was asked in a chat, and no article says."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.store.questions import Outcome
from bot.store.tables import questions


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that was declined."""

    text: str
    missing: tuple[str, ...]
    """Its words that no article had."""


def declined(connection: Connection, chat_id: int, since: int) -> list[Declined]:
    """What was declined in a chat since that time, newest first.

    But not what held nothing to look for.
    """
    rows = (
        select(questions.c.text, questions.c.missing)
        .where(
            questions.c.chat_id == chat_id,
            questions.c.asked_at >= since,
            questions.c.outcome == Outcome.DECLINED.value,
            questions.c.missing.is_not(None),
        )
        .order_by(questions.c.asked_at.desc(), questions.c.id.desc())
    )
    return [Declined(row.text, tuple(json.loads(row.missing))) for row in connection.execute(rows)]
