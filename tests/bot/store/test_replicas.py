"""Several processes on one store: who lives, and whose an update is."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import Connection, event

from bot.store import replicas, server_engine, updates
from bot.store.database import Database
from bot.store.listening import Listener
from bot.store.lock import opened_alone, opened_shared
from bot.store.places import Place
from bot.store.problems import HeldError, InUseError
from bot.store.replicas import Living, Turn, owner_of
from bot.store.tenure import Duty, shared
from bot.store.updates import Claim
from config.secret import Secret
from tests.bot.store.conftest import Two, recorded, write
from tests.postgresql import Server

_LONGEST_SECONDS = 10.0


@pytest.fixture
def address(postgresql: Server) -> Secret:
    """Where nothing is yet."""
    return postgresql.database()


def living(alive: Iterable[int], taking: Iterable[int]) -> Living:
    """These live, and those of them take updates."""
    return Living(frozenset(alive), frozenset(taking))


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another process, or the server, does."""
    end = time.monotonic() + _LONGEST_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def given(database: Database, update_id: int, claim: Claim) -> bool:
    """Write an update down, as somebody's."""
    return database.run_now(lambda found: updates.record(found, update_id, "{}", 1, claim))


def turn(database: Database, update_id: int, replica: int) -> Turn:
    """Whether it may be dealt with."""
    return database.run_now(lambda found: replicas.turn(found, update_id, replica))


def test_who_lives(address: Secret) -> None:
    """One lives as long as it has its connection, and takes updates as long as it says so."""
    with opened_shared(address) as (first, one):
        with opened_shared(address) as (second, other):
            second.run_now(lambda found: replicas.open_for(found, other))
            assert first.run_now(replicas.living) == living({one, other}, {other})

            second.run_now(lambda found: replicas.leave(found, other, ()))
            assert first.run_now(replicas.living) == living({one, other}, ())

        until(lambda: first.run_now(replicas.living).alive == {one})


def test_one_whose_connection_breaks(postgresql: Server, address: Secret) -> None:
    """It has the same number on the next one, which it makes when it asks again."""
    with opened_shared(address) as (first, one):
        postgresql.break_connections(address.reveal().rpartition("/")[2])

        assert first.run_now(replicas.living).alive == {one}


def test_alone_or_together(address: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who needs the store alone is kept out by one that shares it, and the other way round."""
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    with opened_shared(address), pytest.raises(InUseError), opened_alone(address):
        pass
    with opened_alone(address), pytest.raises(InUseError), opened_shared(address):
        pass

    with opened_shared(address) as (first, _), opened_shared(address):
        assert recorded(first) == 0


def test_many_that_start_at_once(address: Secret) -> None:
    """One makes the schema; the others wait for it, and find it."""
    opened: list[Database] = []

    def start() -> None:
        opened.append(Database(address, shared()))

    starting = [threading.Thread(target=start) for _ in range(3)]
    for each in starting:
        each.start()
    for each in starting:
        each.join()

    assert [recorded(each) for each in opened] == [0, 0, 0]
    for database in opened:
        database.close()


def test_one_of_a_newer_version(address: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not bring the store up while others use it, and says what to do."""
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    with opened_shared(address) as (first, _):
        write(address, "UPDATE alembic_version SET version_num = '0005'")

        with pytest.raises(InUseError, match="older version use it: end all of them"):
            Database(address, shared())

        assert recorded(first) == 0


def test_one_of_an_older_version(
    postgresql: Server, address: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes no more where a newer one changed the schema while it had no connection."""
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    with opened_shared(address) as (first, one):
        postgresql.break_connections(address.reveal().rpartition("/")[2])
        write(address, "UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(HeldError, match="newer version"):
            given(first, 1, Claim(one))


def test_the_same_update_at_two(two: Two) -> None:
    """Of two that write it down at the same time, the second waits, and is told it was known."""
    first, one, second, other = two
    results: list[bool] = []
    late = threading.Thread(target=lambda: results.append(given(second, 1, Claim(other))))

    def record(found: Connection) -> bool:
        is_new = updates.record(found, 1, "{}", 1, Claim(one))
        late.start()
        late.join(0.2)
        assert not results
        return is_new

    assert first.run_now(record)
    late.join()

    assert results == [False]
    assert first.run_now(lambda found: replicas.held_by(found, one)) == [1]


def test_whose_turn_it_is(two: Two) -> None:
    """Those of a chat go in order, whoever has them; others wait for none."""
    first, one, second, other = two
    given(first, 1, Claim(one, "chat 7"))
    given(second, 2, Claim(other, "chat 7"))
    given(second, 3, Claim(other, "chat 8"))
    given(second, 4, Claim(other))

    assert turn(first, 1, one) is Turn.NOW
    assert turn(second, 2, other) is Turn.LATER
    assert turn(second, 3, other) is Turn.NOW
    assert turn(second, 4, other) is Turn.NOW
    first.run_now(lambda found: updates.finish(found, 1))
    assert turn(second, 2, other) is Turn.NOW


def test_what_is_no_longer_ones_own(two: Two) -> None:
    """It is gone for who had it: taken over, dealt with, or never written down."""
    first, one, second, other = two
    given(first, 1, Claim(one))
    left = second.run_now(lambda found: replicas.left_by(found, [one]))
    second.run_now(lambda found: replicas.give(found, left, {1: other}))

    assert turn(first, 1, one) is Turn.GONE
    assert turn(second, 1, other) is Turn.NOW
    second.run_now(lambda found: updates.finish(found, 1))
    assert turn(second, 1, other) is Turn.GONE
    assert turn(second, 2, other) is Turn.GONE


def test_two_that_take_over(two: Two) -> None:
    """What a dead one had, one of them gets; what is dealt with, nobody."""
    first, one, second, other = two
    dead = 7
    for number in (1, 2, 3):
        given(first, number, Claim(dead))
    first.run_now(lambda found: updates.finish(found, 2))

    left = first.run_now(lambda found: replicas.left_by(found, [dead]))
    mine = first.run_now(lambda found: replicas.give(found, left, {1: one}))
    theirs = second.run_now(lambda found: replicas.give(found, left, {1: other, 3: other}))

    assert (len(left), mine, theirs) == (2, 1, 1)
    assert first.run_now(lambda found: replicas.held_by(found, one)) == [1]
    assert first.run_now(lambda found: replicas.held_by(found, other)) == [3]


def test_one_that_leaves(two: Two) -> None:
    """What it does not finish is for others at once, and in the end all that it has."""
    first, one, second, _ = two
    given(first, 1, Claim(one))
    given(first, 2, Claim(one))

    first.run_now(lambda found: replicas.leave(found, one, [2]))
    assert [each.id for each in second.run_now(lambda found: replicas.left_by(found, []))] == [1]
    first.run_now(lambda found: replicas.release(found, one))

    assert second.run_now(replicas.holders) == {None}


def test_whose_a_chat_is() -> None:
    """Each gets its share; where one goes, only its chats change hands; nobody is none."""
    three = [11, 22, 33]
    owners = {chat: owner_of(chat, three) for chat in range(-500, 500)}
    fewer = {chat: owner_of(chat, three[:2]) for chat in owners}

    assert min(Counter(owners.values()).values()) > 250
    assert all(fewer[chat] == owner for chat, owner in owners.items() if owner != 33)
    assert owner_of(1, reversed(three)) == owners[1]  # type: ignore[arg-type]
    assert owner_of(1, []) is None


def test_calling(two: Two) -> None:
    """Who is given an update by another process hears of it, once that is written down."""
    first, one, second, other = two
    heard: list[int] = []
    assert isinstance(second.place, Secret)
    with closing(Listener(second.place, heard.append)):
        until(lambda: first.run_now(listeners) == 1)

        given(first, 1, Claim(other, calls=True))
        given(first, 2, Claim(one))
        given(first, 2, Claim(other, calls=True))
        first.run_now(lambda found: replicas.call(found, replicas.EVERYBODY))

        until(lambda: heard == [other, replicas.EVERYBODY])


def test_a_call_of_somebody_else(address: Secret) -> None:
    """What is no number is nobody's; what is called after it is heard."""
    heard: list[int] = []
    with opened_shared(address) as (first, one), closing(Listener(address, heard.append)):
        until(lambda: first.run_now(listeners) == 1)

        first.run_now(lambda found: found.exec_driver_sql("NOTIFY yuanju, 'x'"))
        first.run_now(lambda found: replicas.call(found, one))

        until(lambda: heard == [one])


def test_a_listener_whose_connection_breaks(
    postgresql: Server, address: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It listens again."""
    monkeypatch.setattr("bot.store.listening._PAUSE_SECONDS", 0.01)
    heard: list[int] = []
    with opened_shared(address) as (first, one), closing(Listener(address, heard.append)):
        until(lambda: first.run_now(listeners) == 1)
        postgresql.break_connections(address.reveal().rpartition("/")[2])

        def is_heard() -> bool:
            first.run_now(lambda found: replicas.call(found, one))
            return bool(heard)

        until(is_heard)


def test_a_listener_that_cannot_connect(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It tries on, and says so once, without the address."""
    monkeypatch.setattr("bot.store.listening._PAUSE_SECONDS", 0.01)
    tries: list[object] = []
    with closing(Listener(postgresql.address("nowhere"), print)) as listener:
        engine = listener._engine.connections  # noqa: SLF001 - nothing else tells of a try
        event.listen(engine, "do_connect", lambda *told: tries.append(told[0]))
        until(lambda: len(tries) > 2)

    assert caplog.messages == ["calls of other processes are not heard: OperationalError"]


def listeners(connection: Connection) -> int:
    """How many listen."""
    others = """
        SELECT count(*) FROM pg_stat_activity
        WHERE query = 'LISTEN yuanju' AND datname = current_database()
    """
    return int(connection.exec_driver_sql(others).scalar_one())


async def test_what_one_does_for_all(address: Secret) -> None:
    """The first who asks does it, until it ends."""
    with ExitStack() as stack:
        first, _ = stack.enter_context(opened_shared(address))
        with opened_shared(address) as (second, _):
            assert await second.takes(Duty.KEEPING)
            assert await second.takes(Duty.KEEPING)
            assert not await first.takes(Duty.KEEPING)
            assert await first.takes(Duty.REREADING)
        until(lambda: len(first.run_now(replicas.living).alive) == 1)

        assert await first.takes(Duty.KEEPING)


async def test_one_alone_does_all(place: Place) -> None:
    """Whoever has a store alone."""
    with opened_alone(place) as database:
        assert await database.takes(Duty.KEEPING)
