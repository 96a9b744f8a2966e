"""The first stage: which passages of a shelf are read for a question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from retrieval.answering.meanings import Nearness
from retrieval.answering.shelf import Shelf
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.signals import query_weights
from retrieval.model import Passage
from retrieval.models.reader import Array
from retrieval.replies import Query

_POOL = 8
"""Passages looked at by each of the two ways, for each one that is read."""

Key = tuple[int, int]
"""A passage: the place of its article on the shelf, and its number there."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A passage that is read, and why."""

    shelved: ShelvedArticle
    number: int
    """Of the passage in its article, from 0."""
    bm25: float
    """Its share of the best passage's BM25; 0 to 1."""
    meaning: float
    """Cosine of the question and the nearest of its sentences, −1 to 1; 0 without an encoder."""
    meanings: Array
    """The cosine of each of its sentences; zeros without an encoder."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.shelved.passage(self.number)


def find_passages(
    query: Query, vector: Array | None, shelf: Shelf, k: int, meaning_weight: float
) -> list[Candidate]:
    """The `k` best passages by BM25 share + `meaning_weight` × meaning, best first.

    Words find names and numbers, meaning finds what is said in other words or asked in
    another language; each brings its best passages, and the sum decides. Source for plain
    sums of the two: Ma et al., "A Replication Study of Dense Passage Retriever", 2021.

    A passage that only repeats what a better one's article has is passed over.
    """
    hits = shelf.index.retrieve(query_weights(query), _POOL * k)
    best = hits[0].score if hits else 1.0
    bm25 = {(shelf.placed[hit.article_id].place, hit.number): hit.score / best for hit in hits}
    near = None
    if vector is not None and shelf.meanings.there:
        near = shelf.meanings.asked(vector, shelf.places)
    keys = bm25.keys() | set(_nearest(near, shelf, _POOL * k))
    meanings = {key: _meanings(key, near, shelf) for key in keys}
    nearest = {key: float(cosines.max()) for key, cosines in meanings.items()}
    ranked = sorted(
        keys, key=lambda key: (-(bm25.get(key, 0.0) + meaning_weight * nearest[key]), key)
    )
    return [
        Candidate(shelf.places[key[0]], key[1], bm25.get(key, 0.0), nearest[key], meanings[key])
        for key in islice(_without_reprints(ranked, shelf), k)
    ]


def _without_reprints(keys: Iterable[Key], shelf: Shelf) -> Iterator[Key]:
    """Ten reprints of one article must not fill all the places of others."""
    taken: set[str] = set()
    for place, number in keys:
        shelved = shelf.places[place]
        others = taken - {shelved.article.id}
        repeats = others and all(
            any(same.article_id in others for same in shelf.copies.get(sentence, ()))
            for sentence in shelved.sentences[slice(*shelved.runs[number])]
        )
        if not repeats:
            taken.add(shelved.article.id)
            yield place, number


def _nearest(near: Nearness | None, shelf: Shelf, k: int) -> Iterable[Key]:
    """The passages with the nearest sentences; none where nothing is known of meaning."""
    if near is None:
        return ()
    passages = (
        (place, number)
        for place, sentence in near.nearest()
        for number in shelf.places[place].passages_with(sentence)
    )
    found: dict[Key, None] = {}
    for key in passages:
        found[key] = None
        if len(found) == k:
            break
    return found


def _meanings(key: Key, near: Nearness | None, shelf: Shelf) -> Array:
    place, number = key
    first, last = shelf.places[place].runs[number]
    return (
        np.zeros(last - first, dtype=np.float32) if near is None else near.of(place, first, last)
    )
