"""The short forms of the long runs."""

from collections import Counter

import pytest

from tests.e2e.runs import chaos, load, replicas


async def test_a_killed_bot_loses_nothing() -> None:
    """Every question is answered; only a send that was under way at a kill may repeat."""
    outcome = await chaos.run(chaos.Plan(questions=10, chats=5, kills=1))

    assert outcome.is_good, outcome.told()
    assert outcome.kills == 1
    assert outcome.tally.repeated <= Counter({0: 1})


async def test_many_questions_at_once() -> None:
    """All are answered once, Telegram refuses next to none, and lateness is measured."""
    plan = load.Plan(questions=30, chats=10, environment={})

    outcome = await load.run(plan)

    assert (outcome.questions, outcome.lost, outcome.repeated) == (30, 0, 0)
    assert outcome.refusals <= 6
    assert 0 < outcome.percentile(0.5) <= outcome.percentile(0.999)
    assert "answers/s" in outcome.told()


@pytest.mark.long
async def test_a_killed_bot_whose_work_others_do() -> None:
    """Every question is answered once, though one of two bots is killed while they answer."""
    outcome = await replicas.run(replicas.Plan(questions=40, chats=8, kills=2))

    assert outcome.is_good, outcome.told()
    assert outcome.doubled
    assert outcome.tally.repeated <= Counter({0: 1, 1: 1})
