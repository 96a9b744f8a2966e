"""What is fitted on top of the networks, where PyTorch is installed."""

import math

import pytest

from retrieval.answering.ranking import RankedSentence
from retrieval.model import Sentence, Span
from retrieval.tuning.sets import TooFewError

pytest.importorskip("torch", reason="only `make tune` installs PyTorch")


def ranked(score: float, meaning: float) -> RankedSentence:
    """A sentence of a passage with that meaning."""
    sentence = Sentence("one", 1, 1, Span(0, 2), "是。")
    return RankedSentence(sentence, score, {"passage_bm25": 0.0, "passage_meaning": meaning})


def test_passages_add_what_tells_them_apart() -> None:
    """Where the right sentence is always in the likest passage, that counts."""
    from retrieval.tuning.stacking import fit_passages  # noqa: PLC0415

    rankings = [([ranked(1.0, 0.1), ranked(0.9, 0.8)], frozenset({1}))] * 3

    assert fit_passages(rankings).weights["passage_meaning"] > 0


def test_passages_add_nothing_where_nothing_is_right() -> None:
    """There is nothing to learn from; also if there are no rankings at all."""
    from retrieval.tuning.stacking import fit_passages  # noqa: PLC0415

    for rankings in ([], [([ranked(1.0, 0.1)], frozenset[int]())]):
        fitted = fit_passages(rankings)

        assert fitted.of({"passage_bm25": 3.0, "passage_meaning": 1.0}) == 0


def test_confidence_follows_what_is_right() -> None:
    """It is higher where more was right, and a number even where one case is all there is."""
    from retrieval.tuning.stacking import Judged, fit_confidence  # noqa: PLC0415

    cases = [Judged({"lead": lead}, lead > 1, 1.0) for lead in (0.0, 0.5, 2.0, 3.0)]
    fitted = fit_confidence(cases, ["lead"])

    assert fitted.of({"lead": 3.0}) > 0 > fitted.of({"lead": 0.0})
    assert math.isfinite(fit_confidence(cases[:1], ["lead"]).of({"lead": 1.0}))


def test_confidence_needs_a_case() -> None:
    """Without any it says so."""
    from retrieval.tuning.stacking import fit_confidence  # noqa: PLC0415

    with pytest.raises(TooFewError, match="kept back"):
        fit_confidence([], ["lead"])
