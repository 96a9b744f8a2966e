"""The encoder's main directions."""

import numpy as np

from retrieval.models.directions import main_directions
from retrieval.tuning.directions import directions_of


def test_the_directions_that_leave_out_least() -> None:
    """The longest first, at right angles, each of length 1."""
    chance = np.random.default_rng(1)
    vectors = chance.standard_normal((500, 4)).astype(np.float32) * [1, 8, 2, 4]

    directions = directions_of(vectors.astype(np.float32), 2)

    assert np.abs(directions).argmax(axis=0).tolist() == [1, 3]
    assert np.allclose(directions.T @ directions, np.eye(2), atol=1e-5)


def test_those_of_another_encoder() -> None:
    """There are none: all of its vectors' numbers are compared."""
    assert main_directions(7) is None
    found = main_directions(512)
    assert found is not None
    assert np.allclose(found.T @ found, np.eye(found.shape[1]), atol=1e-2)
