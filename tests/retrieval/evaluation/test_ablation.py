"""Signals that are taken away."""

import numpy as np
import pytest

from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import build_shelf
from retrieval.evaluation.ablation import ablated
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import Asked, Bench, CleanedContext
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Span
from retrieval.models.weights import Linear, Scoring, Weights, without_signal
from retrieval.protocols import Tools
from retrieval.text.mapping import MappedText
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import OPTIONS, PARAMETERS, SPLITTING

TEXT = "新馆昨日开放。王立新设计了大桥。"
PLACE = TEXT.index("王立新")
ASKED = LabelledQuestion("1", "谁设计了大桥？", (Span(PLACE, PLACE + 3),), impossible=False)
SIGNALS = ("coverage", "company")


def by_coverage() -> Weights:
    """By coverage alone, though the network is given another signal, too."""
    numbers = {
        "score1.weight": [[1, 0]],
        "score1.bias": [0],
        "score2.weight": [[1]],
        "score2.bias": [0],
    }
    layers = {name: np.array(values, dtype=np.float32) for name, values in numbers.items()}
    zeros, ones = np.zeros(2, dtype=np.float32), np.ones(2, dtype=np.float32)
    scorings = {"plain": (Scoring(SIGNALS, zeros, ones, layers),)}
    stages = {"plain": Linear({}, 0.0)}
    return Weights("mine", (), scorings, stages, stages)


@pytest.fixture
def bench(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> Bench:
    """One context, whose second sentence answers."""

    def answerer_on(articles: object) -> Answerer:
        del articles
        shelf = build_shelf([article], tools, SPLITTING, PARAMETERS)
        ranker = Ranker(shelf, tools, by_coverage(), OPTIONS, PARAMETERS)
        return Answerer(ranker, lexicon.question, OPTIONS)

    tools, article = Tools(tokenizer), Article("0", TEXT)
    cleaned = CleanedContext(article, MappedText.of(TEXT))
    return Bench([Context("a", TEXT, (ASKED,))], [cleaned], answerer_on)


def test_a_hit_is_lost_without_the_signal_that_it_is_owed_to(bench: Bench) -> None:
    """All sentences are alike then, and the first one is wrong; other signals are no loss."""
    variants = {name: without_signal(by_coverage(), name) for name in SIGNALS}

    (hits,) = ablated(bench, [Asked(0, ASKED)], {"nothing": by_coverage(), **variants})

    assert hits == {"nothing", "company"}


def test_a_signal_that_is_taken_away_is_the_same_for_every_sentence(bench: Bench) -> None:
    """So are the scores, if there is no other that counts."""
    answerer = bench.answerer_alone(0)
    query = answerer.analyse(ASKED.question)

    with_it = [ranked.score for ranked in answerer.rank(query)]
    without = answerer.with_weights(without_signal(by_coverage(), "coverage")).rank(query)

    assert with_it[0] > with_it[1]
    assert [ranked.score for ranked in without] == [0, 0]
