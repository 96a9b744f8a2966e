"""The reader: a small network that reads a passage with a question in mind.

It sees each piece of the passage beside the pieces of the question that mean the most alike,
and the piece's tag, and lets neighbours inform each other over four layers of dilated
convolutions (Yu and Koltun, ICLR 2016). From that, and from the named signals, it scores
every sentence, and every piece as the beginning or end of the answer. Aligned question
vectors and exact matches follow Chen et al., "Reading Wikipedia to Answer Open-Domain
Questions", ACL 2017. Its weights are fitted by `make tune`; this is the forward pass, in
numpy, and `retrieval/tuning/network.py` is its twin for fitting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

DILATIONS = (1, 2, 4, 8)
"""How far apart the three pieces that a convolution joins stand, layer by layer."""
_TAPS = 3
"""Pieces that a convolution joins; its weights have as many dimensions."""
TAGS = 20
"""Rows of the table of tags: none, every `Tag`, and room for three more."""
KINDS = 16
"""Rows of the table of kinds: every `AnswerKind`, and room for five more."""
OTHERS = 5
"""Numbers that a piece comes with beside what it means and its tag: `_pieces` lists them."""
TELLING_SCALE = 5
"""What a piece's likeness, weighed by what is asked, is divided by, to be about as large as 1."""
PEAK_SCALE = 3
"""The same for the highest logits of a sentence."""
GATE_SPREAD = 2
"""Highest value of a gate, so that one that is half open changes nothing."""
FAINT = 1e-3
"""Added to deviations, so that a signal that never varies does not divide by zero."""


@dataclass(frozen=True, slots=True, eq=False)
class QuestionInput:
    """A question as the reader sees it."""

    vectors: Array
    """Of its pieces; shape (pieces, dimensions), rows of length 1."""
    weights: Array
    """How much each piece tells; shape (pieces,), above 0."""
    kind: int
    """Number of the expected kind of answer."""


@dataclass(frozen=True, slots=True, eq=False)
class PassageInput:
    """A passage as the reader sees it; one row a piece."""

    likeness: Array
    """Cosine of each distinct piece and each of the question's; shape (distinct, asked)."""
    pieces: NDArray[np.intp]
    """Which of the distinct pieces each piece of the passage is."""
    tags: NDArray[np.intp]
    """Number of each piece's tag."""
    asked: Array
    """Whether the piece stands in the question, too; 0 or 1."""
    agreeing: Array
    """Whether the piece's tag is of the expected kind, and it is not asked with; 0 or 1."""
    sentences: NDArray[np.intp]
    """Number of each piece's sentence in the passage, from 0, never decreasing."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the reader makes of a passage."""

    sentences: Array
    """What it found in each sentence; shape (sentences, 2 · hidden + 2)."""
    peaks: Array
    """The highest of `begins` in each sentence; shape (sentences,)."""
    begins: Array
    """How much each piece looks like the begin of the answer, in logits."""
    ends: Array
    """The same for its last piece."""


def reads(layers: Mapping[str, Array]) -> bool:
    """Whether a network has more than its last layers, which join signals alone."""
    return "begin.weight" in layers


class Reader:
    """The forward pass. It never changes, so threads may share it."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        """Read with `weights`, by the names that `retrieval/tuning` gives them."""
        self._weights = weights
        self._taps = {
            name: tuple(np.ascontiguousarray(weight[:, :, tap].T) for tap in range(_TAPS))
            for name, weight in weights.items()
            if weight.ndim == _TAPS
        }
        """The three matrices of each convolution, laid out as the products need them."""

    def projected(self, distinct: Array) -> Array:
        """What it keeps of the distinct pieces of a passage, whatever is asked.

        From shape (distinct, dimensions), rows of length 1, to (distinct, projected).
        """
        if not reads(self._weights):
            return np.zeros((len(distinct), 0), dtype=np.float32)
        kept: Array = distinct @ self._weights["project.weight"].T
        return kept

    def read(
        self, question: QuestionInput, passage: PassageInput, own: Array, count: int
    ) -> Reading:
        """What stands in a passage of `count` sentences; `own` is `projected`."""
        if not reads(self._weights):
            nothing = np.zeros(0, dtype=np.float32)
            return Reading(np.zeros((count, 0), dtype=np.float32), nothing, nothing, nothing)
        hidden = self._pieces(question, passage, own)
        w = self._weights
        begins = hidden @ w["begin.weight"][0] + w["begin.bias"]
        ends = hidden @ w["end.weight"][0] + w["end.bias"]
        sentences = np.zeros((count, 2 * hidden.shape[1] + 2), dtype=np.float32)
        bounds = np.searchsorted(passage.sentences, np.arange(count + 1))
        for number, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                rows = hidden[start:end]
                parts = (rows.max(axis=0), rows.mean(axis=0))
                peaks = [begins[start:end].max() / PEAK_SCALE, ends[start:end].max() / PEAK_SCALE]
                sentences[number] = np.concatenate([*parts, peaks])
        return Reading(sentences, PEAK_SCALE * sentences[:, -2], begins, ends)

    def score(self, features: Array) -> Array:
        """The score of each sentence from what was read and its signals."""
        w = self._weights
        inner = np.maximum(features @ w["score1.weight"].T + w["score1.bias"], 0)
        scores: Array = inner @ w["score2.weight"][0] + w["score2.bias"]
        return scores

    def _pieces(self, question: QuestionInput, passage: PassageInput, own: Array) -> Array:
        w = self._weights
        likeness = passage.likeness
        asked = question.vectors @ w["project.weight"].T
        aligned = _softmax(likeness * w["sharpness"]) @ asked
        gist = self._gist(asked) + w["kind.weight"][question.kind]
        nearest = likeness.max(axis=1)
        telling = (likeness * question.weights).max(axis=1) / TELLING_SCALE
        alike = np.concatenate([np.abs(own - aligned), own * aligned, own * gist], axis=1)
        split = alike.shape[1]
        # What depends on the piece alone is computed once for every distinct piece.
        enter = w["enter.weight"]
        once = alike @ enter[:, :split].T
        nearest, telling = nearest[passage.pieces], telling[passage.pieces]
        tagged = w["tag.weight"] @ enter[:, split : split + w["tag.weight"].shape[1]].T
        others = np.stack(
            [nearest, telling, passage.asked, passage.asked * nearest, passage.agreeing], axis=1
        )
        hidden = once[passage.pieces] + tagged[passage.tags] + others @ enter[:, -OTHERS:].T
        hidden = np.maximum(_normal(hidden + w["enter.bias"], w["norm.weight"], w["norm.bias"]), 0)
        gate = GATE_SPREAD / (1 + np.exp(-(w["gate.weight"] @ gist + w["gate.bias"])))
        for layer, dilation in enumerate(DILATIONS):
            name = f"layers.{layer}"
            near = _convolved(hidden, self._taps[f"{name}.weight"], w[f"{name}.bias"], dilation)
            np.maximum(near, 0, out=near)
            near *= gate
            hidden += near
        return hidden

    def _gist(self, asked: Array) -> Array:
        """The question as one vector: its pieces, each as far as it matters."""
        w = self._weights
        seen = np.tanh(_convolved(asked, self._taps["ask.weight"], w["ask.bias"], 1))
        matters = _softmax((seen @ w["matter.weight"][0])[None])[0]
        gist: Array = matters @ seen
        return gist


def _convolved(rows: Array, taps: Sequence[Array], bias: Array, dilation: int) -> Array:
    """A convolution of width 3 over the rows, zeros beyond both ends."""
    before, here, behind = taps
    out = rows @ here
    out += bias
    out[dilation:] += rows[:-dilation] @ before
    out[:-dilation] += rows[dilation:] @ behind
    return out


def _softmax(rows: Array) -> Array:
    shares: Array = np.exp(rows - rows.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _normal(rows: Array, weight: Array, bias: Array) -> Array:
    """Layer normalization (Ba, Kiros, Hinton 2016)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + 1e-5)
    normal: Array = centred / deviation * weight + bias
    return normal
