"""Batches of examples of like length."""

import random

from hypothesis import given
from hypothesis import strategies as st

from retrieval.tuning.batching import batch_count, batches


@given(st.lists(st.integers(1, 1_200), max_size=300), st.integers(1, 9), st.integers())
def test_every_example_comes_once(lengths: list[int], size: int, seed: int) -> None:
    """In batches that are not too large, as many as are counted."""
    made = batches(lengths, size, random.Random(seed))

    assert sorted(number for batch in made for number in batch) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in made)
    assert len(made) == batch_count(len(lengths), size)


def test_examples_of_a_batch_are_of_like_length() -> None:
    """What is drawn together is sorted before it is cut."""
    lengths = [10, 1_000] * 20

    made = batches(lengths, 20, random.Random(1))

    assert sorted({lengths[number] for number in batch} == {10} for batch in made) == [False, True]


def test_the_same_seed_gives_the_same_batches() -> None:
    """Fitting can be repeated."""
    lengths = list(range(100))

    first, again, other = (batches(lengths, 8, random.Random(seed)) for seed in (1, 1, 2))

    assert first == again != other
