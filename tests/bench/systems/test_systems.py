"""What is measured side by side does the same work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval.options import IndexOptions
from tests.bench.corpus import ARTICLE, Corpus
from tests.bench.fitted import load_fitted
from tests.bench.generating import ask, generate
from tests.bench.systems.system import Growing, Keeping, System
from tests.bench.systems.textbook import Textbook
from tests.bench.worker import SYSTEMS
from tests.comparison.textbook import textbook_bm25

OPTIONS = IndexOptions(k1=0.9, b=0.4)
SENTENCES = 10 * ARTICLE
CORPUS = generate(load_fitted(), SENTENCES, seed=2)
MORE = generate(load_fitted(), ARTICLE, seed=9)
QUESTIONS = ask(load_fitted(), CORPUS, 12, seed=2)
each_system = pytest.mark.parametrize("name", SYSTEMS)
EXACT = ("ours", "bm25s")


def built(name: str, corpus: Corpus = CORPUS) -> System[Any, Any]:
    """A system with the sentences of a corpus."""
    system = SYSTEMS[name](OPTIONS)
    system.build(system.prepared(corpus))
    return system


def found(system: System[Any, Any], terms: Sequence[str], k: int = 10) -> list[int]:
    """Numbers of sentences."""
    return system.numbers(system.retrieve(terms, k))


@each_system
def test_a_sentence_is_found_by_its_terms(name: str) -> None:
    """First of all, and no more are given than were asked for."""
    system = built(name)

    for number in (0, ARTICLE, SENTENCES - 1):
        best = found(system, CORPUS.words(number))
        assert best[0] == number
        assert len(best) == len(set(best)) == 10


@pytest.mark.parametrize("name", EXACT)
def test_the_best_are_those_of_the_formula(name: str) -> None:
    """Where the formula is the same."""
    system, textbook = built(name), Textbook(CORPUS, QUESTIONS, OPTIONS)

    for terms in QUESTIONS:
        assert textbook.agreement(terms, found(system, CORPUS.spelled(terms)), 10) == 1


@each_system
def test_an_index_read_from_disk_finds_the_same(name: str, tmp_path: Path) -> None:
    """By another system of the kind, where the kind can be kept."""
    system, other = built(name), SYSTEMS[name](OPTIONS)
    if not isinstance(system, Keeping) or not isinstance(other, Keeping):
        assert name == "rank_bm25"
        return
    system.save(tmp_path)
    other.load(tmp_path)

    for terms in map(CORPUS.spelled, QUESTIONS):
        assert found(system, terms) == found(other, terms)


@each_system
def test_what_is_added_is_found_behind_the_others(name: str) -> None:
    """As in an index that had it from the beginning, where the kind can add."""
    system = built(name)
    if not isinstance(system, Growing):
        assert name in {"rank_bm25", "bm25s"}
        return
    system.add(system.prepared(MORE))

    assert found(system, MORE.words(3))[0] == SENTENCES + 3


def test_the_textbook_is_the_textbook() -> None:
    """The quick one gives the scores of the slow one, but for the factor k1 + 1."""
    corpus = generate(load_fitted(), 30, seed=2)
    questions = ask(load_fitted(), corpus, 3, seed=2)
    quick = Textbook(corpus, questions, OPTIONS)

    for terms in questions:
        slow = textbook_bm25(corpus.spelled(terms), corpus.documents(), k1=OPTIONS.k1, b=OPTIONS.b)
        np.testing.assert_allclose(quick.scores(terms) * (OPTIONS.k1 + 1), slow, rtol=1e-9)


def test_postings_are_sentences_that_hold_a_term() -> None:
    """Each term by itself."""
    (terms,) = QUESTIONS[:1]
    sets = [set(words) for words in CORPUS.documents()]

    expected = sum(word in words for word in CORPUS.spelled(terms) for words in sets)
    assert Textbook(CORPUS, QUESTIONS, OPTIONS).postings(terms) == expected


def test_wrong_answers_do_not_agree() -> None:
    """The best but one are right, the worst are not."""
    textbook = Textbook(CORPUS, QUESTIONS, OPTIONS)
    order = np.argsort(-textbook.scores(QUESTIONS[0]), kind="stable").tolist()

    assert textbook.agreement(QUESTIONS[0], [*order[:9], order[-1]], 10) == 0.9
    assert textbook.agreement(QUESTIONS[0], order[:9], 10) == 0.9
    assert textbook.agreement(QUESTIONS[0], [], 10) == 0
