"""Which of the ranked sentences people see."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.analysis.prints import letters_of
from retrieval.answering.ranking import RankedSentence
from retrieval.answering.reprints import Copies, other_places
from retrieval.model import Sentence


@dataclass(frozen=True, slots=True)
class Selected:
    """A sentence that people see."""

    ranked: RankedSentence
    twins: tuple[Sentence, ...] = ()
    """Sentences of other articles that would be shown as well, and have the same letters."""


def select(ranked: Sequence[RankedSentence], margin: float, most: int) -> list[Selected]:
    """The best sentence and those that come close to it, best first, at most `most`.

    Scores are logits, so a difference of scores is a ratio of chances: close means at
    least `1 − margin` times as likely as the best. What reads the same is selected once.
    """
    best = ranked[0].score
    close = (one for one in ranked if math.exp(one.score - best) >= 1 - margin)
    return _each_once(close)[:most]


def _each_once(ranked: Iterable[RankedSentence]) -> list[Selected]:
    once: dict[str, Selected] = {}
    for one in ranked:
        text = one.sentence.text
        first = once.setdefault(letters_of(text) or text, Selected(one))
        twins = other_places(first.ranked.sentence, (*first.twins, one.sentence))
        once[letters_of(text) or text] = replace(first, twins=twins)
    return list(once.values())


def without_copies(ranked: Sequence[RankedSentence], copies: Copies) -> list[RankedSentence]:
    """`ranked`, with each sentence that reprints share in one article alone.

    That is the article of which a sentence is ranked first, so that neighbours stay together.
    """
    if not copies:
        return list(ranked)
    here = {one.sentence for one in ranked}
    order: dict[str, int] = {}
    for one in ranked:
        order.setdefault(one.sentence.article_id, len(order))

    def is_first(sentence: Sentence) -> bool:
        places = (order[each.article_id] for each in copies.get(sentence, ()) if each in here)
        return order[sentence.article_id] == min(places, default=order[sentence.article_id])

    return [one for one in ranked if is_first(one.sentence)]
