"""What is dropped, and when."""

import asyncio
import json
from pathlib import Path

from bot.store import questions, updates
from bot.store.database import Database
from bot.store.questions import NewQuestion, Question

LI, WANG = 7, 8


def asked(database: Database, number: int, chat_id: int, person_id: int, at: int = 1) -> Question:
    """A question in the journal."""
    new = NewQuestion(number, chat_id, None, number, person_id, "谁？", at)
    return database.run_now(lambda found: questions.ask(found, new))


def is_there(database: Database, question: Question) -> bool:
    """Whether it still is."""
    return database.run_now(lambda found: questions.by_id(found, question.id)) is not None


def test_a_person_is_forgotten_in_every_chat(database: Database) -> None:
    """Their questions and votes go, also their votes on others' answers; the others' stay."""
    mine = [asked(database, number, chat, LI) for number, chat in ((1, LI), (2, -1), (3, -2))]
    others = asked(database, 4, -1, WANG)
    database.run_now(lambda found: questions.vote(found, others.id, LI, good=True, now=1))

    assert database.run_now(lambda found: questions.forget_person(found, LI)) == len(mine)
    assert not any(is_there(database, question) for question in mine)
    assert is_there(database, others)
    votes = database.run_now(
        lambda found: found.exec_driver_sql("SELECT count(*) FROM feedback").scalar_one()
    )
    assert votes == 0


def test_nothing_stays_on_the_disk(tmp_path: Path) -> None:
    """What was forgotten stands in no byte of the file, nor of those beside it."""
    database = Database(tmp_path / "yuanju.db")
    told = "只有我知道的事？"
    new = NewQuestion(1, LI, None, 1, LI, told, 1)
    database.run_now(lambda found: questions.ask(found, new))
    assert stands_in(tmp_path, told)

    database.run_now(lambda found: questions.forget_person(found, LI))
    asyncio.run(database.wipe())

    assert not stands_in(tmp_path, told)
    database.close()


def stands_in(folder: Path, text: str) -> bool:
    """Whether any file in `folder` holds `text`."""
    return any(text.encode() in file.read_bytes() for file in folder.iterdir())


def test_old_questions_go_with_their_votes(database: Database) -> None:
    """Those from before a moment; what was asked at it stays."""
    old, new = asked(database, 1, -1, LI, at=99), asked(database, 2, -1, LI, at=100)
    database.run_now(lambda found: questions.vote(found, old.id, WANG, good=False, now=99))

    database.run_now(lambda found: questions.forget_before(found, 100))

    assert not is_there(database, old)
    assert is_there(database, new)


def received(database: Database, number: int, content: str, now: int = 1) -> bool:
    """Write an update down: whether it is new."""
    return database.run_now(lambda found: updates.record(found, number, content, now))


def test_a_waiting_update_of_a_person(database: Database) -> None:
    """Its content goes, whatever kind it is; it is still known, and others' stay."""
    waiting = {
        1: {"message": {"from": {"id": LI}, "text": "谁？"}},
        2: {"callback_query": {"from": {"id": LI}, "data": "1"}},
        3: {"message": {"from": {"id": 1087968824}, "sender_chat": {"id": -1}, "text": "谁？"}},
        4: {"message": {"from": {"id": WANG}, "text": "谁？"}},
    }
    for number, body in waiting.items():
        assert received(database, number, json.dumps({"update_id": number, **body}))

    database.run_now(lambda found: updates.forget_person(found, LI))
    database.run_now(lambda found: updates.forget_person(found, -1))

    left = [json.loads(content)["update_id"] for content in database.run_now(updates.unfinished)]
    assert left == [4]
    assert not received(database, 1, json.dumps({"update_id": 1, **waiting[1]}))


def test_updates_that_were_dealt_with(database: Database) -> None:
    """Old ones go; those that still wait stay, however old they are."""
    assert received(database, 1, "{}", now=1)
    assert received(database, 2, '{"update_id": 2}', now=2)
    database.run_now(lambda found: updates.finish(found, 1))

    database.run_now(lambda found: updates.forget(found, 100))

    assert database.run_now(updates.unfinished) == ['{"update_id": 2}']
    assert received(database, 1, "{}", now=3)
