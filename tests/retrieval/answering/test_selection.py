"""Which sentences are shown beside the best."""

import math

from retrieval.answering.ranking import RankedSentence
from retrieval.answering.selection import select
from retrieval.model import Sentence, Span


def ranked(*chances: float) -> list[RankedSentence]:
    """Sentences that are so likely, in any unit."""
    return [
        RankedSentence(Sentence("one", 1, number, Span(0, 1), "。"), math.log(chance), {})
        for number, chance in enumerate(chances, 1)
    ]


def test_those_nearly_as_likely() -> None:
    """With a margin of .6, those at least .4 times as likely as the best."""
    sentences = ranked(0.5, 0.21, 0.19)

    assert select(sentences, 0.6, 3) == sentences[:2]


def test_at_most_so_many() -> None:
    """However likely the others are."""
    sentences = ranked(0.5, 0.5, 0.5)

    assert select(sentences, 0.6, 2) == sentences[:2]


def test_the_best_alone() -> None:
    """With no margin only its equals are shown."""
    sentences = ranked(0.5, 0.49)

    assert select(sentences, 0.0, 3) == sentences[:1]
