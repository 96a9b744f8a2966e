"""The first stage: which passages of a shelf are read for a question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.shelf import Shelf
from retrieval.answering.signals import query_weights
from retrieval.model import Passage
from retrieval.replies import Query

_POOL = 8
"""Passages looked at by each of the two ways, for each one that is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A passage that is read, and why."""

    passage: Passage
    bm25: float
    """Its share of the best passage's BM25; 0 to 1."""
    meaning: float
    """Cosine of the question and the nearest of its sentences, −1 to 1; 0 without an encoder."""
    meanings: NDArray[np.float32]
    """The cosine of each of its sentences; zeros without an encoder."""


def find_passages(
    query: Query, vector: NDArray[np.float32] | None, shelf: Shelf, k: int, meaning_weight: float
) -> list[Candidate]:
    """The `k` best passages by BM25 share + `meaning_weight` × meaning, best first.

    Words find names and numbers, meaning finds what is said in other words or asked in
    another language; each brings its best passages, and the sum decides. Source for plain
    sums of the two: Ma et al., "A Replication Study of Dense Passage Retriever", 2021.

    A passage that only repeats what a better one's article has is passed over.
    """
    hits = shelf.index.retrieve(query_weights(query), _POOL * k)
    best = hits[0].score if hits else 1.0
    bm25 = {shelf.passage_number(hit): hit.score / best for hit in hits}
    meanings = _meanings(vector, shelf)
    nearest = _nearest(meanings, shelf)
    numbers = {*bm25, *_top(nearest, _POOL * k)}
    ranked = sorted(
        numbers,
        key=lambda number: (
            -(bm25.get(number, 0.0) + meaning_weight * float(nearest[number])),
            number,
        ),
    )
    return [
        Candidate(
            shelf.passages[number],
            bm25.get(number, 0.0),
            float(nearest[number]),
            meanings[slice(*shelf.bounds[number])],
        )
        for number in islice(_without_reprints(ranked, shelf), k)
    ]


def _without_reprints(numbers: Iterable[int], shelf: Shelf) -> Iterator[int]:
    """Ten reprints of one article must not fill all the places of others."""
    taken: set[str] = set()
    for number in numbers:
        passage = shelf.passages[number]
        others = taken - {passage.article_id}
        repeats = others and all(
            any(place.article_id in others for place in shelf.copies.get(sentence, ()))
            for sentence in passage.sentences
        )
        if not repeats:
            taken.add(passage.article_id)
            yield number


def _meanings(vector: NDArray[np.float32] | None, shelf: Shelf) -> NDArray[np.float32]:
    if vector is None or shelf.vectors is None:
        return np.zeros(len(shelf.sentences), dtype=np.float32)
    meanings: NDArray[np.float32] = shelf.vectors @ vector
    return meanings


def _nearest(meanings: NDArray[np.float32], shelf: Shelf) -> NDArray[np.float32]:
    """The highest of each passage; passages are runs of rows, which may overlap."""
    if not len(shelf.passages):
        return np.zeros(0, dtype=np.float32)
    padded = np.append(meanings, np.float32(-1))
    highest: NDArray[np.float32] = np.maximum.reduceat(padded, shelf.bounds.ravel())[::2]
    return highest


def _top(nearest: NDArray[np.float32], k: int) -> Sequence[int]:
    """The passages that are near at all; none where nothing is known of meaning."""
    if not nearest.any():
        return ()
    return [int(number) for number in np.argsort(-nearest, kind="stable")[:k]]
