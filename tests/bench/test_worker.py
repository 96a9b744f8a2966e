"""What happens in the process of a system."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from retrieval.options import IndexOptions
from tests.bench.corpus import ARTICLE, Corpus
from tests.bench.fitted import load_fitted
from tests.bench.generating import ask, generate
from tests.bench.terms import sizes
from tests.bench.worker import SYSTEMS, LostError, Worker

OPTIONS = IndexOptions(k1=0.9, b=0.4)
CORPUS = generate(load_fitted(), ARTICLE, seed=7)
QUESTIONS = [CORPUS.spelled(terms) for terms in ask(load_fitted(), CORPUS, 8, seed=7)]


class FakeForgetful:
    """Always finds the first sentences, whatever is added."""

    def __init__(self, _: IndexOptions) -> None:
        """Nothing to choose."""

    def prepared(self, corpus: Corpus) -> Corpus:
        """As it is."""
        return corpus

    def build(self, documents: Corpus) -> None:
        """Nothing to do."""

    def retrieve(self, _: Sequence[str], k: int) -> range:
        """The first ones."""
        return range(k)

    def numbers(self, found: range) -> list[int]:
        """As they are."""
        return list(found)

    def add(self, documents: Corpus) -> None:
        """It is lost."""


def worker(name: str, folder: Path) -> Worker:
    """One with the sentences."""
    CORPUS.save(folder)
    made = Worker()
    made.begin(name, OPTIONS)
    made.prepare(folder)
    assert made.build() > 0
    return made


def test_what_is_added_and_lost_is_no_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast it was."""
    monkeypatch.setitem(SYSTEMS, "forgetful", FakeForgetful)
    forgetful = worker("forgetful", tmp_path)

    with pytest.raises(LostError):
        forgetful.grow(tmp_path, 10)


def test_what_a_system_cannot_do(tmp_path: Path) -> None:
    """It is not made to."""
    plain = worker("rank_bm25", tmp_path)

    assert plain.save(tmp_path) is None
    assert plain.grow(tmp_path, 10) is None


def test_a_slow_system_is_asked_less(tmp_path: Path) -> None:
    """Five questions at least, and no more than there are."""
    ours = worker("ours", tmp_path)

    assert ours.afford(QUESTIONS, 10, 0) == 5
    assert ours.afford(QUESTIONS, 10, 1_000) == 8
    assert len(ours.times(QUESTIONS, 10)) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1k", [1_000]), ("10k,1M", [10_000, 1_000_000]), ("1", [40]), ("130", [160])],
)
def test_sizes_are_whole_articles(text: str, expected: list[int]) -> None:
    """As one types them."""
    assert sizes(text) == expected
