"""What times come to."""

import numpy as np
import pytest

from tests.bench.machine import described, peak_memory, private_memory
from tests.bench.measuring import figures, points
from tests.bench.results import Middle

OURS = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]) / 1_000
SLOW = np.array([[20.0, 40.0], [60.0, 120.0]]) / 1_000


def test_medians_of_runs() -> None:
    """In milliseconds, with the least and the most."""
    asked = figures({"ours": OURS}, "ours")

    assert asked.p50 == Middle(3.0, 2.0, 4.0)
    assert asked.p99.least == pytest.approx(2.98)
    assert asked.ratio == Middle(1.0, 1.0, 1.0)


def test_a_slow_system_is_compared_by_the_questions_it_was_asked() -> None:
    """Run by run."""
    asked = figures({"ours": OURS, "slow": SLOW}, "slow")

    assert (asked.ratio.least, asked.ratio.most) == pytest.approx((20, 30))
    assert figures({"ours": SLOW, "quick": OURS}, "quick").ratio.most == pytest.approx(1 / 20)


def test_points_are_groups_of_questions() -> None:
    """By what they match; what was not asked counts nowhere."""
    postings = np.array([[50, 30, 10], [60, 20, 40]])

    assert points(postings, OURS)[:3] == [
        pytest.approx((10, 3)),
        pytest.approx((20, 4)),
        pytest.approx((30, 2)),
    ]
    assert points(postings, SLOW)[0] == pytest.approx((20, 120))
    assert len(points(np.tile(postings, 20), np.tile(OURS, 20))) == 20


def test_memory_is_what_a_process_has_for_itself() -> None:
    """What is held counts, and what was let go does not."""
    before = private_memory()
    if before is None:
        assert peak_memory() is None
        return
    held = np.ones(5_000_000)
    during = private_memory()
    del held
    after = private_memory()

    assert during is not None
    assert after is not None
    assert during - before == pytest.approx(40_000_000, rel=0.1)
    assert abs(after - before) < 8_000_000


def test_the_machine_is_described() -> None:
    """What the figures depend on."""
    assert {"Processor", "System", "Load before", "Versions"} <= set(described())
