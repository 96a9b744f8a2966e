"""Labelled sets, and what is kept back of them."""

from itertools import count

import numpy as np
import pytest

from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.model import Span
from retrieval.models.weights import fingerprint
from retrieval.tuning.examples import Example
from retrieval.tuning.sets import KEPT_BACK, LabelledSet, Shortage, is_kept_back, shortage

ANSWERED = LabelledQuestion("1", "谁讲话？", (Span(0, 2),), impossible=False)
IMPOSSIBLE = LabelledQuestion("2", "谁唱歌？", (), impossible=True)


def context(*questions: LabelledQuestion, kept_back: bool, title: str = "a") -> Context:
    """One that is kept back from the networks, or one that is not."""
    made = (Context(title, f"高远第{number}次讲话。", questions) for number in count())
    return next(one for one in made if is_kept_back(one) == kept_back)


def example() -> Example:
    """One in which nothing stands."""
    ids, numbers = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
    tags, flags = np.zeros(0, dtype=np.int8), np.zeros(0, dtype=np.bool_)
    return Example(
        question=ids,
        weights=numbers,
        kind=0,
        pieces=ids,
        tags=tags,
        asked=flags,
        agreeing=flags,
        sentences=np.zeros(0, dtype=np.int16),
        signals=np.zeros((0, 0), dtype=np.float32),
        right=(),
        begins=(),
        ends=(),
    )


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


def test_what_is_not_kept_back_is_learned() -> None:
    """The examples of the other contexts, and only those."""
    contexts = [context(kept_back=True), context(kept_back=False)]
    kept, learned = (example() for _ in contexts)

    labelled = LabelledSet("news", contexts, (), ((0, kept), (1, learned)))

    assert list(labelled.learned()) == [learned]


def test_a_set_is_described_by_all_of_its_contexts() -> None:
    """What is kept back is known to the weights, too: the confidence was fitted to it."""
    contexts = [context(kept_back=True), context(kept_back=False)]

    described = LabelledSet("news", contexts, (), ()).described()

    assert described.name == "news"
    assert described.contexts == {fingerprint(each.text) for each in contexts}


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
