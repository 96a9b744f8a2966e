"""The short forms of the long runs."""

from collections import Counter

from tests.e2e.runs.chaos import Plan, run


async def test_a_killed_bot_loses_nothing() -> None:
    """Every question is answered; only a send that was under way at a kill may repeat."""
    outcome = await run(Plan(questions=20, chats=5, kills=2))

    assert outcome.is_good, outcome.told()
    assert outcome.kills == 2
    assert outcome.tally.repeated <= Counter({0: 1, 1: 1})
