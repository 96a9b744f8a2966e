"""Metrics, against their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.metrics import (
    auroc,
    bootstrap_interval,
    hit_at,
    mean_reciprocal_rank,
    percentile,
)

RANKS = [1, 2, None, 4]
scores = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=12)


def test_hits() -> None:
    """The share of questions with a right sentence among the first."""
    assert [hit_at(RANKS, k) for k in (1, 3, 4)] == [0.25, 0.5, 0.75]


def test_reciprocal_rank() -> None:
    """The mean of 1, 1/2, nothing and 1/4."""
    assert mean_reciprocal_rank(RANKS) == pytest.approx(1.75 / 4)


def test_nothing_asked() -> None:
    """No question is no division by zero."""
    assert hit_at([], 1) == mean_reciprocal_rank([]) == percentile([], 50) == 0
    assert auroc([], [1.0]) == 0.5
    assert bootstrap_interval([]) == (0.0, 0.0)


def test_percentiles() -> None:
    """The median lies in the middle."""
    assert percentile([1, 2, 9], 50) == 2


@given(scores, scores)
def test_auroc_counts_pairs(positives: list[float], negatives: list[float]) -> None:
    """It equals the count of all pairs, ties half."""
    pairs = [
        1.0 if positive > negative else 0.5 if positive == negative else 0.0
        for positive in positives
        for negative in negatives
    ]

    assert auroc(positives, negatives) == pytest.approx(sum(pairs) / len(pairs))


def test_the_interval_holds_the_mean_and_narrows() -> None:
    """More questions, a narrower interval; the same run, the same interval."""
    few, many = [True, False] * 10, [True, False] * 1000

    (low, high), (lower, higher) = bootstrap_interval(few), bootstrap_interval(many)

    assert low < 0.5 < high
    assert low < lower < 0.5 < higher < high
    assert bootstrap_interval(few) == (low, high)
