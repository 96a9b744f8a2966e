"""Fit the encoder's main directions: `python -m retrieval.tuning.directions TO FILE…`.

The FILEs are in SQuAD's format; the sentences of their contexts are encoded. Which files they
are matters little: fitted on the one half of them, the directions serve the other as well.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.evaluation.datasets import parse_squad
from retrieval.model import Article
from retrieval.models.loading import load_encoder
from retrieval.text.splitting.sentences import split_sentences

_COUNT = 128
_BATCH = 64


def directions_of(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The `count` directions that leave out least of `vectors`, as columns, the first best.

    Principal components, not centred: it is products that are to be kept. Source: Eckart and
    Young, "The approximation of one matrix by another of lower rank", 1936.
    """
    _, found = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(found[:, ::-1][:, :count])


def main(arguments: Sequence[str]) -> None:
    """Encode the sentences of all files, and write their directions."""
    to, *files = map(Path, arguments)
    texts = [
        sentence.text
        for file in files
        for context in parse_squad(json.loads(file.read_text("utf-8-sig")))
        for sentence in split_sentences(Article("", context.text))
    ]
    encoder = load_encoder(None)
    batches = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    vectors = np.concatenate([encoder.encode(batch) for batch in batches])
    np.save(to, directions_of(vectors, _COUNT).astype(np.float16))


if __name__ == "__main__":
    main(sys.argv[1:])
