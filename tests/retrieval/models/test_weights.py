"""The files that fitted weights are kept in."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.models.weights import (
    NAMES,
    Linear,
    Scoring,
    TrainingSet,
    Weights,
    WeightsError,
    fingerprint,
    held_out_weights,
    load_weights,
    overlap,
    read_weights,
    write_weights,
)

LINEAR = Linear({"coverage": 2.0}, -0.5)
SCORING = Scoring(
    ("coverage", "rank"),
    np.array([0.5, 0.25], dtype=np.float32),
    np.array([1.0, 2.0], dtype=np.float32),
    {"score2.bias": np.array([0.125], dtype=np.float32)},
)
WEIGHTS = Weights(
    "mine",
    (TrainingSet("news", frozenset({fingerprint("一"), fingerprint("二")})),),
    {"reading": (SCORING, SCORING), "plain": (SCORING,)},
    {"reading": LINEAR, "plain": LINEAR},
    {"reading": LINEAR, "plain": LINEAR},
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """All of it, and what it was fitted on."""
    file = tmp_path / "mine.npz"
    write_weights(file, WEIGHTS)

    read = read_weights(file)

    assert (read.name, read.trained_on) == (WEIGHTS.name, WEIGHTS.trained_on)
    assert (read.passages, read.confidence) == (WEIGHTS.passages, WEIGHTS.confidence)
    for kind, scorings in WEIGHTS.scorings.items():
        for scoring, known in zip(read.scorings[kind], scorings, strict=True):
            assert scoring.signals == known.signals
            assert np.array_equal(scoring.centres, known.centres)
            assert np.array_equal(scoring.layers["score2.bias"], known.layers["score2.bias"])


def test_files_that_hold_none(tmp_path: Path) -> None:
    """Missing, or something else: one error that names the file."""
    other = tmp_path / "other.npz"
    other.write_text("no weights", encoding="utf-8")

    for file in (tmp_path / "missing.npz", other):
        with pytest.raises(WeightsError, match=file.name):
            load_weights(str(file))


def test_a_linear_sum() -> None:
    """It takes what it needs of the values."""
    assert LINEAR.of({"coverage": 0.5, "rank": 3.0}) == 0.5


def test_overlap_is_a_share() -> None:
    """Of the contexts that are asked about; blanks make no difference."""
    contexts = {fingerprint(" 一\n"), fingerprint("三")}

    assert overlap(WEIGHTS, contexts) == 0.5
    assert overlap(WEIGHTS, set()) == 0


@pytest.mark.parametrize("name", NAMES)
def test_all_shipped_weights_load(name: str) -> None:
    """They name their sets; all but the full ones leave a family out."""
    weights = load_weights(name)

    assert weights.name == name
    assert weights.trained_on
    assert set(weights.scorings) == {"reading", "plain"}


def test_weights_that_were_not_fitted_on_a_set() -> None:
    """For each set of the full weights there are others without it; for a new one, the full."""
    for known in load_weights("full").trained_on:
        assert overlap(held_out_weights(known.contexts), known.contexts) == 0
    assert held_out_weights({1, 2, 3}).name == "full"
