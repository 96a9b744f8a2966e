"""How likely the term of each rank is."""

import numpy as np
import pytest

from retrieval.model import TokenKind
from tests.bench.fitted import load_fitted
from tests.bench.zipf import Zipf

SMALL = Zipf(head=(0.2, 0.1), knots=(2, 32), shares=(0.1, 0.01), exponent=1.5, limit=1_000)
MANY = 400_000


def test_terms_are_drawn_as_often_as_their_share_says() -> None:
    """In the head one by one, further on together."""
    drawn = SMALL.drawn(np.random.default_rng(0).random(MANY))
    found = np.bincount(drawn, minlength=SMALL.limit) / MANY * SMALL.mass()

    expected = SMALL.share(np.arange(1.0, SMALL.limit + 1))
    np.testing.assert_allclose(found[:2], expected[:2], rtol=0.02)
    for first, last in ((4, 16), (16, 64), (64, 256), (256, 1_000)):
        assert found[first:last].sum() == pytest.approx(expected[first:last].sum(), rel=0.03)


def test_the_ends() -> None:
    """The least chance gives the first rank, the greatest one the last."""
    assert SMALL.drawn(np.array([0.0, 1 - 1e-16])).tolist() == [0, SMALL.limit - 1]


def test_growth_is_what_drawing_gives() -> None:
    """So many different terms are there among those drawn."""
    drawn = SMALL.drawn(np.random.default_rng(1).random(1_000))

    assert SMALL.growth(1_000 / SMALL.mass()) == pytest.approx(len(set(drawn.tolist())), rel=0.1)


@pytest.mark.parametrize("kind", TokenKind)
def test_what_was_fitted_is_a_distribution(kind: TokenKind) -> None:
    """The shares of all ranks come to 1, and no rank is likelier than the one before."""
    zipf = load_fitted().kinds[kind].zipf

    assert zipf.mass() == pytest.approx(1, abs=0.005)
    assert (np.diff(zipf.share(np.geomspace(32, zipf.limit, 100))) < 0).all()
