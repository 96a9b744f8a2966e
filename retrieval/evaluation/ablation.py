"""What each signal is worth: the hits that are lost without it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from retrieval.answering.answerer import Answerer
from retrieval.evaluation.measuring import Asked, Bench
from retrieval.models.weights import Weights

_KEPT_ARTICLES = 8
"""Questions come context by context."""


def ablated(
    bench: Bench, asked: Iterable[Asked], weights: Mapping[str, Weights]
) -> Iterator[frozenset[str]]:
    """For each question the names of those `weights` by which a right sentence comes first.

    Each is asked of its own context.
    """

    @lru_cache(_KEPT_ARTICLES)
    def answerers(number: int) -> dict[str, Answerer]:
        whole = bench.answerer_alone(number)
        return {name: whole.with_weights(those) for name, those in weights.items()}

    for each in asked:
        query = bench.answerer_alone(each.context).analyse(each.labelled.question)
        yield frozenset(
            name
            for name, answerer in answerers(each.context).items()
            if (ranked := answerer.rank(query)) and bench.is_right(each, ranked[0])
        )
