"""What stands on top of the networks: what a passage adds, and how sure an answer is.

Both are fitted on contexts that the networks were not fitted on (`sets.is_kept_back`), for
a network is too sure of what it has seen.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retrieval.answering.ranking import RankedSentence, certainty_signals
from retrieval.models.weights import Linear
from retrieval.tuning.network import listwise_loss
from retrieval.tuning.sets import TooFewError

CERTAINTY_SIGNALS = (
    "score", "lead", "share", "coverage", "passage_coverage", "window_coverage",
    "longest_run", "kind_named", "kind_nearness", "length", "company",
)  # fmt: skip
CERTAINTY_OF_MEANING = (
    "meaning", "meaning_above", "alignment", "alignment_above", "alignment_least",
    "answer_begins",
)  # fmt: skip
_HARD_WEIGHT = 0.5
_STEPS = 200
_SHRINKING = 1e-3
"""Of the weights of standardized signals, against chance."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A ranking, and whether its best sentence answers."""

    signals: Mapping[str, float]
    right: bool
    weight: float


def fit_passages(rankings: Sequence[tuple[Sequence[RankedSentence], frozenset[int]]]) -> Linear:
    """What a passage's words and meaning add, from (ranking, places of what is right) pairs.

    The rankings are of a whole library, scored without anything added. If nothing is right
    in any of them, passages add nothing.
    """
    names = ("passage_bm25", "passage_meaning")
    useful = [(ranked, right) for ranked, right in rankings if right]
    if not useful:
        return Linear(dict.fromkeys(names, 0.0), 0.0)
    most = max(len(ranked) for ranked, _ in useful)
    scores = torch.full((len(useful), most), -1e4)
    added = torch.zeros((len(useful), most, len(names)))
    rights = torch.zeros((len(useful), most))
    for row, (ranked, right) in enumerate(useful):
        scores[row, : len(ranked)] = torch.tensor([one.score for one in ranked])
        added[row, : len(ranked)] = torch.tensor(
            [[one.signals[name] for name in names] for one in ranked]
        )
        rights[row, sorted(right)] = 1

    def loss(weights: Tensor) -> Tensor:
        # The scale of the scores is free, or the sure ones would drown the passages.
        return listwise_loss(scores * weights[-1].exp() + added @ weights[:-1], rights)

    *fitted, scale = _minimum(loss, torch.zeros(len(names) + 1))
    return Linear(
        {name: weight / math.exp(scale) for name, weight in zip(names, fitted, strict=True)}, 0.0
    )


def judged(ranked: Sequence[RankedSentence], right: frozenset[int]) -> Iterator[Judged]:
    """A question on its own article, and on what is left of it without the answer.

    The second is the hard kind of unanswerable question, as are those that are marked as
    impossible: all the words are there. There may be many; they count half.
    """
    if ranked:
        yield Judged(certainty_signals(ranked), 0 in right, 1.0 if right else _HARD_WEIGHT)
    left = [one for place, one in enumerate(ranked) if place not in right]
    if right and left:
        yield Judged(certainty_signals(left), right=False, weight=_HARD_WEIGHT)


def elsewhere(ranked: Sequence[RankedSentence]) -> Iterator[Judged]:
    """A question on an article that has nothing to do with it."""
    if ranked:
        yield Judged(certainty_signals(ranked), right=False, weight=1.0)


def fit_confidence(cases: Iterable[Judged], names: Sequence[str]) -> Linear:
    """The log-odds that the best sentence answers: logistic regression on `names`.

    Raises:
        TooFewError: there are no cases.
    """
    known = list(cases)
    if not known:
        message = "no sentence was found for any question that is kept back"
        raise TooFewError(message)
    values = np.array([[one.signals[name] for name in names] for one in known])
    centres, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    signals = torch.from_numpy(((values - centres) / scales).astype(np.float32))
    right = torch.tensor([float(one.right) for one in known])
    weight = torch.tensor([one.weight for one in known])

    def loss(weights: Tensor) -> Tensor:
        odds = signals @ weights[:-1] + weights[-1]
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(odds, right, weight)
        return wrong + _SHRINKING * (weights[:-1] ** 2).sum()

    *fitted, bias = _minimum(loss, torch.zeros(len(names) + 1))
    return _unscaled(names, np.array(fitted), bias, centres, scales)


def _unscaled(
    names: Sequence[str],
    weights: NDArray[np.float64],
    bias: float,
    centres: NDArray[np.float64],
    scales: NDArray[np.float64],
) -> Linear:
    own = weights / scales
    return Linear(
        {name: float(weight) for name, weight in zip(names, own, strict=True)},
        float(bias - (own * centres).sum()),
    )


def _minimum(loss: Callable[[Tensor], Tensor], start: Tensor) -> list[float]:
    weights = start.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(weights)
        value.backward()
        return value

    optimizer.step(closure)
    return [float(one) for one in weights.detach()]
