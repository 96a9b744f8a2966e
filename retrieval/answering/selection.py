"""Which of the ranked sentences people see."""

from collections.abc import Sequence

from retrieval.answering.ranking import RankedSentence


def select(ranked: Sequence[RankedSentence], margin: float, most: int) -> list[RankedSentence]:
    """The best sentence and those that come close to it, best first, at most `most`.

    Close means at least `1 − margin` of the best one's score and of its coverage: a
    sentence that profits from its neighbours alone is not an answer beside the best.
    """
    best = ranked[0]
    return [
        candidate
        for candidate in ranked
        if candidate.score >= (1 - margin) * best.score
        and candidate.signals["coverage"] >= (1 - margin) * best.signals["coverage"]
    ][:most]
