"""`python -m tests.bench fit ORIGIN FILE…`: fit the generator of terms to labelled files."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from retrieval.model import TokenKind
from tests.bench.fitted import CHANCES, LIMITS, Fitted, KindFit, KindMeasured
from tests.bench.reading import RealText
from tests.bench.zipf import Reals, Zipf

_OFTEN = 4
"""Sentences that hold the term of the last knot: of rarer ones the share is chance."""
_HEAD = 16
"""Ranks whose share is known by itself; a power of two."""
_ARTICLE = 20
"""Sentences of an article that are looked at, where it has so many."""
_ROUNDS = 4
"""How often two numbers are found from each other: they hardly change after the second."""
_RANKS = (1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000)
_SENTENCES = (1_000, 3_000, 10_000)
_STEPS = 24
"""Halvings when a number is looked for."""


def fit(text: RealText, origin: str) -> Fitted:
    """What `text` is like."""
    units = [len(bag[TokenKind.UNIT]) for bag in text.sentences]
    asked = [len(question.terms[TokenKind.UNIT]) for question in text.questions]
    fits = {kind: _Fitting(text, kind, sum(units), sum(asked)) for kind in TokenKind}
    return Fitted(
        origin,
        tuple(np.quantile(units, CHANCES).tolist()),
        tuple(np.quantile(asked, CHANCES).tolist()),
        {kind: each.fitted() for kind, each in fits.items()},
        {kind: each.measured() for kind, each in fits.items()},
    )


def shares_of(bags: Sequence[Sequence[str]]) -> dict[str, float]:
    """The share of the bags that hold each term, the largest first."""
    held = Counter(term for bag in bags for term in dict.fromkeys(bag))
    return {term: count / len(bags) for term, count in held.most_common()}


def repeated(bags: Sequence[Sequence[str]]) -> float:
    """The share of the terms of a bag that stand there already."""
    return 1 - sum(len(set(bag)) for bag in bags) / sum(map(len, bags))


class _Fitting:
    """The terms of one kind."""

    def __init__(self, text: RealText, kind: TokenKind, units: int, asked: int) -> None:
        self._bags = [bag[kind] for bag in text.sentences]
        self._kind = kind
        self._units, self._asked_units = units, asked
        self._lengths = np.array([len(bag) for bag in self._bags])
        self._shares = shares_of(self._bags)
        self._questions = [
            (each.terms[kind], self._bags[each.sentence]) for each in text.questions
        ]
        self._articles = _places_and_terms(self._bags, text.articles)
        self._asked = sum(len(terms) for terms, _ in self._questions)

    def fitted(self) -> KindFit:
        """All that generating needs."""
        zipf, repeats, company = self._spread()
        within = sum(len({*terms} & {*bag}) for terms, bag in self._questions)
        return KindFit(
            zipf,
            repeats,
            company,
            int(self._lengths.sum()) / self._units,
            self._asked / self._asked_units,
            within / self._asked,
            self._lean(zipf),
        )

    def measured(self) -> KindMeasured:
        """What was counted."""
        ordered = list(self._shares.values())
        questions = len(self._questions)
        postings = sum(self._shares.get(term, 0) for terms, _ in self._questions for term in terms)
        return KindMeasured(
            {str(rank): ordered[rank - 1] for rank in _RANKS if rank <= len(ordered)},
            self._growth(),
            self._articles[1] / self._articles[0],
            repeated(self._bags),
            self._asked / questions,
            postings / questions,
        )

    def _spread(self) -> tuple[Zipf, float, float]:
        """How likely each term is, and the shares of repeats in the sentence and the article.

        A term of probability p is in 1 − (1 − p)^m of the sentences with m places; the
        share of repeats is that at which the probabilities of all terms add up to 1.
        """
        shares = np.array(list(self._shares.values()))

        def excess(repeats: float) -> float:
            return float(self._probabilities(shares, repeats).sum()) - 1

        repeats = _where_zero(excess, 0.0, 0.5)
        likely = self._probabilities(shares, repeats)
        often = int(np.sum(shares * len(self._bags) >= _OFTEN))
        company = 0.0
        for _ in range(_ROUNDS):
            zipf = self._curve(likely, often, (1 - repeats) * (1 - company))
            company = self._company(zipf, repeats)
        return zipf, repeats, company

    def _curve(self, likely: Reals, often: int, drawn: float) -> Zipf:
        """With an exponent at which as many different terms come as there are.

        `drawn` is the share of the places whose terms are no repeats.
        """
        head, (knots, smooth) = tuple(likely[:_HEAD].tolist()), _knots(likely, often)
        places = float(self._lengths.sum()) * drawn

        def zipf(exponent: float) -> Zipf:
            # Between knots the curve is not quite straight: all of it must be 1 still.
            raw = Zipf(head, knots, smooth, exponent, LIMITS[self._kind])
            scale = (1 - sum(head)) / (raw.mass() - sum(head))
            return replace(raw, shares=tuple(share * scale for share in smooth))

        def missing(exponent: float) -> float:
            return len(self._shares) - zipf(exponent).growth(places)

        return zipf(_where_zero(missing, 1.01, 6.0))

    def _company(self, zipf: Zipf, repeats: float) -> float:
        """Of the terms that are no repeats in the sentence, those that are in the article.

        As many places are drawn anew as give the different terms that articles have; the
        first sentence of an article has none before it.
        """
        places, different = self._articles
        anew = _where_zero(lambda drawn: zipf.growth(drawn) - different, 0.0, places)
        share = 1 - anew / (places * (1 - repeats))
        return max(0.0, share * _ARTICLE / (_ARTICLE - 1))

    def _probabilities(self, shares: Reals, repeats: float) -> Reals:
        grid = np.geomspace(1e-9, 0.5, 600)
        places, times = np.unique(np.rint(self._lengths * (1 - repeats)), return_counts=True)
        held = 1 - np.power(1 - grid[:, None], places) @ times / times.sum()
        return np.exp(np.interp(np.log(shares), np.log(held), np.log(grid)))

    def _growth(self) -> dict[str, int]:
        seen: set[str] = set()
        growth: dict[str, int] = {}
        for count, bag in enumerate(self._bags, 1):
            seen.update(bag)
            if count in _SENTENCES or count == len(self._bags):
                growth[str(count)] = len(seen)
        return growth

    def _lean(self, zipf: Zipf) -> float:
        """The power at which the terms asked about are as frequent as in real questions."""
        ranks = {term: float(rank) for rank, term in enumerate(self._shares, 1)}
        found = [
            self._shares[term] for terms, bag in self._questions for term in {*terms} & {*bag}
        ]
        bags = [
            (zipf.share(np.array([ranks[t] for t in bag])), [self._shares[t] for t in bag])
            for bag in (sorted({*bag}) for _, bag in self._questions)
            if bag
        ]
        wanted = math.fsum(found) / len(found)

        def excess(power: float) -> float:
            means = [float(np.average(shares, weights=p**power)) for p, shares in bags]
            return math.fsum(means) / len(means) - wanted

        return _where_zero(excess, -2.0, 2.0)


def _places_and_terms(
    bags: Sequence[Sequence[str]], articles: Sequence[range]
) -> tuple[float, float]:
    """How many terms the first sentences of an article have, and how many different ones."""
    long = [
        [term for number in article[:_ARTICLE] for term in bags[number]]
        for article in articles
        if len(article) >= _ARTICLE
    ]
    return fmean(map(len, long)), fmean(len(set(terms)) for terms in long)


def _knots(likely: Reals, often: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The ranks that are powers of two from the head on, with the mean of those around each."""
    ranks = [2.0**power for power in range(int(math.log2(_HEAD)), int(math.log2(often)) + 1)]
    side = 2**0.25
    smooth = [
        math.exp(float(np.mean(np.log(likely[math.ceil(rank / side) - 1 : int(rank * side)]))))
        for rank in ranks
    ]
    return tuple(ranks), tuple(smooth)


def _where_zero(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function passes 0, between two numbers; the nearer one if it does not."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
