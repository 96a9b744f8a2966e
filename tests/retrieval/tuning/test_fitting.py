"""Fitting the networks, where PyTorch is installed."""

import random

import pytest

from retrieval.tuning.batching import batches

torch = pytest.importorskip("torch", reason="only `make tune` installs PyTorch")


@pytest.mark.parametrize("examples", [25, 480, 1_003])
def test_the_cycle_of_the_learning_rate_is_over_with_the_last_batch(examples: int) -> None:
    """It has come down to next to nothing of where it began, not before and not later."""
    from retrieval.tuning.fitting import Plan, schedule  # noqa: PLC0415

    plan = Plan(seed=1)
    optimizer = torch.optim.AdamW([torch.nn.Parameter(torch.zeros(1))], lr=plan.rate)
    rates = schedule(optimizer, plan, examples)
    taken = plan.epochs * len(batches([1] * examples, plan.batch, random.Random(1)))

    first = rates.get_last_lr()[0]
    followed = []
    for _ in range(taken - 1):
        optimizer.step()
        rates.step()
        followed.append(rates.get_last_lr()[0])

    assert max(followed) == pytest.approx(plan.rate, rel=0.1)
    assert followed[-1] < first / 1_000
