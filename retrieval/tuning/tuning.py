"""From families of labelled sets to weights: networks first, then what stands on them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.answering.inputs import MEANING_SIGNALS, PLAIN_SIGNALS
from retrieval.answering.ranking import RankedSentence, Ranker
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext, other_context
from retrieval.model import Span
from retrieval.models.weights import Linear, Scoring, TrainingSet, Weights, fingerprint
from retrieval.protocols import Tools
from retrieval.replies import Query
from retrieval.tuning.examples import Example
from retrieval.tuning.fitting import Plan, Report, fit
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
_DENSE_EPOCHS = 8
_PLAIN_EPOCHS = 10
_KEPT_SHELVES = 8
"""Shelves of one context that are kept at a time; neighbours are asked one after another."""
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

    def kept_back(self) -> Iterator[tuple[int, LabelledQuestion]]:
        """The answerable questions of the contexts that are kept from the networks."""
        for number, context in enumerate(self.contexts):
            if self.is_kept_back(number):
                for question in context.questions:
                    if question.answers:
                        yield number, question

    def described(self) -> TrainingSet:
        """What the weights file says of it."""
        prints = frozenset(fingerprint(context.text) for context in self.contexts)
        return TrainingSet(self.name, prints)


RankerOn = Callable[[Sequence[CleanedContext], Weights, Tools], Ranker]
"""A ranker on a shelf of contexts."""
Analyse = Callable[[str], Query]


class Fitting:
    """Fits weights to labelled sets."""

    def __init__(
        self, tools: Tools, ranker_on: RankerOn, analyse: Analyse, report: Report
    ) -> None:
        """Fit with all models on; `report` is told what is being done."""
        self._tools = tools
        self._ranker_on = ranker_on
        self._analyse = analyse
        self._report = report

    def weights(self, name: str, sets: Sequence[LabelledSet]) -> Weights:
        """The weights fitted to `sets`."""
        scorings = self._networks(sets)
        weights = Weights(
            name,
            tuple(each.described() for each in sets),
            scorings,
            dict.fromkeys(scorings, NOTHING),
            dict.fromkeys(scorings, NOTHING),
        )
        for kind, tools in (
            ("reading", self._tools),
            ("plain", replace(self._tools, encoder=None)),
        ):
            weights = self._stacked(weights, kind, sets, tools)
        return weights

    def _networks(self, sets: Sequence[LabelledSet]) -> dict[str, tuple[Scoring, ...]]:
        """With and without the encoder, fitted on all but what is kept back."""
        known = [
            example
            for each in sets
            for number, example in each.examples
            if not each.is_kept_back(number)
        ]
        names = PLAIN_SIGNALS + MEANING_SIGNALS
        encoder, report = self._tools.encoder, self._report
        reading = []
        for seed in SEEDS:
            report(f"network {seed} of {len(SEEDS)}, {len(known):,} examples")
            reading.append(fit(known, encoder, names, Plan(seed), report))
        # A network of the signals alone errs in other ways: the mean is better than any.
        reading.append(fit(known, None, names, Plan(SEEDS[0], epochs=_DENSE_EPOCHS), report))
        report("network without the encoder")
        alone = [replace(one, signals=one.signals[:, : len(PLAIN_SIGNALS)]) for one in known]
        plain = fit(alone, None, PLAIN_SIGNALS, Plan(SEEDS[0], epochs=_PLAIN_EPOCHS), report)
        return {"reading": tuple(reading), "plain": (plain,)}

    def _stacked(
        self, weights: Weights, kind: str, sets: Sequence[LabelledSet], tools: Tools
    ) -> Weights:
        """What passages add, then the confidence, on what was kept back."""
        self._report(f"{kind}: passages")
        rankings = [one for each in sets for one in self._in_library(each, weights, tools)]
        weights = replace(weights, passages={**weights.passages, kind: fit_passages(rankings)})
        self._report(f"{kind}: confidence")
        cases = [one for each in sets for one in self._cases(each, weights, tools)]
        names = CERTAINTY_SIGNALS + (CERTAINTY_OF_MEANING if tools.encoder else ())
        confidence = fit_confidence(cases, names)
        return replace(weights, confidence={**weights.confidence, kind: confidence})

    def _in_library(
        self, labelled: LabelledSet, weights: Weights, tools: Tools
    ) -> Iterator[tuple[list[RankedSentence], frozenset[int]]]:
        """Questions of contexts that were kept back, asked of the whole set."""
        ranker = self._ranker_on(labelled.cleaned, weights, tools)
        for number, question in labelled.kept_back():
            ranked = ranker.rank(self._analyse(question.question))
            yield ranked, _right(ranked, labelled.cleaned[number], question.answers)

    def _cases(self, labelled: LabelledSet, weights: Weights, tools: Tools) -> Iterator[Judged]:
        """The same, asked of their own context, and of one of another title."""

        @lru_cache(_KEPT_SHELVES)
        def ranker(number: int) -> Ranker:
            return self._ranker_on([labelled.cleaned[number]], weights, tools)

        for number, question in labelled.kept_back():
            query = self._analyse(question.question)
            ranked = ranker(number).rank(query)
            yield from judged(ranked, _right(ranked, labelled.cleaned[number], question.answers))
            yield from elsewhere(ranker(other_context(labelled.contexts, number)).rank(query))


def _right(
    ranked: Sequence[RankedSentence], own: CleanedContext, answers: Sequence[Span]
) -> frozenset[int]:
    """Places in `ranked` of the sentences in which an answer begins."""
    return frozenset(
        place
        for place, one in enumerate(ranked)
        if one.sentence.article_id == own.article.id
        and any(_covers(own.map.origin(one.sentence.span), answer) for answer in answers)
    )


def _covers(sentence: Span, answer: Span) -> bool:
    return sentence.start <= answer.start < sentence.end
