"""From families of labelled sets to weights: networks first, then what stands on them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from retrieval.answering.inputs import PLAIN_SIGNALS
from retrieval.answering.naming import with_names
from retrieval.answering.ranking import RankedSentence, Ranker
from retrieval.evaluation.datasets import LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext
from retrieval.models.weights import Linear, Scoring, Weights, stage_of
from retrieval.protocols import Tools
from retrieval.replies import Query
from retrieval.tuning.examples import SIGNALS
from retrieval.tuning.fitting import Plan, Report, fit
from retrieval.tuning.sets import LabelledSet, Shortage, TooFewError
from retrieval.tuning.stacking import (
    CERTAINTY_OF_MEANING,
    CERTAINTY_SIGNALS,
    Judged,
    elsewhere,
    fit_confidence,
    fit_passages,
    judged,
)

NOTHING = Linear({}, 0.0)
_DENSE_EPOCHS = 8
_PLAIN_EPOCHS = 10
_KEPT_SHELVES = 8
"""Shelves of one context that are kept at a time; neighbours are asked one after another."""
_READER_SEED, _NETWORK_SEED = 2, 1
"""Any will do; those of the shipped weights."""
_DENSE_SHARE = 1 / 3
"""Of the network of signals alone in the score, beside the reader: the reader knows more, above
all of questions in another language, but the two err in different ways."""
RankerOn = Callable[[Sequence[CleanedContext], Weights, Tools], Ranker]
"""A ranker on a shelf of contexts."""
Analyse = Callable[[str], Query]
_Case = TypeVar("_Case")
Judgement = tuple[list[RankedSentence], frozenset[int]]
"""A ranking, and the places in it of what is right."""
Translate = Callable[[Query], Query]
"""The same in another language."""


class Fitting:
    """Fits weights to labelled sets."""

    def __init__(
        self,
        tools: Tools,
        ranker_on: RankerOn,
        analyse: Analyse,
        translated: Translate,
        report: Report,
    ) -> None:
        """Fit with all models on; `report` is told what is being done."""
        self._tools = tools
        self._ranker_on = ranker_on
        self._analyse = analyse
        self._translated = translated
        self._report = report

    def weights(self, name: str, sets: Sequence[LabelledSet]) -> Weights:
        """The weights fitted to `sets`.

        Raises:
            TooFewError: they hold nothing for the networks, or nothing for the confidence.
        """
        scorings = self._networks(sets)
        stages = [
            stage_of(kind, cross_lingual=crosses) for kind in scorings for crosses in (False, True)
        ]
        weights = Weights(
            name,
            tuple(each.described() for each in sets),
            scorings,
            dict.fromkeys(stages, NOTHING),
            dict.fromkeys(stages, NOTHING),
        )
        for kind, tools in (
            ("reading", self._tools),
            ("plain", replace(self._tools, encoder=None)),
        ):
            weights = self._stacked(weights, kind, sets, tools)
        return weights

    def _networks(self, sets: Sequence[LabelledSet]) -> dict[str, tuple[Scoring, ...]]:
        """With and without the encoder, fitted on all but what is kept back."""
        known = [example for each in sets for example in each.learned()]
        if not known:
            raise TooFewError(Shortage.LEARNED.value)
        encoder, report = self._tools.encoder, self._report
        report(f"reader, {len(known):,} examples")
        reader = fit(known, encoder, SIGNALS, Plan(_READER_SEED), report)
        report("network of the signals alone")
        dense = fit(known, None, SIGNALS, Plan(_NETWORK_SEED, epochs=_DENSE_EPOCHS), report)
        reading = (_scaled(reader, 2 * (1 - _DENSE_SHARE)), _scaled(dense, 2 * _DENSE_SHARE))
        report("network without the encoder")
        alone = [replace(one, signals=one.signals[:, : len(PLAIN_SIGNALS)]) for one in known]
        plain = fit(alone, None, PLAIN_SIGNALS, Plan(_NETWORK_SEED, epochs=_PLAIN_EPOCHS), report)
        return {"reading": reading, "plain": (plain,)}

    def _stacked(
        self, weights: Weights, kind: str, sets: Sequence[LabelledSet], tools: Tools
    ) -> Weights:
        """What passages add, then the confidence, on what was kept back."""
        self._report(f"{kind}: passages")
        rankings = [one for each in sets for one in self._in_library(each, weights, tools)]
        passages = dict(weights.passages)
        for crosses in (False, True):
            stage = stage_of(kind, cross_lingual=crosses)
            passages[stage] = fit_passages(_of_way(rankings, crosses=crosses))
        weights = replace(weights, passages=passages)
        self._report(f"{kind}: confidence")
        cases = [one for each in sets for one in self._cases(each, weights, tools)]
        names = CERTAINTY_SIGNALS + (CERTAINTY_OF_MEANING if tools.encoder else ())
        confidence = dict(weights.confidence)
        for crosses in (False, True):
            stage = stage_of(kind, cross_lingual=crosses)
            confidence[stage] = fit_confidence(_of_way(cases, crosses=crosses), names)
        return replace(weights, confidence=confidence)

    def _in_library(
        self, labelled: LabelledSet, weights: Weights, tools: Tools
    ) -> Iterator[tuple[bool, Judgement]]:
        """Questions of contexts that were kept back, asked of the whole set.

        With each, whether it is asked in another language.
        """
        ranker = self._ranker_on(labelled.cleaned, weights, tools)
        for number, question in labelled.kept_back():
            for query in self._ways(question) if question.answers else ():
                ranked = _ranked(ranker, query)
                right = _right(ranked, labelled.cleaned[number], question)
                yield query.cross_lingual, (ranked, right)

    def _cases(
        self, labelled: LabelledSet, weights: Weights, tools: Tools
    ) -> Iterator[tuple[bool, Judged]]:
        """The same, asked of their own context, and of one of another title."""

        @lru_cache(_KEPT_SHELVES)
        def ranker(number: int) -> Ranker:
            return self._ranker_on([labelled.cleaned[number]], weights, tools)

        for number, question in labelled.kept_back():
            own, other = ranker(number), labelled.elsewhere(number)
            for query in self._ways(question):
                ranked = _ranked(own, query)
                right = _right(ranked, labelled.cleaned[number], question)
                cases = list(judged(ranked, right))
                if other is not None:
                    cases += elsewhere(_ranked(ranker(other), query))
                yield from ((query.cross_lingual, case) for case in cases)

    def _ways(self, question: LabelledQuestion) -> Iterator[Query]:
        """The question as it is, and in another language if it is in Chinese."""
        query = self._analyse(question.question)
        yield query
        if not query.cross_lingual:
            yield self._translated(query)


def _of_way(cases: Sequence[tuple[bool, _Case]], *, crosses: bool) -> list[_Case]:
    """Those in another language or those that are not; all if there are none."""
    return [case for way, case in cases if way is crosses] or [case for _, case in cases]


def _scaled(scoring: Scoring, factor: float) -> Scoring:
    """`scoring` with scores that are `factor` times as high."""
    last = {name: factor * scoring.layers[name] for name in ("score2.weight", "score2.bias")}
    return replace(scoring, layers={**scoring.layers, **last})


def _ranked(ranker: Ranker, query: Query) -> list[RankedSentence]:
    return ranker.rank(with_names(query, ranker.near(query)))


def _right(
    ranked: Sequence[RankedSentence], own: CleanedContext, question: LabelledQuestion
) -> frozenset[int]:
    """Places in `ranked` of the sentences in which an answer begins."""
    return frozenset(
        place
        for place, one in enumerate(ranked)
        if one.sentence.article_id == own.article.id
        and question.begins_in(own.map.origin(one.sentence.span))
    )
