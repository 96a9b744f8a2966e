"""Which of the ranked sentences people see."""

import itertools
import math
from collections.abc import Sequence

from retrieval.answering.ranking import RankedSentence


def select(ranked: Sequence[RankedSentence], margin: float, most: int) -> list[RankedSentence]:
    """The best sentence and those that come close to it, best first, at most `most`.

    Scores are logits, so a difference of scores is a ratio of chances: close means at
    least `1 − margin` times as likely as the best.
    """
    best = ranked[0].score
    close = (one for one in ranked if math.exp(one.score - best) >= 1 - margin)
    return list(itertools.islice(close, most))
