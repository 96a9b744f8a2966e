"""How runs are scored: one small function a metric, with its definition."""

from collections.abc import Sequence

import numpy as np

_RESAMPLES = 1_000
_SEED = 20_220_525
"""Any fixed number: the same run gets the same interval."""


def hit_at(ranks: Sequence[int | None], k: int) -> float:
    """Share of the questions with a right sentence among the first `k`; 0 to 1.

    `ranks` are those of the first right sentence, from 1; None where there is none.
    """
    return sum(rank is not None and rank <= k for rank in ranks) / max(len(ranks), 1)


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Mean of 1 / rank, 0 where no right sentence was ranked (Voorhees, TREC-8); 0 to 1."""
    return sum(1 / rank for rank in ranks if rank is not None) / max(len(ranks), 1)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` percent of the values do not exceed; 0 if there are none."""
    return float(np.percentile(values, share)) if len(values) else 0.0


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties counting half; 0 to 1.

    The Mann–Whitney U statistic over the number of pairs (Hanley and McNeil 1982). One half
    where either side is empty.
    """
    if not len(positives) or not len(negatives):
        return 0.5
    ordered = np.sort(np.asarray(negatives, dtype=np.float64))
    below = np.searchsorted(ordered, positives, side="left")
    not_above = np.searchsorted(ordered, positives, side="right")
    return float((below + not_above).sum() / (2 * len(positives) * len(negatives)))


def bootstrap_interval(hits: Sequence[bool]) -> tuple[float, float]:
    """95 % interval of the mean of `hits` by the percentile bootstrap (Efron 1979)."""
    if not len(hits):
        return (0.0, 0.0)
    values = np.asarray(hits, dtype=np.float64)
    # The number of hits in a resample of 0s and 1s is binomial: no need to draw them singly.
    draws = np.random.default_rng(_SEED).binomial(len(values), values.mean(), _RESAMPLES)
    low, high = np.percentile(draws / len(values), [2.5, 97.5])
    return (float(low), float(high))
