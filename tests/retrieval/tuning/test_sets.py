"""Labelled sets, and what is kept back of them."""

from itertools import count

import pytest

from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.model import Span
from retrieval.tuning.sets import KEPT_BACK, LabelledSet, Shortage, is_kept_back, shortage

ANSWERED = LabelledQuestion("1", "谁讲话？", (Span(0, 2),), impossible=False)
IMPOSSIBLE = LabelledQuestion("2", "谁唱歌？", (), impossible=True)


def context(*questions: LabelledQuestion, kept_back: bool, title: str = "a") -> Context:
    """One that is kept back from the networks, or one that is not."""
    made = (Context(title, f"高远第{number}次讲话。", questions) for number in count())
    return next(one for one in made if is_kept_back(one) == kept_back)


def test_about_one_context_in_so_many_is_kept_back() -> None:
    """By its text, so the same one in every file."""
    contexts = [Context("a", f"第{number}天。", ()) for number in range(1_000)]

    share = sum(map(is_kept_back, contexts)) / len(contexts)

    assert share == pytest.approx(1 / KEPT_BACK, rel=0.2)
    assert is_kept_back(context(kept_back=True, title="b"))


def test_what_is_kept_back_is_asked() -> None:
    """Each of its questions, with the number of its context."""
    contexts = [context(ANSWERED, kept_back=False), context(ANSWERED, IMPOSSIBLE, kept_back=True)]
    labelled = LabelledSet("news", contexts, (), ())

    assert list(labelled.kept_back()) == [(1, ANSWERED), (1, IMPOSSIBLE)]


def test_elsewhere_is_under_another_title() -> None:
    """With one title alone nothing is, and no context stands for what it has to do with itself."""
    here, there = context(kept_back=False), context(kept_back=True, title="b")

    assert LabelledSet("news", [here, there], (), ()).elsewhere(0) == 1
    assert LabelledSet("news", [here, here], (), ()).elsewhere(0) is None
    assert LabelledSet("news", [here], (), ()).elsewhere(0) is None


def test_there_is_something_for_the_networks_and_for_the_confidence() -> None:
    """A question with an answer each; impossible ones are not enough."""
    learned, kept = (context(ANSWERED, kept_back=kept) for kept in (False, True))
    nothing = [context(IMPOSSIBLE, kept_back=kept) for kept in (False, True)]

    assert shortage([]) is Shortage.LEARNED
    assert shortage([kept, *nothing]) is Shortage.LEARNED
    assert shortage([learned, *nothing]) is Shortage.KEPT_BACK
    assert shortage([learned, kept]) is None
