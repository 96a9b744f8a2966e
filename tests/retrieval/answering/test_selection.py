"""Which sentences are shown beside the best."""

import math

from retrieval.answering.ranking import RankedSentence
from retrieval.answering.selection import Selected, select, without_copies
from retrieval.model import Sentence, Span


def ranked(*chances: float) -> list[RankedSentence]:
    """Sentences that are so likely, in any unit."""
    return [
        RankedSentence(Sentence("one", 1, number, Span(0, 1), f"{number}。"), math.log(chance), {})
        for number, chance in enumerate(chances, 1)
    ]


def placed(article_id: str, number: int, text: str, score: float) -> RankedSentence:
    """A sentence of some article."""
    return RankedSentence(Sentence(article_id, 1, number, Span(0, len(text)), text), score, {})


def seen(selected: list[Selected]) -> list[RankedSentence]:
    """The sentences that are selected."""
    return [each.ranked for each in selected]


def test_those_nearly_as_likely() -> None:
    """With a margin of .6, those at least .4 times as likely as the best."""
    sentences = ranked(0.5, 0.21, 0.19)

    assert seen(select(sentences, 0.6, 3)) == sentences[:2]


def test_at_most_so_many() -> None:
    """However likely the others are."""
    sentences = ranked(0.5, 0.5, 0.5)

    assert seen(select(sentences, 0.6, 2)) == sentences[:2]


def test_the_best_alone() -> None:
    """With no margin only its equals are shown."""
    sentences = ranked(0.5, 0.49)

    assert seen(select(sentences, 0.0, 3)) == sentences[:1]


def test_the_same_words_once() -> None:
    """Whatever the script and the marks; the place in another article is kept beside."""
    first = placed("one", 1, "开放时间：九点。", 2.0)
    again = placed("one", 5, "开放时间：九点！", 2.0)
    other = placed("two", 3, "開放時間九點。", 1.9)
    further = placed("two", 4, "周一闭馆。", 1.8)

    selected = select([first, again, other, further], 0.6, 2)

    assert selected == [Selected(first, (other.sentence,)), Selected(further)]


def test_marks_alone_are_no_same_words() -> None:
    """They have no letter, and yet they differ."""
    sentences = [placed("one", 1, "……", 2.0), placed("one", 2, "？！", 2.0)]

    assert seen(select(sentences, 0.6, 3)) == sentences


def test_of_reprints_the_article_that_is_ranked_first() -> None:
    """Its own copy of a sentence stays, though another one has a better score."""
    best = placed("one", 1, "甲。", 3.0)
    better, worse = placed("two", 2, "乙。", 2.0), placed("one", 2, "乙。", 1.0)
    alone = placed("two", 3, "丙。", 0.5)
    copies = dict.fromkeys((better.sentence, worse.sentence), (worse.sentence, better.sentence))

    kept = without_copies([best, better, worse, alone], copies)

    assert kept == [best, worse, alone]
    assert without_copies([better, alone], copies) == [better, alone]
