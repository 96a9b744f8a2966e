"""The fitted weights: read from a versioned file, which says what they were fitted on."""

import json
import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from retrieval.models.reader import Array, reads

VERSION = 2
"""Of the file's format and of the signals' meaning; a file of another version is refused."""
NAMES = ("full", "without-cmrc", "without-drcd", "without-squad")
"""The shipped files: fitted on all sets, and with each family left out for reporting."""

_PARTS = ("trained_on", "scorings", "passages", "confidence")
"""Objects that describe the arrays; each must be there."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What numpy and zipfile raise at a file that is no archive of arrays, or half of one."""
_Member = TypeVar("_Member")


class WeightsError(ValueError):
    """A file that does not hold weights of this version; names it, on one line."""


class _NotWeightsError(Exception):
    """What is wrong with a file, without its name."""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A labelled set that weights were fitted on."""

    name: str
    contexts: frozenset[int]
    """Fingerprints of its contexts, to tell any overlap with a set that is reported."""


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """One network, with the signals it takes, centred and scaled."""

    signals: tuple[str, ...]
    centres: Array
    scales: Array
    layers: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of named numbers."""

    weights: Mapping[str, float]
    bias: float

    def of(self, values: Mapping[str, float]) -> float:
        """The sum for `values`, which may hold more than it needs."""
        return self.bias + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All that is fitted."""

    name: str
    trained_on: tuple[TrainingSet, ...]
    scorings: Mapping[str, tuple[Scoring, ...]]
    """By `reading` (with the encoder) and `plain` (signals alone); their scores are averaged."""
    passages: Mapping[str, Linear]
    """By `stage_of`: what a passage adds to the score of its sentences."""
    confidence: Mapping[str, Linear]
    """By `stage_of`: the log-odds that the best sentence answers."""


def stage_of(kind: str, *, cross_lingual: bool) -> str:
    """What stands on the networks of a `kind` for a question.

    One in another language finds fewer of its words and is no less right for that.
    """
    return f"{kind}-cross-lingual" if cross_lingual else kind


def without_signal(weights: Weights, signal: str) -> Weights:
    """`weights` to which `signal` is the same for every sentence: its mean."""

    def blind(scoring: Scoring) -> Scoring:
        taken = np.array([name == signal for name in scoring.signals])
        return replace(scoring, scales=np.where(taken, np.inf, scoring.scales))

    scorings = {kind: tuple(map(blind, those)) for kind, those in weights.scorings.items()}
    return replace(weights, scorings=scorings)


def without_readers(weights: Weights) -> Weights:
    """`weights` of which only the networks of signals alone are left."""
    scorings = {
        kind: tuple(one for one in those if not reads(one.layers))
        for kind, those in weights.scorings.items()
    }
    return replace(weights, scorings=scorings)


def overlap(weights: "Weights", contexts: Collection[int]) -> float:
    """Share of `contexts` (fingerprints) that `weights` were fitted on, 0 to 1."""
    known = frozenset[int]().union(*(one.contexts for one in weights.trained_on))
    return len(known.intersection(contexts)) / max(len(contexts), 1)


def fingerprint(text: str) -> int:
    """A number that tells a context from others, whatever blanks it has."""
    return zlib.crc32("".join(text.split()).encode())


def held_out_weights(contexts: Collection[int]) -> "Weights":
    """The shipped weights that were fitted on none of `contexts`, as many sets as can be.

    If each was fitted on some of them, those with the least overlap.
    """
    # In the order of NAMES: the first of equals, so the full ones where nothing overlaps.
    return min(map(load_weights, NAMES), key=lambda weights: overlap(weights, contexts))


def load_weights(name: str) -> Weights:
    """The shipped weights of that name, or those of a file.

    Raises:
        WeightsError: there is no such file, or it is none of this version.
    """
    if name not in NAMES:
        return read_weights(Path(name))
    shipped = resources.files("retrieval") / "models" / "fitted" / f"{name}.npz"
    with resources.as_file(shipped) as path:
        return read_weights(path)


def read_weights(path: Path) -> Weights:
    """The weights in the file at `path`.

    Raises:
        WeightsError: it cannot be read, or holds none of this version.
    """
    try:
        arrays = _arrays(path)
        return _weights(path.stem, _about(arrays), arrays)
    except _NotWeightsError as error:
        message = f"{path.name}: {error}"
        raise WeightsError(message) from error


def write_weights(path: Path, weights: Weights) -> None:
    """Write `weights` so that `read_weights` gives them back (in half precision).

    Training sets of one name are written as one, with the contexts of all.
    """
    trained_on: dict[str, frozenset[int]] = {}
    for one in weights.trained_on:
        trained_on[one.name] = trained_on.get(one.name, frozenset()) | one.contexts
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    about: dict[str, Any] = {
        "version": VERSION,
        "trained_on": {name: sorted(contexts) for name, contexts in trained_on.items()},
        "passages": {kind: _described(one) for kind, one in weights.passages.items()},
        "confidence": {kind: _described(one) for kind, one in weights.confidence.items()},
        "scorings": {},
    }
    for kind, scorings in weights.scorings.items():
        about["scorings"][kind] = [list(scoring.signals) for scoring in scorings]
        for number, scoring in enumerate(scorings):
            prefix = f"{kind}/{number}/"
            arrays[f"{prefix}centres"] = scoring.centres.astype(np.float32)
            arrays[f"{prefix}scales"] = scoring.scales.astype(np.float32)
            for name, layer in scoring.layers.items():
                arrays[f"{prefix}layers/{name}"] = layer.astype(np.float16)
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _arrays(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """All arrays of the file at `path`, as far as it is a whole archive of arrays."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            return {key: file[key] for key in file.files}
    except OSError as error:
        raise _NotWeightsError(error.strerror or "cannot be read") from error
    except _DAMAGED as error:
        message = "damaged, or no file of weights"
        raise _NotWeightsError(message) from error


def _about(arrays: Mapping[str, np.ndarray[Any, Any]]) -> Mapping[str, Any]:
    """What the file says of its arrays."""
    try:
        about = json.loads(arrays["about"].tobytes())
    except (KeyError, ValueError) as error:
        message = "does not say what its arrays are"
        raise _NotWeightsError(message) from error
    version = about.get("version") if isinstance(about, dict) else None
    if version != VERSION:
        message = f"weights of version {version!r}, not {VERSION}"
        raise _NotWeightsError(message)
    return _object(about, "about")


def _weights(
    name: str, about: Mapping[str, Any], arrays: Mapping[str, np.ndarray[Any, Any]]
) -> Weights:
    parts = {part: _object(about.get(part), part) for part in _PARTS}
    return Weights(
        name,
        tuple(
            TrainingSet(known, frozenset(_list(contexts, int, known)))
            for known, contexts in parts["trained_on"].items()
        ),
        {
            kind: tuple(
                _scoring(f"{kind}/{number}/", _list(names, str, kind), arrays)
                for number, names in enumerate(_list(members, list, kind))
            )
            for kind, members in parts["scorings"].items()
        },
        {kind: _linear(one, kind) for kind, one in parts["passages"].items()},
        {kind: _linear(one, kind) for kind, one in parts["confidence"].items()},
    )


def _described(linear: Linear) -> dict[str, Any]:
    return {"weights": dict(linear.weights), "bias": linear.bias}


def _linear(value: object, where: str) -> Linear:
    described = _object(value, where)
    weights = _object(described.get("weights"), f"{where}: weights")
    numbers = [*weights.values(), described.get("bias")]
    if not all(isinstance(number, int | float) for number in numbers):
        raise _unlike(where, "of numbers")
    return Linear(weights, described["bias"])


def _scoring(
    prefix: str, names: Sequence[str], arrays: Mapping[str, np.ndarray[Any, Any]]
) -> Scoring:
    layers = f"{prefix}layers/"
    return Scoring(
        tuple(names),
        _scale(f"{prefix}centres", len(names), arrays),
        _scale(f"{prefix}scales", len(names), arrays),
        {
            key.removeprefix(layers): _floats(key, arrays)
            for key in arrays
            if key.startswith(layers)
        },
    )


def _scale(key: str, count: int, arrays: Mapping[str, np.ndarray[Any, Any]]) -> Array:
    """A number for each of `count` signals."""
    numbers = _floats(key, arrays)
    if numbers.shape != (count,):
        raise _unlike(key, f"a number for each of {count} signals")
    return numbers


def _floats(key: str, arrays: Mapping[str, np.ndarray[Any, Any]]) -> Array:
    if key not in arrays or not np.issubdtype(arrays[key].dtype, np.floating):
        raise _unlike(key, "an array of numbers")
    return arrays[key].astype(np.float32)


def _object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _unlike(where, "an object")
    return value


def _list(value: object, kind: type[_Member], where: str) -> list[_Member]:
    if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
        raise _unlike(where, f"a list of {kind.__name__}")
    return value


def _unlike(where: str, wanted: str) -> _NotWeightsError:
    return _NotWeightsError(f"{where} is not {wanted}")
