"""Fitting finds what a text was made by."""

import pytest

from retrieval.model import TokenKind
from tests.bench.corpus import ARTICLE
from tests.bench.fitted import Fitted, load_fitted
from tests.bench.fitting import fit
from tests.bench.generating import ask, generate
from tests.bench.reading import RealQuestion, RealText
from tests.bench.test_generating import bag

KNOWN = load_fitted()
SENTENCES = 1_200


@pytest.fixture(scope="module")
def again() -> Fitted:
    """Fitted to what was drawn; a question is on the sentence it shares most with."""
    corpus = generate(KNOWN, SENTENCES, seed=5)
    articles = tuple(range(first, first + ARTICLE) for first in range(0, SENTENCES, ARTICLE))
    documents = corpus.documents()
    sets = [set(words) for words in documents]
    questions = []
    for terms in ask(KNOWN, corpus, 60, seed=5):
        words = corpus.spelled(terms)
        best = max(range(len(sets)), key=lambda number: len(sets[number].intersection(words)))
        questions.append(RealQuestion(bag(words), best))
    return fit(RealText(tuple(map(bag, documents)), articles, tuple(questions)), "chance")


@pytest.mark.parametrize("kind", TokenKind)
def test_a_kind_of_terms(again: Fitted, kind: TokenKind) -> None:
    """How many there are, how likely the first ones, and how many are asked about."""
    found, known = again.kinds[kind], KNOWN.kinds[kind]

    assert found.per_unit == pytest.approx(known.per_unit, rel=0.02)
    assert sum(found.zipf.head) == pytest.approx(sum(known.zipf.head), rel=0.2)
    assert found.zipf.mass() == pytest.approx(1, abs=1e-6)
    assert found.repeats == pytest.approx(known.repeats, abs=0.03)
    assert found.company == pytest.approx(known.company, abs=0.05)
    assert found.asked_within == pytest.approx(known.asked_within, abs=0.12)


def test_lengths(again: Fitted) -> None:
    """Quantiles are those of the sentences."""
    assert again.lengths[5:10] == pytest.approx(KNOWN.lengths[5:10], rel=0.15)
