"""What can be counted of one chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot.store.questions import Outcome
from bot.store.tables import chat_shelves, feedback, questions, shelf_articles, shelves


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of some days."""

    days: int
    questions: int
    answered: int
    declined: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a chat."""

    own: frozenset[str]
    """Ids of the articles on shelves that only some chats see, and this one does."""
    last_addition: int | None
    """When something was last put on a shelf that the chat sees; None if nobody ever did."""
    asked: tuple[Asked, ...]
    good: int
    bad: int
    """Votes on answers of the kept questions."""


def of_chat(connection: Connection, chat_id: int, days: Sequence[int], now: int) -> Figures:
    """What is counted of a chat; its questions for the last `days` each."""
    mine = select(chat_shelves.c.shelf_id).where(chat_shelves.c.chat_id == chat_id)
    on_mine = select(shelf_articles.c.article_id).where(shelf_articles.c.shelf_id.in_(mine))
    seen = select(shelves.c.id).where(shelves.c.shared | shelves.c.id.in_(mine))
    last = select(func.max(shelf_articles.c.added_at)).where(shelf_articles.c.shelf_id.in_(seen))
    votes = (
        select(feedback.c.good, func.count())
        .join(questions, questions.c.id == feedback.c.question_id)
        .where(questions.c.chat_id == chat_id)
        .group_by(feedback.c.good)
    )
    given = {bool(good): number for good, number in connection.execute(votes)}
    return Figures(
        frozenset(connection.scalars(on_mine)),
        connection.execute(last).scalar_one(),
        tuple(_asked(connection, chat_id, each, now) for each in days),
        given.get(True, 0),
        given.get(False, 0),
    )


def _asked(connection: Connection, chat_id: int, days: int, now: int) -> Asked:
    rows = (
        select(questions.c.outcome, func.count())
        .where(questions.c.chat_id == chat_id, questions.c.asked_at >= now - days * 86_400)
        .group_by(questions.c.outcome)
    )
    found = {str(outcome): int(number) for outcome, number in connection.execute(rows)}
    answered, declined = (
        found.get(outcome.value, 0) for outcome in (Outcome.ANSWERED, Outcome.DECLINED)
    )
    return Asked(days, sum(found.values()), answered, declined)
