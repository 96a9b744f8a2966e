"""Sentences and questions made by chance, of terms spread as in real text.

Terms of a sentence do not depend on one another, but that some are repeated, also from
sentence to sentence of an article. In real text the same ones come together, so the sentence
that answers stands out more from the others there.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.model import TokenKind
from tests.bench.corpus import ARTICLE, Corpus, Numbers
from tests.bench.fitted import CHANCES, LIMITS, Fitted, KindFit

_RUN = 2_000
"""Sentences made at a time, in whole articles: what bounds the memory. A longer corpus begins
like a shorter one."""
_QUESTIONS = 1 << 32
"""Seeds of questions begin here, behind those of all runs of sentences."""
_FIRST = dict(
    zip(LIMITS, np.cumsum([0, *LIMITS.values()]).tolist(), strict=False),
)
"""The first code of each kind."""


def generate(fitted: Fitted, sentences: int, seed: int) -> Corpus:
    """So many sentences; the same seed gives the same, and more of them the same and more."""
    codes: list[Numbers] = []
    lengths: list[NDArray[np.int64]] = []
    used = np.zeros(sum(LIMITS.values()), dtype=np.bool_)
    for run, first in enumerate(range(0, sentences, _RUN)):
        made, counts = _run(fitted, np.random.default_rng((seed, run)))
        counts = counts[: sentences - first]
        codes.append(made[: counts.sum()])
        lengths.append(counts)
        used[codes[-1]] = True
    # Codes are replaced by their place among those that are used, run by run.
    places = np.cumsum(used, dtype=np.int32) - np.int32(1)
    for number, run_codes in enumerate(codes):
        codes[number] = places[run_codes]
    bounds = np.cumsum(np.concatenate([[0], *lengths]), dtype=np.int64)
    return Corpus(np.concatenate(codes), bounds, np.flatnonzero(used).astype(np.int32))


def ask(fitted: Fitted, corpus: Corpus, questions: int, seed: int) -> list[Numbers]:
    """So many questions on sentences of `corpus`: different terms, rows of its `codes`."""
    chance = np.random.default_rng((seed, _QUESTIONS))
    units = _lengths(fitted.asked, questions, chance)
    targets = chance.integers(len(corpus), size=questions)
    others = chance.integers(len(corpus), size=questions)
    return [
        np.concatenate(list(_asked(fitted, corpus, [target, other], length, chance)))
        for target, other, length in zip(
            targets.tolist(), others.tolist(), units.tolist(), strict=True
        )
    ]


def _run(fitted: Fitted, chance: np.random.Generator) -> tuple[Numbers, NDArray[np.int64]]:
    """Codes of the terms of `_RUN` sentences, and how many each has."""
    units = _lengths(fitted.lengths, _RUN, chance)
    counts = {
        kind: units if kind is TokenKind.UNIT else chance.binomial(units, fit.per_unit)
        for kind, fit in fitted.kinds.items()
    }
    lengths = np.sum(list(counts.values()), axis=0)
    made = np.empty(lengths.sum(), dtype=np.int32)
    begins = np.cumsum(lengths) - lengths
    for kind, fit in fitted.kinds.items():
        made[_places(begins, counts[kind])] = _FIRST[kind] + _terms(fit, counts[kind], chance)
        begins += counts[kind]
    return made, lengths


def _lengths(
    quantiles: Sequence[float], size: int, chance: np.random.Generator
) -> NDArray[np.int64]:
    """Lengths whose quantiles are those of `CHANCES`."""
    drawn = np.interp(chance.random(size), CHANCES, quantiles)
    return np.maximum(np.rint(drawn), 1).astype(np.int64)


def _terms(fit: KindFit, counts: NDArray[np.int64], chance: np.random.Generator) -> Numbers:
    """Ranks, from 0, of the terms of sentences with so many terms of the kind.

    Some are drawn anew, the others are those of a place before, in the sentence or in the
    article, which may be that of another place: so what is there already comes again.
    """
    begins = np.cumsum(counts) - counts
    places = np.arange(counts.sum())
    sentences = np.repeat(begins, counts)
    articles = np.repeat(np.repeat(begins[::ARTICLE], ARTICLE)[: len(begins)], counts)
    drawn = fit.zipf.drawn(chance.random(len(places)))
    dice, where = chance.random((2, len(places)))
    again = dice < fit.repeats
    before = ~again & (dice < fit.repeats + (1 - fit.repeats) * fit.company)
    sources = places.copy()
    for chosen, begin, end in ((again, sentences, places), (before, articles, sentences)):
        able = np.flatnonzero(chosen & (begin < end))
        room = (end - begin)[able]
        sources[able] = begin[able] + (where[able] * room).astype(np.int64)
    while not np.array_equal(further := sources[sources], sources):
        sources = further
    return drawn[sources]


def _places(begins: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each begin, so many as the count says, one row behind the other."""
    ahead = np.cumsum(counts) - counts
    places: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(begins - ahead, counts)
    return places


def _asked(
    fitted: Fitted,
    corpus: Corpus,
    sentences: Sequence[int],
    units: int,
    chance: np.random.Generator,
) -> Iterator[Numbers]:
    """Terms of each kind: some of the sentence that answers, the others of another one."""
    for kind, fit in fitted.kinds.items():
        many = units if kind is TokenKind.UNIT else chance.binomial(units, fit.asked_per_unit)
        within = chance.binomial(many, fit.asked_within)
        chosen: Numbers = np.zeros(0, dtype=np.int32)
        for sentence, wanted in zip(sentences, (within, many - within), strict=True):
            terms = np.setdiff1d(_of_kind(corpus, sentence, kind), chosen)
            ranks = corpus.codes[terms] - _FIRST[kind] + 1.0
            # The largest of log w + Gumbel noise are drawn by weight, none of them twice.
            keys = fit.lean * np.log(fit.zipf.share(ranks)) + chance.gumbel(size=len(terms))
            chosen = np.concatenate([chosen, terms[np.argsort(-keys)[:wanted]]])
        yield chosen


def _of_kind(corpus: Corpus, sentence: int, kind: TokenKind) -> Numbers:
    terms = corpus.sentence(sentence)
    codes = corpus.codes[terms] - _FIRST[kind]
    found: Numbers = terms[(codes >= 0) & (codes < LIMITS[kind])]
    return found
