"""The twin of `retrieval/models/reader.py` in PyTorch, whose weights can be fitted.

`tests/comparison/` holds both against each other where PyTorch is installed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from retrieval.models.reader import (
    DILATIONS,
    GATE_SPREAD,
    KINDS,
    OTHERS,
    PEAK_SCALE,
    TAGS,
    TELLING_SCALE,
)

_TAG_WIDTH = 12
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    dimensions: int = 512
    """Of the encoder's vectors."""
    projected: int = 64
    hidden: int = 64
    inner: int = 64
    """Of the layer that joins what was read with the signals."""
    dropout: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Examples side by side, padded."""

    passage: Tensor
    """Vectors of the pieces; (batch, pieces, dimensions)."""
    question: Tensor
    present: Tensor
    """Which pieces of the passage are none but padding; 0 or 1."""
    asked_present: Tensor
    weights: Tensor
    kinds: Tensor
    tags: Tensor
    asked: Tensor
    agreeing: Tensor
    sentences: Tensor
    """Number of each piece's sentence; the number of sentences for padding."""
    signals: Tensor
    counted: Tensor
    """Which sentences are none but padding; 0 or 1."""
    right: Tensor
    begins: Tensor
    ends: Tensor


class Network(nn.Module):
    """Reads passages and scores their sentences."""

    def __init__(self, shape: Shape, signals: int, *, reads: bool) -> None:
        """A network for so many signals; one that `reads` not has only the last layers."""
        super().__init__()
        self.shape, self.reads = shape, reads
        seen = signals
        if reads:
            wide, hidden = shape.projected, shape.hidden
            self.project = nn.Linear(shape.dimensions, wide, bias=False)
            self.tag = nn.Embedding(TAGS, _TAG_WIDTH)
            self.kind = nn.Embedding(KINDS, wide)
            nn.init.normal_(self.kind.weight, std=0.1)
            self.ask = nn.Conv1d(wide, wide, 3, padding=1)
            self.matter = nn.Linear(wide, 1, bias=False)
            self.gate = nn.Linear(wide, hidden)
            self.enter = nn.Linear(3 * wide + _TAG_WIDTH + OTHERS, hidden)
            self.norm = nn.LayerNorm(hidden)
            self.layers = nn.ModuleList(
                nn.Conv1d(hidden, hidden, 3, padding=far, dilation=far) for far in DILATIONS
            )
            self.begin = nn.Linear(hidden, 1)
            self.end = nn.Linear(hidden, 1)
            self.sharpness = nn.Parameter(torch.tensor(8.0))
            seen += 2 * hidden + 2
        self.drop = nn.Dropout(shape.dropout)
        self.score1 = nn.Linear(seen, shape.inner)
        self.score2 = nn.Linear(shape.inner, 1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor | None, Tensor | None]:
        """Scores of sentences, and of pieces as begin and end, in logits."""
        parts, begins, ends = [batch.signals], None, None
        if self.reads:
            hidden = self.drop(self._pieces(batch))
            begins = self.begin(hidden).squeeze(-1) + (batch.present - 1) * -_NEVER
            ends = self.end(hidden).squeeze(-1) + (batch.present - 1) * -_NEVER
            parts = [self._sentences(batch, hidden, begins, ends), batch.signals]
        inner = self.drop(torch.relu(self.score1(torch.cat(parts, 2))))
        scores = self.score2(inner).squeeze(-1)
        return scores.masked_fill(batch.counted == 0, _NEVER), begins, ends

    def _pieces(self, batch: Batch) -> Tensor:
        shown = batch.asked_present
        hiding = (shown - 1)[:, None] * 10
        likeness = torch.bmm(batch.passage, batch.question.transpose(1, 2)) + hiding
        asked = self.project(batch.question)
        aligned = torch.bmm(torch.softmax(likeness * self.sharpness, 2), asked)
        own = self.project(self.drop(batch.passage))
        gist = self._gist(asked * shown[..., None], shown) + self.kind(batch.kinds)
        nearest = likeness.max(2)[0]
        telling = (likeness * (batch.weights * shown)[:, None]).max(2)[0] / TELLING_SCALE
        others = [nearest, telling, batch.asked, batch.asked * nearest, batch.agreeing]
        alike = [(own - aligned).abs(), own * aligned, own * gist[:, None], self.tag(batch.tags)]
        seen = torch.cat([*alike, *(other[..., None] for other in others)], 2)
        present = batch.present[..., None]
        hidden = torch.relu(self.norm(self.enter(seen))) * present
        gate = GATE_SPREAD * torch.sigmoid(self.gate(gist))[:, None]
        for layer in self.layers:
            near = layer(self.drop(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + torch.relu(near) * gate) * present
        return hidden

    def _gist(self, asked: Tensor, shown: Tensor) -> Tensor:
        seen = torch.tanh(self.ask(asked.transpose(1, 2)).transpose(1, 2))
        matters = torch.softmax(self.matter(seen).squeeze(-1) + (shown - 1) * -_NEVER, 1)
        return torch.bmm(matters[:, None], seen).squeeze(1)

    def _sentences(self, batch: Batch, hidden: Tensor, begins: Tensor, ends: Tensor) -> Tensor:
        size, _, width = hidden.shape
        count = batch.counted.shape[1] + 1  # the last one gathers the padding
        where = batch.sentences[..., None].expand(-1, -1, width)
        highest = torch.full((size, count, width), _NEVER).scatter_reduce(1, where, hidden, "amax")
        total = torch.zeros(size, count, width).scatter_add(1, where, hidden)
        number = torch.zeros(size, count).scatter_add(1, batch.sentences, batch.present)
        peaks = [
            torch.full((size, count), _NEVER).scatter_reduce(1, batch.sentences, of, "amax")
            for of in (begins, ends)
        ]
        held = (number > 0)[..., None]
        mean = total / number.clamp(min=1)[..., None]
        found = [highest, mean, *(peak[..., None] / PEAK_SCALE for peak in peaks)]
        return torch.cat([torch.where(held, part, 0.0) for part in found], 2)[:, :-1]


def listwise_loss(scores: Tensor, right: Tensor) -> Tensor:
    """−ln of the share of what is right (ListNet's top-one loss, Cao et al., ICML 2007).

    Rows in which nothing is right do not count; 0 if there is no other.
    """
    known = right.sum(1) > 0
    scores, right = scores[known], right[known]
    among = torch.logsumexp(scores + (right - 1) * -_NEVER, 1)
    return (torch.logsumexp(scores, 1) - among).sum() / max(len(scores), 1)


def layers(network: Network) -> Mapping[str, Tensor]:
    """The fitted weights by name."""
    return {name: tensor.detach() for name, tensor in network.state_dict().items()}
