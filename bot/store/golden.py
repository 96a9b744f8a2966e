"""Questions whose answers a person found right: asked again after every change of ours."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select

from bot.store.questions import Question
from bot.store.tables import feedback, golden, shelf_articles


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, and the sentence that answered it."""

    chat_id: int
    text: str
    article_id: str
    answer: str
    """Verbatim."""


def keep(
    connection: Connection, question: Question, person_id: int, right: Golden | None, now: int
) -> None:
    """What a person found right in place of what they had found right before.

    Only if they still do: a press waits for no other one, and the last word counts.
    """
    mine = (golden.c.question_id == question.id) & (golden.c.person_id == person_id)
    connection.execute(delete(golden).where(mine))
    vote = (feedback.c.question_id == question.id) & (feedback.c.person_id == person_id)
    good = connection.execute(select(feedback.c.good).where(vote)).scalar_one_or_none()
    if right is None or not good:
        return
    connection.execute(
        insert(golden).values(
            question_id=question.id,
            person_id=person_id,
            asker_id=question.person_id,
            chat_id=right.chat_id,
            text=right.text,
            article_id=right.article_id,
            answer=right.answer,
            given_at=now,
        )
    )


def forget_person(connection: Connection, person_id: int) -> None:
    """Drop what a person found right, and what they asked that others did."""
    theirs = or_(golden.c.person_id == person_id, golden.c.asker_id == person_id)
    connection.execute(delete(golden).where(theirs))


def kept(connection: Connection, shelf_ids: Collection[int] | None = None) -> list[Golden]:
    """Each once, oldest first; only of articles on these shelves, if they are given."""
    rows = select(golden).order_by(golden.c.question_id, golden.c.person_id)
    if shelf_ids is not None:
        on_them = shelf_articles.c.shelf_id.in_(shelf_ids)
        there = select(shelf_articles.c.article_id).where(on_them)
        rows = rows.where(golden.c.article_id.in_(there))
    found = (
        Golden(row.chat_id, row.text, row.article_id, row.answer)
        for row in connection.execute(rows)
    )
    return list(dict.fromkeys(found))
