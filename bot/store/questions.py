"""The question journal: who asked what, and what became of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from bot.store.tables import feedback, questions, shelf_articles
from bot.store.upserting import insert_into


class Outcome(Enum):
    """What became of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    """The articles do not say."""
    FAILED = "failed"
    """A fault of ours; the person was told."""
    LIMITED = "limited"
    """Too many in a minute; the person was told."""
    LATE = "late"
    """Asked too long ago when the bot came back; the chat was told."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question as it arrives."""

    update_id: int
    chat_id: int
    """For inline and guest questions, the person's own chat: it has their number."""
    thread_id: int | None
    message_id: int | None
    """None for inline and guest questions."""
    person_id: int | None
    text: str
    asked_at: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the journal."""

    id: int
    chat_id: int
    thread_id: int | None
    message_id: int | None
    person_id: int | None
    text: str
    outcome: Outcome
    answer_id: int | None
    """Number of the bot's message; None if there is none."""
    article_id: str | None
    """Whose sentence answered, or which alone was asked; None if neither."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a question ended."""

    outcome: Outcome
    answer_id: int | None = None
    article_id: str | None = None
    confidence: float | None = None
    milliseconds: float | None = None
    missing: Sequence[str] | None = None
    """The words of a declined question that no article has; None if it is not declined, or
    holds nothing to look for."""


def ask(connection: Connection, new: NewQuestion) -> Question:
    """Write a question down; one that is there already is given as it is.

    It is there if the bot was stopped while it answered, or if its message was edited. Of
    another bot or server the numbers of updates and messages may be the same again: then what
    has them loses them.
    """
    known = questions.c.update_id == new.update_id
    if new.message_id is not None:
        place = (questions.c.chat_id == new.chat_id) & (questions.c.message_id == new.message_id)
        known = or_(known, place)
    rows = connection.execute(select(questions).where(known)).all()
    row = next((row for row in rows if _is_same(row, new)), None)
    if row is None:
        _take_numbers(connection, [row.id for row in rows])
        values = {
            "update_id": new.update_id,
            "chat_id": new.chat_id,
            "thread_id": new.thread_id,
            "message_id": new.message_id,
            "person_id": new.person_id,
            "text": new.text,
            "asked_at": new.asked_at,
            "outcome": Outcome.OPEN.value,
        }
        added = insert(questions).values(values).returning(*questions.c)
        row = connection.execute(added).one()
    return _question(row)


def _is_same(row: Row[Any], new: NewQuestion) -> bool:
    """Whether both are one question: one message of one moment, or one press on a button."""
    if (row.chat_id, row.message_id) != (new.chat_id, new.message_id):
        return False
    if new.message_id is None:
        return bool(row.text == new.text)
    return bool(row.asked_at == new.asked_at)


def _take_numbers(connection: Connection, ids: Sequence[int]) -> None:
    connection.execute(
        update(questions)
        .where(questions.c.id.in_(ids))
        .values(update_id=-questions.c.id, message_id=None, answer_id=None)
    )


def adopt(connection: Connection, question_id: int, answer_id: int) -> None:
    """The answer of which nobody knew whether it had arrived has, under that number."""
    connection.execute(
        update(questions).where(questions.c.id == question_id).values(answer_id=answer_id)
    )


def change(connection: Connection, question_id: int, text: str) -> Question | None:
    """Its text was edited: it is open again, and its answer stays where it is.

    None if it is forgotten.
    """
    changed = (
        update(questions)
        .where(questions.c.id == question_id)
        .values(text=text, outcome=Outcome.OPEN.value)
        .returning(*questions.c)
    )
    row = connection.execute(changed).one_or_none()
    return None if row is None else _question(row)


def end(connection: Connection, question_id: int, result: Result) -> None:
    """What became of it."""
    connection.execute(
        update(questions)
        .where(questions.c.id == question_id)
        .values(
            outcome=result.outcome.value,
            answer_id=result.answer_id,
            article_id=result.article_id,
            confidence=result.confidence,
            milliseconds=result.milliseconds,
            missing=None if result.missing is None else _as_json(result.missing),
        )
    )


def by_id(connection: Connection, question_id: int) -> Question | None:
    """The question of that number; None if it is forgotten."""
    row = connection.execute(select(questions).where(questions.c.id == question_id)).one_or_none()
    return None if row is None else _question(row)


def by_message(connection: Connection, chat_id: int, message_id: int) -> Question | None:
    """The question that a message asks."""
    place = (questions.c.chat_id == chat_id) & (questions.c.message_id == message_id)
    row = connection.execute(select(questions).where(place)).one_or_none()
    return None if row is None else _question(row)


def by_answer(connection: Connection, chat_id: int, message_id: int) -> Question | None:
    """The question that a message of the bot answers; of several, the newest."""
    place = (questions.c.chat_id == chat_id) & (questions.c.answer_id == message_id)
    newest = select(questions).where(place).order_by(questions.c.id.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else _question(row)


def vote(
    connection: Connection, question_id: int, person_id: int, *, good: bool, now: int
) -> None:
    """What a person thinks of an answer; the last word counts."""
    values = {"good": good, "given_at": now}
    row = insert_into(connection, feedback).values(
        question_id=question_id, person_id=person_id, **values
    )
    keys = [feedback.c.question_id, feedback.c.person_id]
    connection.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


def forget_before(connection: Connection, moment: int) -> None:
    """Drop what was asked before, with its feedback."""
    connection.execute(delete(questions).where(questions.c.asked_at < moment))


def forget_person(connection: Connection, person_id: int) -> int:
    """Drop all that a person asked and thought, in every chat: how many questions.

    Articles stay with the chats to which they were added, but not who did.
    """
    added = shelf_articles.c.added_by == person_id
    connection.execute(update(shelf_articles).where(added).values(added_by=None))
    connection.execute(delete(feedback).where(feedback.c.person_id == person_id))
    mine = questions.c.person_id == person_id
    return connection.execute(delete(questions).where(mine)).rowcount


def _as_json(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _question(row: Row[tuple[object, ...]]) -> Question:
    named = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name
    return Question(
        named["id"],
        named["chat_id"],
        named["thread_id"],
        named["message_id"],
        named["person_id"],
        named["text"],
        Outcome(named["outcome"]),
        named["answer_id"],
        named["article_id"],
    )
