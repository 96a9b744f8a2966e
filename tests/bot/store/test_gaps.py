"""What was declined in a chat, and what can be counted of it."""

from bot.store import figures, gaps, questions, shelves
from bot.store.database import Database
from bot.store.figures import Asked
from bot.store.gaps import Declined
from bot.store.questions import NewQuestion, Outcome, Question, Result
from bot.store.shelves import ConfiguredShelf
from retrieval.model import Article

LI, GROUP, OTHER = 7, -1, -2
DAY = 86_400
NOW = 100 * DAY


def ended(  # noqa: PLR0913 - what a question is
    database: Database,
    number: int,
    result: Result,
    *,
    text: str = "谁？",
    chat_id: int = GROUP,
    at: int = NOW,
) -> Question:
    """A question, and what became of it."""
    new = NewQuestion(number, chat_id, None, number, LI, text, at)
    question = database.run_now(lambda found: questions.ask(found, new))
    database.run_now(lambda found: questions.end(found, question.id, result))
    return question


def voted(database: Database, question: Question, person: int, *, good: bool) -> None:
    """A vote."""
    number = question.id
    database.run_now(lambda found: questions.vote(found, number, person, good=good, now=1))


def declined(*missing: str) -> Result:
    """The outcome of a question that lacks these words."""
    return Result(Outcome.DECLINED, missing=missing)


def found(database: Database, chat_id: int = GROUP, since: int = NOW - 7 * DAY) -> list[Declined]:
    """What was declined."""
    return database.run_now(lambda kept: gaps.declined(kept, chat_id, since))


def test_declined_questions(database: Database) -> None:
    """With their missing words, newest first; the answered ones are none of them."""
    ended(database, 1, declined("食堂", "菜單"), text="食堂的菜單？", at=NOW - 1)
    ended(database, 2, Result(Outcome.ANSWERED), text="馆长是谁？")
    ended(database, 3, declined(), text="馆长几岁？")
    ended(database, 4, Result(Outcome.DECLINED), text="？？？")

    assert found(database) == [
        Declined("馆长几岁？", ()),
        Declined("食堂的菜單？", ("食堂", "菜單")),
    ]


def test_those_of_other_chats_and_times(database: Database) -> None:
    """Are left out, and so is what was forgotten."""
    ended(database, 1, declined("食堂"), chat_id=OTHER)
    ended(database, 2, declined("食堂"), at=NOW - 8 * DAY)
    assert found(database) == []

    ended(database, 3, declined("食堂"))
    assert len(found(database)) == 1
    database.run_now(lambda kept: questions.forget_person(kept, LI))
    assert found(database) == []


def test_a_question_that_is_changed(database: Database) -> None:
    """Lacks what it lacks now."""
    question = ended(database, 1, declined("食堂"), text="食堂在哪？")
    database.run_now(lambda kept: questions.change(kept, question.id, "菜单在哪？"))
    assert found(database) == []

    database.run_now(lambda kept: questions.end(kept, question.id, declined("菜单")))
    assert found(database) == [Declined("菜单在哪？", ("菜单",))]

    database.run_now(lambda kept: questions.end(kept, question.id, Result(Outcome.ANSWERED)))
    assert found(database) == []


def test_what_is_counted(database: Database) -> None:
    """Questions by days and outcome, votes, and the last addition; of one chat alone."""
    first = ended(database, 1, Result(Outcome.ANSWERED))
    ended(database, 2, declined("食堂"), at=NOW - 20 * DAY)
    ended(database, 3, Result(Outcome.FAILED))
    elsewhere = ended(database, 4, Result(Outcome.ANSWERED), chat_id=OTHER)
    voted(database, first, LI, good=True)
    voted(database, first, 8, good=False)
    voted(database, elsewhere, 9, good=True)
    configured = [
        ConfiguredShelf(shelves.SHARED, [Article("one", "一。"), Article("two", "二。")], ()),
        ConfiguredShelf("minutes", [Article("two", "二。"), Article("three", "三。")], (GROUP,)),
        ConfiguredShelf("others", [Article("four", "四。")], (OTHER,)),
    ]
    database.run_now(lambda kept: shelves.put_configured(kept, configured, 5))

    counted = database.run_now(lambda kept: figures.of_chat(kept, GROUP, [7, 30], NOW))

    assert counted.asked == (Asked(7, 2, 1, 0), Asked(30, 3, 1, 1))
    assert (counted.good, counted.bad) == (1, 1)
    assert counted.own == {"two", "three"}
    assert counted.last_addition is None
