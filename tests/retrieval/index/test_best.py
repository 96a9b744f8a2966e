"""The best scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrieval.index.best import best

scores = st.integers(0, 3_000).flatmap(
    lambda size: arrays(
        np.float32, size, elements=st.sampled_from([0.0, 0.5, 1.0, 1.5]), fill=st.just(0.0)
    )
)


@given(scores, st.integers(1, 60))
def test_it_finds_what_sorting_all_finds(found: np.ndarray, k: int) -> None:
    """The k highest above 0, best first, ties by number."""
    order = sorted(range(len(found)), key=lambda number: (-found[number], number))

    assert best(found, k).tolist() == [number for number in order if found[number] > 0][:k]


def test_it_finds_the_best_of_very_many() -> None:
    """Where most scores differ and most blocks are passed over."""
    found = np.random.default_rng(1).random(100_000, dtype=np.float32)

    for k in (1, 10, 40, 500):
        assert best(found, k).tolist() == np.argsort(-found, kind="stable")[:k].tolist()
