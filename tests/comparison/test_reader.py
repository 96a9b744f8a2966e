"""The reader's forward pass against its twin in PyTorch, whose weights are fitted."""

import numpy as np
import pytest

from retrieval.models.reader import KINDS, TAGS, PassageInput, QuestionInput, Reader

torch = pytest.importorskip("torch", reason="only `make tune` installs PyTorch")

SENTENCES = 3
PIECES = (5, 1, 7)
DIMENSIONS = 512


def test_both_score_alike() -> None:
    """The same weights, question and passage give the same scores, to rounding."""
    from retrieval.tuning.network import Batch, Network, Shape, layers  # noqa: PLC0415

    torch.manual_seed(1)
    random = np.random.default_rng(1)
    network = Network(Shape(), 4, reads=True).eval()
    reader = Reader({name: tensor.numpy() for name, tensor in layers(network).items()})
    count = sum(PIECES)
    vectors = _unit(random, count)
    question = QuestionInput(_unit(random, 6), _floats(random.uniform(0.3, 9, 6)), KINDS - 1)
    passage = PassageInput(
        vectors @ question.vectors.T,
        np.arange(count),
        random.integers(0, TAGS, count),
        _floats(random.integers(0, 2, count)),
        _floats(random.integers(0, 2, count)),
        np.repeat(np.arange(SENTENCES), PIECES),
    )
    signals = _floats(random.normal(size=(SENTENCES, 4)))

    reading = reader.read(question, passage, reader.projected(vectors), SENTENCES)
    scores = reader.score(np.concatenate([reading.sentences, signals], axis=1))
    one = torch.ones
    batch = Batch(
        passage=torch.from_numpy(vectors)[None],
        question=torch.from_numpy(question.vectors)[None],
        present=one(1, count),
        asked_present=one(1, 6),
        weights=torch.from_numpy(question.weights)[None],
        kinds=torch.tensor([question.kind]),
        tags=torch.from_numpy(passage.tags)[None],
        asked=torch.from_numpy(passage.asked)[None],
        agreeing=torch.from_numpy(passage.agreeing)[None],
        sentences=torch.from_numpy(passage.sentences)[None],
        signals=torch.from_numpy(signals)[None],
        counted=one(1, SENTENCES),
        right=one(1, SENTENCES),
        begins=one(1, count),
        ends=one(1, count),
    )
    with torch.no_grad():
        twin, begins, ends = network(batch)

    assert np.allclose(scores, twin[0].numpy(), atol=1e-4)
    assert np.allclose(reading.begins, begins[0].numpy(), atol=1e-4)
    assert np.allclose(reading.ends, ends[0].numpy(), atol=1e-4)


def _floats(values: object) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return np.asarray(values, dtype=np.float32)


def _unit(
    random: np.random.Generator, rows: int
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    vectors = random.normal(size=(rows, DIMENSIONS))
    return _floats(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
