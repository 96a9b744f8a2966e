"""From families of labelled sets to weights: networks first, then what stands on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.inputs import MEANING_SIGNALS, PLAIN_SIGNALS
from retrieval.answering.ranking import RankedSentence, Ranker
from retrieval.evaluation.datasets import Context
from retrieval.evaluation.measuring import CleanedContext, other_context
from retrieval.model import Span
from retrieval.models.weights import Linear, Scoring, TrainingSet, Weights
from retrieval.protocols import Encoder, Tools
from retrieval.replies import Query
from retrieval.tuning.examples import Example, fingerprint
from retrieval.tuning.fitting import Report, Schedule, fit
from retrieval.tuning.stacking import (
    CERTAINTY_OF_MEANING,
    CERTAINTY_SIGNALS,
    Judged,
    elsewhere,
    fit_confidence,
    fit_passages,
    is_kept_back,
    judged,
)

NOTHING = Linear({}, 0.0)
_PLAIN_SCHEDULE = Schedule(epochs=10)
SEEDS = (1, 2)
"""One network a seed; the mean of two is better than either."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """A labelled file, ready to be learned from."""

    name: str
    contexts: Sequence[Context]
    cleaned: Sequence[CleanedContext]
    examples: Sequence[tuple[int, Example]]
    """With the number of their context."""

    def is_kept_back(self, number: int) -> bool:
        """Whether a context is kept from the networks."""
        return is_kept_back(fingerprint(self.contexts[number].text))

    def described(self) -> TrainingSet:
        """What the weights file says of it."""
        prints = frozenset(fingerprint(context.text) for context in self.contexts)
        return TrainingSet(self.name, prints)


RankerOn = Callable[[Sequence[CleanedContext], Weights, Tools], Ranker]
"""A ranker on a shelf of contexts."""
Analyse = Callable[[str], Query]


def networks(
    sets: Sequence[LabelledSet], encoder: Encoder, report: Report
) -> dict[str, tuple[Scoring, ...]]:
    """The networks with and without the encoder, fitted on all but what is kept back."""
    known = [
        example
        for each in sets
        for number, example in each.examples
        if not each.is_kept_back(number)
    ]
    names = PLAIN_SIGNALS + MEANING_SIGNALS
    reading = []
    for seed in SEEDS:
        report(f"network {seed} of {len(SEEDS)}, on {len(known):,} examples")
        reading.append(fit(known, encoder, names, seed=seed, report=report))
    report("network without the encoder")
    alone = [replace(one, signals=one.signals[:, : len(PLAIN_SIGNALS)]) for one in known]
    plain = fit(alone, None, PLAIN_SIGNALS, seed=SEEDS[0], report=report, schedule=_PLAIN_SCHEDULE)
    return {"reading": tuple(reading), "plain": (plain,)}


def stacked(
    name: str,
    sets: Sequence[LabelledSet],
    scorings: Mapping[str, tuple[Scoring, ...]],
    tools: Tools,
    ranker_on: RankerOn,
    analyse: Analyse,
    report: Report,
) -> Weights:
    """The whole weights: what passages add, and the confidence, on what was kept back."""
    weights = Weights(
        name,
        tuple(each.described() for each in sets),
        scorings,
        dict.fromkeys(scorings, NOTHING),
        dict.fromkeys(scorings, NOTHING),
    )
    for kind, used in (("reading", tools), ("plain", replace(tools, encoder=None))):
        report(f"passages, {kind}")
        rankings = [
            one for each in sets for one in _in_library(each, weights, used, ranker_on, analyse)
        ]
        weights = replace(weights, passages={**weights.passages, kind: fit_passages(rankings)})
        report(f"confidence, {kind}")
        cases = [one for each in sets for one in _cases(each, weights, used, ranker_on, analyse)]
        names = CERTAINTY_SIGNALS + (CERTAINTY_OF_MEANING if used.encoder else ())
        weights = replace(
            weights,
            confidence={**weights.confidence, kind: fit_confidence(cases, names)},
        )
    return weights


def _kept_back(labelled: LabelledSet) -> Iterator[int]:
    return (number for number in range(len(labelled.contexts)) if labelled.is_kept_back(number))


def _in_library(
    labelled: LabelledSet, weights: Weights, tools: Tools, ranker_on: RankerOn, analyse: Analyse
) -> Iterator[tuple[list[RankedSentence], frozenset[int]]]:
    """Questions of contexts that were kept back, asked of the whole set."""
    ranker = ranker_on(labelled.cleaned, weights, tools)
    for number in _kept_back(labelled):
        for question in labelled.contexts[number].questions:
            if not question.impossible:
                ranked = ranker.rank(analyse(question.question))
                yield ranked, _right(ranked, labelled, number, question.answers)


def _cases(
    labelled: LabelledSet, weights: Weights, tools: Tools, ranker_on: RankerOn, analyse: Analyse
) -> Iterator[Judged]:
    """The same, asked of their own context, and of one of another title."""
    for number in _kept_back(labelled):
        own = ranker_on([labelled.cleaned[number]], weights, tools)
        other = other_context(labelled.contexts, number)
        strange = ranker_on([labelled.cleaned[other]], weights, tools)
        for question in labelled.contexts[number].questions:
            if not question.impossible:
                query = analyse(question.question)
                ranked = own.rank(query)
                yield from judged(ranked, _right(ranked, labelled, number, question.answers))
                yield from elsewhere(strange.rank(query))


def _right(
    ranked: Sequence[RankedSentence],
    labelled: LabelledSet,
    number: int,
    answers: Sequence[Span],
) -> frozenset[int]:
    """Places in `ranked` of the sentences in which an answer begins."""
    own = labelled.cleaned[number]
    return frozenset(
        place
        for place, one in enumerate(ranked)
        if one.sentence.article_id == own.article.id
        and any(_covers(own.map.origin(one.sentence.span), answer) for answer in answers)
    )


def _covers(sentence: Span, answer: Span) -> bool:
    return sentence.start <= answer.start < sentence.end
