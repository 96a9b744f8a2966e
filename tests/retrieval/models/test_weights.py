"""The files that fitted weights are kept in."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.models.weights import (
    NAMES,
    VERSION,
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


def test_training_sets_of_one_name_are_written_as_one(tmp_path: Path) -> None:
    """Two files in two folders may be called the same, and the contexts of both are known."""
    file = tmp_path / "mine.npz"
    sets = (TrainingSet("news", frozenset({1, 2})), TrainingSet("news", frozenset({2, 3})))
    write_weights(file, replace(WEIGHTS, trained_on=sets))

    read = read_weights(file)

    assert read.trained_on == (TrainingSet("news", frozenset({1, 2, 3})),)
    assert overlap(read, {1, 2, 3}) == 1


def one_line_of(file: Path) -> str:
    """What is said of a file that holds no weights: a line that names it once."""
    with pytest.raises(WeightsError) as caught:
        load_weights(str(file))
    (line,) = str(caught.value).splitlines()
    assert line.count(file.name) == 1
    return line


def described(file: Path, **parts: object) -> Path:
    """The weights above in `file`, parts of their description put in place of the right ones."""
    write_weights(file, WEIGHTS)
    with np.load(file) as archive:
        arrays = {name: archive[name] for name in archive.files}
    about = json.loads(arrays["about"].tobytes()) | parts
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    np.savez(file, **arrays)
    return file


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a folder: one line that names it and says why."""
    assert one_line_of(tmp_path / "missing.npz") == "missing.npz: No such file or directory"
    assert one_line_of(tmp_path) == f"{tmp_path.name}: Is a directory"


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_file_of_which_a_part_is_missing(tmp_path: Path, share: float) -> None:
    """Wherever it ends, none of it is taken."""
    file = tmp_path / "half.npz"
    write_weights(file, WEIGHTS)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])

    assert one_line_of(file) == "half.npz: damaged, or no file of weights"


def test_a_file_with_a_wrong_byte(tmp_path: Path) -> None:
    """It is not taken, although its list of contents is whole."""
    file = tmp_path / "wrong.npz"
    write_weights(file, WEIGHTS)
    whole = bytearray(file.read_bytes())
    middle = whole.index(b"about.npy") + 60
    whole[middle] ^= 0xFF
    file.write_bytes(whole)

    assert one_line_of(file) == "wrong.npz: damaged, or no file of weights"


def test_other_files(tmp_path: Path) -> None:
    """A text, a single array, and an archive of other arrays hold no weights."""
    text, array, archive = (tmp_path / name for name in ("text.npz", "one.npy", "others.npz"))
    text.write_text("no weights", encoding="utf-8")
    np.save(array, np.zeros(3))
    np.savez(archive, zeros=np.zeros(3))

    assert one_line_of(text) == "text.npz: damaged, or no file of weights"
    assert one_line_of(array) == "one.npy: damaged, or no file of weights"
    assert one_line_of(archive) == "others.npz: does not say what its arrays are"


@pytest.mark.parametrize("version", [1, "2", None])
def test_another_version(tmp_path: Path, version: object) -> None:
    """Both versions are named, and the file once."""
    file = described(tmp_path / "old.npz", version=version)

    assert one_line_of(file) == f"old.npz: weights of version {version!r}, not {VERSION}"


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"trained_on": ["news"]}, "trained_on is not an object"),
        ({"trained_on": {"news": 3}}, "news is not a list of int"),
        ({"trained_on": {"news": ["a"]}}, "news is not a list of int"),
        ({"scorings": None}, "scorings is not an object"),
        ({"scorings": {"plain": "rank"}}, "plain is not a list of list"),
        ({"scorings": {"plain": [["rank", 3]]}}, "plain is not a list of str"),
        ({"scorings": {"plain": [["rank"]]}}, "centres is not a number for each of 1 signals"),
        ({"scorings": {"other": [["rank"]]}}, "other/0/centres is not an array of numbers"),
        ({"passages": {"plain": []}}, "plain is not an object"),
        ({"passages": {"plain": {"bias": 0.0}}}, "plain: weights is not an object"),
        ({"confidence": {"plain": {"weights": {"rank": "high"}, "bias": 0.0}}}, "not of numbers"),
        ({"confidence": {"plain": {"weights": {}}}}, "not of numbers"),
    ],
)
def test_a_description_of_other_types(tmp_path: Path, parts: dict[str, object], says: str) -> None:
    """What is not as it should be is named."""
    assert says in one_line_of(described(tmp_path / "mine.npz", **parts))


def test_a_description_that_is_no_object(tmp_path: Path) -> None:
    """It has no version."""
    file = tmp_path / "list.npz"
    np.savez(file, about=np.frombuffer(b"[]", dtype=np.uint8))

    assert one_line_of(file) == f"list.npz: weights of version None, not {VERSION}"


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
