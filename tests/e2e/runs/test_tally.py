"""How a run with kills is judged."""

from collections import Counter

from tests.e2e.runs.tally import tally
from tests.telegram_fakes.values import Call

STARTS = [0.0, 10.0, 20.0]
"""Three processes, of which two were killed."""


def answer(message_id: int, at: float) -> Call:
    """An answer to a message of chat 1."""
    params = {"chat_id": 1, "reply_parameters": {"message_id": message_id}}
    return Call("sendMessage", params, at)


def test_each_once() -> None:
    """Answers in any life are as good as any other; other messages do not count."""
    performed = [answer(1, 5), answer(2, 15), Call("sendMessage", {"chat_id": 1}, 16)]

    found = tally([(1, 1), (1, 2)], performed, STARTS)

    assert (found.answered, found.lost, found.doubled, found.repeated) == (2, 0, 0, Counter())
    assert found.holds


def test_one_is_lost() -> None:
    """A question without an answer fails the run."""
    found = tally([(1, 1), (1, 2)], [answer(1, 5)], STARTS)

    assert (found.answered, found.lost) == (1, 1)
    assert not found.holds


def test_one_repeat_for_each_kill() -> None:
    """An answer that comes again in a later life is put down to the kill after the first."""
    performed = [answer(1, 9), answer(1, 11), answer(2, 19), answer(2, 21)]

    found = tally([(1, 1), (1, 2)], performed, STARTS)

    assert found.repeated == Counter({0: 1, 1: 1})
    assert found.holds


def test_two_repeats_for_one_kill() -> None:
    """More than one is too many."""
    performed = [answer(1, 9), answer(2, 9), answer(1, 11), answer(2, 12)]

    found = tally([(1, 1), (1, 2)], performed, STARTS)

    assert found.repeated == Counter({0: 2})
    assert not found.holds


def test_a_repeat_that_no_kill_explains() -> None:
    """The same answer twice in one life is a fault."""
    found = tally([(1, 1)], [answer(1, 5), answer(1, 6)], STARTS)

    assert found.doubled == 1
    assert not found.holds
