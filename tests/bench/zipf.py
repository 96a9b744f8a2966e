"""Zipf's law in several regimes: how likely the term of each rank is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

_SAME = 1e-9
"""An exponent is no nearer to 1 than that, where the integral has another form."""


@dataclass(frozen=True)
class Zipf:
    """The first ranks one by one, power laws between knots, and one behind the last knot.

    In text of any length the exponent grows with the rank; two regimes and more are
    described in Ferrer i Cancho and Solé, "Two regimes in the frequency of words", 2001.
    """

    head: tuple[float, ...]
    """The probability of the term of each of the first ranks, from 1."""
    knots: tuple[float, ...]
    """Ranks, ascending; the first is the last of the head."""
    shares: tuple[float, ...]
    """The probability of the term of the rank of each knot."""
    exponent: float
    """Of the power law behind the last knot; above 1."""
    limit: int
    """The last rank: more terms than that there are not."""

    def drawn(self, chances: Reals) -> NDArray[np.int32]:
        """The numbers of terms, rank less 1, for chances between 0 and 1."""
        edges, lows, factors, powers = self._pieces
        wanted = chances * edges[-1]
        piece = np.searchsorted(edges[1:-1], wanted, side="right")
        wanted -= edges[piece]
        wanted *= factors[piece]
        wanted += lows[piece]
        ranks = np.rint(np.power(wanted, powers[piece], out=wanted), out=wanted)
        numbers: NDArray[np.int32] = np.clip(ranks, 1, self.limit).astype(np.int32) - 1
        return numbers

    def mass(self) -> float:
        """The probability of all ranks together: 1, if the curve was fitted well."""
        return float(self._pieces[0][-1])

    def growth(self, drawn: float) -> float:
        """How many different terms are expected among so many drawn: Σ 1 − (1 − p)^n."""
        ends = np.unique(np.rint(np.geomspace(1, self.limit + 1, 2_000)))
        middles = np.sqrt(ends[:-1] * (ends[1:] - 1))
        seen = -np.expm1(-drawn * self.share(middles))
        return float(np.sum(seen * np.diff(ends)))

    def share(self, ranks: Reals) -> Reals:
        """The probability of the terms of these ranks, between those of the known ones."""
        known = np.log([*range(1, len(self.head)), *self.knots])
        logs = np.interp(np.log(ranks), known, np.log([*self.head[:-1], *self.shares]))
        behind = np.maximum(np.log(ranks) - known[-1], 0)
        shares: Reals = np.exp(logs - self.exponent * behind)
        return shares

    @cached_property
    def _pieces(self) -> tuple[Reals, Reals, Reals, Reals]:
        """For each power law: the mass before it (and that of all), and what inverts it.

        Between x₁ and x the law p·(x/r)^−a has the mass p·rᵃ·(x^(1−a) − x₁^(1−a)) / (1−a);
        a rank r is all from r − ½ to r + ½, and those of the head are level there.
        """
        first = len(self.head)
        knots, shares = np.array(self.knots), np.array(self.shares)
        slopes = -np.diff(np.log(shares)) / np.diff(np.log(knots))
        powers = 1 - np.concatenate([np.zeros(first), slopes, [self.exponent]])
        powers = np.where(np.abs(powers) < _SAME, _SAME, powers)
        heads = np.arange(1, first + 1)
        ranks = np.concatenate([heads, knots])
        ends = np.concatenate([heads + 0.5, knots[1:], [self.limit + 0.5]])
        lows = np.append(0.5, ends[:-1]) ** powers
        heights = np.concatenate([self.head, shares]) * ranks ** (1 - powers) / powers
        masses = heights * (ends**powers - lows)
        return np.append(0, np.cumsum(masses)), lows, 1 / heights, 1 / powers
