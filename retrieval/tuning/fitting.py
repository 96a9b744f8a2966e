"""The networks' weights from examples."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retrieval.models.reader import FAINT
from retrieval.models.weights import Scoring
from retrieval.protocols import Encoder
from retrieval.tuning.batching import batch_count, batches
from retrieval.tuning.examples import Example
from retrieval.tuning.network import Batch, Network, Shape, layers, listwise_loss

DEFAULT_SHAPE = Shape()


@dataclass(frozen=True, slots=True)
class Plan:
    """How fitting goes."""

    seed: int
    shape: Shape = DEFAULT_SHAPE
    epochs: int = 4
    batch: int = 24
    rate: float = 2e-3
    """Highest learning rate of the one-cycle schedule (Smith, 2018)."""
    decay: float = 0.01
    span_share: float = 0.3
    """Weight of finding begin and end beside finding the sentence."""


Report = Callable[[str], None]


def fit(
    examples: Sequence[Example],
    encoder: Encoder | None,
    names: Sequence[str],
    plan: Plan,
    report: Report,
) -> Scoring:
    """The network that finds the right sentence of each example most often.

    Without an encoder it is one of the signals alone.
    """
    reads = encoder is not None
    torch.manual_seed(plan.seed)
    shuffled = random.Random(plan.seed)  # noqa: S311 - no secret
    every = np.concatenate([example.signals for example in examples])
    centres = every.mean(axis=0)
    scales = every.std(axis=0) + FAINT
    network = Network(plan.shape, every.shape[1], reads=reads)
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay)
    rates = schedule(optimizer, plan, len(examples))
    lengths = [len(example.pieces) for example in examples]
    for epoch in range(plan.epochs):
        network.train()
        losses = []
        for numbers in batches(lengths, plan.batch, shuffled):
            batch = _batch([examples[one] for one in numbers], encoder, centres, scales)
            loss = _loss(network, batch, plan.span_share)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rates.step()
            losses.append(loss.item())
        report(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}")
    fitted = {name: tensor.numpy() for name, tensor in layers(network).items()}
    return Scoring(tuple(names), centres, scales, fitted)


def schedule(
    optimizer: torch.optim.Optimizer, plan: Plan, examples: int
) -> torch.optim.lr_scheduler.OneCycleLR:
    """The learning rates of a plan for so many examples: one cycle, over with the last batch."""
    steps = plan.epochs * batch_count(examples, plan.batch)
    return torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=steps, pct_start=0.15
    )


def _loss(network: Network, batch: Batch, span_share: float) -> Tensor:
    scores, begins, ends = network(batch)
    loss = listwise_loss(scores, batch.right)
    if begins is not None and ends is not None:
        spans = listwise_loss(begins, batch.begins) + listwise_loss(ends, batch.ends)
        loss = loss + span_share * spans / 2
    return loss


def _batch(
    group: Sequence[Example],
    encoder: Encoder | None,
    centres: NDArray[np.float32],
    scales: NDArray[np.float32],
) -> Batch:
    reads = encoder is not None
    size, count = len(group), max(len(one.signals) for one in group)
    long = max(len(one.pieces) for one in group) if reads else 1
    asked = max(len(one.question) for one in group) if reads else 1
    pieces, question = np.zeros((size, long), np.int32), np.zeros((size, asked), np.int32)
    whole = {
        name: np.zeros((size, long), np.float32)
        for name in ("present", "asked", "agreeing", "begins", "ends")
    }
    tags = np.zeros((size, long), np.int64)
    where = np.full((size, long), count, np.int64)
    shown, weights = np.zeros((size, asked), np.float32), np.zeros((size, asked), np.float32)
    signals = np.zeros((size, count, group[0].signals.shape[1]), np.float32)
    counted, right = np.zeros((size, count), np.float32), np.zeros((size, count), np.float32)
    for row, one in enumerate(group):
        sentences = len(one.signals)
        signals[row, :sentences] = (one.signals - centres) / scales
        counted[row, :sentences] = 1
        right[row, list(one.right)] = 1
        if not reads:
            continue
        length, width = len(one.pieces), len(one.question)
        pieces[row, :length], tags[row, :length] = one.pieces, one.tags
        where[row, :length] = one.sentences
        whole["present"][row, :length] = 1
        whole["asked"][row, :length] = one.asked
        whole["agreeing"][row, :length] = one.agreeing
        whole["begins"][row, list(one.begins)] = 1
        whole["ends"][row, list(one.ends)] = 1
        question[row, :width], weights[row, :width], shown[row, :width] = (
            one.question,
            one.weights,
            1,
        )
    tensor = torch.from_numpy
    return Batch(
        passage=_vectors(pieces, encoder),
        question=_vectors(question, encoder),
        present=tensor(whole["present"]),
        asked_present=tensor(shown),
        weights=tensor(weights),
        kinds=torch.tensor([one.kind for one in group]),
        tags=tensor(tags),
        asked=tensor(whole["asked"]),
        agreeing=tensor(whole["agreeing"]),
        sentences=tensor(where),
        signals=tensor(signals),
        counted=tensor(counted),
        right=tensor(right),
        begins=tensor(whole["begins"]),
        ends=tensor(whole["ends"]),
    )


def _vectors(ids: NDArray[np.int32], encoder: Encoder | None) -> Tensor:
    if encoder is None:
        return torch.zeros(*ids.shape, 1)
    rows = encoder.piece_vectors(ids.ravel())
    return torch.from_numpy(rows).reshape(*ids.shape, -1)
