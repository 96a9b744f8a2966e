"""Chats, and what they set."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.store import chats, questions, shelves
from bot.store.chats import Askers, Chat
from bot.store.database import Database
from bot.store.questions import NewQuestion, Outcome, Result
from bot.store.shelves import ConfiguredShelf
from retrieval.model import Article

GROUP, SUPERGROUP = -4, -1004
SET = Chat(GROUP, greeted=True, language="zh-Hant", sentences=2, quiet=True, askers=Askers.ADMINS)
MINUTES = ConfiguredShelf("minutes", [Article("a1", "纪要。")], {GROUP})


def test_a_chat_that_was_never_met(database: Database) -> None:
    """It has set nothing."""
    assert database.run_now(lambda found: chats.load(found, 7)) == Chat(7)


def test_what_a_chat_set_is_kept(database: Database) -> None:
    """All of it, and the last word counts."""
    database.run_now(lambda found: chats.save(found, replace(SET, quiet=False)))
    database.run_now(lambda found: chats.save(found, SET))

    assert database.run_now(lambda found: chats.load(found, GROUP)) == SET


def test_changing_one_thing(database: Database) -> None:
    """The others stay as they are."""
    database.run_now(lambda found: chats.save(found, SET))

    changed = database.run_now(
        lambda found: chats.change(found, GROUP, lambda chat: replace(chat, sentences=5))
    )

    assert changed == replace(SET, sentences=5)
    assert database.run_now(lambda found: chats.load(found, GROUP)) == changed


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_move_takes_all_along(database: Database, times: int) -> None:
    """Settings, shelves and questions; however often Telegram tells of it."""
    database.run_now(lambda found: chats.save(found, SET))
    database.run_now(lambda found: shelves.put_configured(found, [MINUTES], 1))
    asked = database.run_now(
        lambda found: questions.ask(found, NewQuestion(1, GROUP, None, 5, 7, "谁？", 1))
    )
    database.run_now(
        lambda found: questions.end(found, asked.id, Result(Outcome.ANSWERED, answer_id=6))
    )

    for _ in range(times):
        database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))

    assert database.run_now(lambda found: chats.load(found, SUPERGROUP)) == replace(
        SET, id=SUPERGROUP
    )
    assert seen(database, SUPERGROUP) == ["a1"]
    assert seen(database, GROUP) == []
    moved = database.run_now(lambda found: questions.by_id(found, asked.id))
    assert moved is not None
    assert (moved.chat_id, moved.message_id, moved.answer_id) == (SUPERGROUP, None, None)


def test_what_is_set_after_a_move_stays(database: Database) -> None:
    """The second service message of a move changes nothing that was set since the first."""
    database.run_now(lambda found: chats.save(found, SET))
    database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))
    since = Chat(SUPERGROUP, greeted=True, language="en")
    database.run_now(lambda found: chats.save(found, since))

    database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))

    assert database.run_now(lambda found: chats.load(found, SUPERGROUP)) == since


def test_a_move_to_where_it_is(database: Database) -> None:
    """Nothing happens."""
    database.run_now(lambda found: chats.save(found, SET))

    database.run_now(lambda found: chats.move(found, GROUP, GROUP))

    assert database.run_now(lambda found: chats.load(found, GROUP)) == SET


def test_a_supergroup_that_was_greeted_first(database: Database) -> None:
    """It is not greeted again because of what its group knew."""
    database.run_now(lambda found: chats.save(found, Chat(SUPERGROUP, greeted=True)))

    database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))

    assert database.run_now(lambda found: chats.load(found, SUPERGROUP)).greeted


def test_the_configuration_names_the_old_number(database: Database) -> None:
    """After a restart the supergroup still sees the shelf that its group was given."""
    database.run_now(lambda found: chats.move(found, GROUP, SUPERGROUP))

    database.run_now(lambda found: shelves.put_configured(found, [MINUTES], 1))

    assert seen(database, SUPERGROUP) == ["a1"]
    assert seen(database, GROUP) == []
    assert database.run_now(chats.moves) == {GROUP: SUPERGROUP}


def seen(database: Database, chat_id: int) -> Sequence[str]:
    """Which articles a chat sees."""
    return list(database.run_now(lambda found: shelves.seen_by(found, chat_id)))
