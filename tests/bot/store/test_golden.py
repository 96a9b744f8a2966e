"""Questions whose answers people found right: kept, dropped, forgotten."""

from dataclasses import replace

import pytest

from bot.store import chats, golden, questions, shelves
from bot.store.database import Database
from bot.store.golden import Golden
from bot.store.questions import NewQuestion, Question
from bot.store.shelves import ConfiguredShelf
from retrieval.model import Article

LI, WANG, ZHAO = 7, 8, 9
GROUP = -1
ARTICLE = Article("one", "馆长是林小梅。")
RIGHT = Golden(GROUP, "馆长是谁？", "one", "馆长是林小梅。")


@pytest.fixture
def question(database: Database) -> Question:
    """A question that Li asked, about the shared article."""
    configured = [ConfiguredShelf(shelves.SHARED, [ARTICLE], ())]
    database.run_now(lambda found: shelves.put_configured(found, configured, 1))
    new = NewQuestion(1, GROUP, None, 1, LI, RIGHT.text, 1)
    return database.run_now(lambda found: questions.ask(found, new))


def vote(
    database: Database,
    question: Question,
    person_id: int,
    right: Golden | None = RIGHT,
    *,
    good: bool = True,
) -> None:
    """A vote, with what answers."""
    database.run_now(lambda found: questions.vote(found, question.id, person_id, good=good, now=1))
    database.run_now(lambda found: golden.keep(found, question, person_id, right, 1))


def kept(database: Database) -> list[Golden]:
    """All that are kept."""
    return database.run_now(golden.kept)


def test_a_good_vote_is_kept(database: Database, question: Question) -> None:
    """With the sentence; what several people found right, once."""
    for person in (WANG, ZHAO):
        vote(database, question, person)

    assert kept(database) == [RIGHT]


def test_the_last_word_counts(database: Database, question: Question) -> None:
    """Who no longer finds it right takes it away; who does anew brings what is right now."""
    vote(database, question, WANG)
    vote(database, question, WANG, None, good=False)
    assert kept(database) == []

    other = replace(RIGHT, answer="另一句。")
    vote(database, question, WANG, other)
    assert kept(database) == [other]


def test_what_was_found_right_before_the_vote_changed(
    database: Database, question: Question
) -> None:
    """A good vote that takes long to be dealt with does not undo a bad one that came after."""
    database.run_now(lambda found: questions.vote(found, question.id, WANG, good=False, now=2))

    database.run_now(lambda found: golden.keep(found, question, WANG, RIGHT, 1))

    assert kept(database) == []


@pytest.mark.parametrize(("person", "left"), [(LI, []), (WANG, []), (ZHAO, [RIGHT])])
def test_a_person_is_forgotten(
    database: Database, question: Question, person: int, left: list[Golden]
) -> None:
    """Who asked, also after the question itself is gone, and who voted; nobody else."""
    vote(database, question, WANG)
    database.run_now(lambda found: questions.forget_before(found, 100))

    database.run_now(lambda found: golden.forget_person(found, person))

    assert kept(database) == left


def test_it_outlives_its_question(database: Database, question: Question) -> None:
    """It is what the next version is measured by."""
    vote(database, question, WANG)

    database.run_now(lambda found: questions.forget_before(found, 100))

    assert kept(database) == [RIGHT]


def test_an_article_that_is_configured_no_longer(database: Database, question: Question) -> None:
    """Takes along what it answered."""
    vote(database, question, WANG)

    configured = [ConfiguredShelf(shelves.SHARED, [Article("two", "另一篇。")], ())]
    database.run_now(lambda found: shelves.put_configured(found, configured, 2))

    assert kept(database) == []


def test_of_one_shelf(database: Database, question: Question) -> None:
    """Only what an article on it answered."""
    vote(database, question, WANG)
    shared = database.run_now(lambda found: shelves.shelf_named(found, shelves.SHARED))
    other = database.run_now(lambda found: shelves.shelf_named(found, "other"))

    assert database.run_now(lambda found: golden.kept(found, [shared])) == [RIGHT]
    assert database.run_now(lambda found: golden.kept(found, [other])) == []


def test_it_moves_with_its_group(database: Database, question: Question) -> None:
    """It is asked of what the supergroup sees."""
    vote(database, question, WANG)

    database.run_now(lambda found: chats.move(found, GROUP, -1001))

    assert kept(database) == [replace(RIGHT, chat_id=-1001)]
