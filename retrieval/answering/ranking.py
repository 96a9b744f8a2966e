"""The second stage: the sentences of the passages that were found, best first."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from retrieval.answering.apposition import NAMED_WEIGHT, names_bearer, post_asked_for
from retrieval.answering.inputs import (
    Asked,
    meaning_signals,
    passage_input,
    prepare,
    signals,
)
from retrieval.answering.passages import Candidate, find_passages
from retrieval.answering.shelf import Shelf
from retrieval.answering.views import PassageView, view_of
from retrieval.model import Sentence
from retrieval.models.reader import Array, Reader
from retrieval.models.weights import Linear, Scoring, Weights, stage_of
from retrieval.options import AnsweringOptions, IndexOptions
from retrieval.protocols import Encoder, Tools
from retrieval.replies import Query
from retrieval.text.scripts import fold_in_place

_KEPT_QUESTIONS = 64
"""Questions whose vectors are kept: one is looked up more than once while it is answered."""

_KEPT_CANDIDATES = 16
"""Questions whose passages are kept: what becomes of one is asked for again, and what else there
is when it was answered."""
_KEPT_PASSAGES = 32
"""Passages whose views are kept, of all shelves; with both models about 1 MB each. Those of an
article are asked for again and again."""


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A candidate with its score and the signals that made it."""

    sentence: Sentence
    score: float
    """In logits; compares only within one question."""
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class ReadPassage:
    """A candidate passage with all that its sentences are scored by."""

    candidate: Candidate
    signals: Mapping[str, Array]
    """Of each of its sentences, by name."""
    read: Sequence[Array]
    """What each reader found in each; no columns without an encoder."""


class Ranker:
    """Ranks the sentences of a shelf for a question. It never changes."""

    def __init__(
        self,
        shelf: Shelf,
        tools: Tools,
        weights: Weights,
        options: AnsweringOptions,
        parameters: IndexOptions,
    ) -> None:
        """Rank `shelf`, which was built with the same tools, by `weights`."""
        self.tools = tools
        self._encoder = tools.encoder
        self._kind = "plain" if tools.encoder is None else "reading"
        self._view = lru_cache(_KEPT_PASSAGES)(partial(view_of, encoder=tools.encoder))
        self._vector = lru_cache(_KEPT_QUESTIONS)(partial(_meaning, tools.encoder))
        self._options = options
        self._parameters = parameters
        self._look_at(shelf)
        self._take(weights)

    def _take(self, weights: Weights) -> None:
        self._weights = weights
        self._scorings = weights.scorings[self._kind]
        self._readers = [Reader(scoring.layers) for scoring in self._scorings]
        self._projected = lru_cache(_KEPT_PASSAGES)(partial(_project, self._readers))

    def _look_at(self, shelf: Shelf) -> None:
        self.shelf = shelf
        # Nothing that is kept knows the ranker, so that a shelf is gone as soon as nobody asks it.
        found = partial(_found, shelf, self._vector, self._options)
        self._candidates = lru_cache(_KEPT_CANDIDATES)(found)

    def on(self, shelf: Shelf) -> "Ranker":
        """One that ranks another shelf, which was built with the same tools.

        What was made of articles for this one, that one has as well.
        """
        other = copy(self)
        other._look_at(shelf)  # noqa: SLF001 - one of our own
        return other

    def with_weights(self, weights: Weights) -> "Ranker":
        """One on the same shelf by other weights; what both keep is kept once."""
        other = copy(self)
        other._take(weights)  # noqa: SLF001 - one of our own
        return other

    def rank(self, query: Query) -> list[RankedSentence]:
        """Every sentence of the best passages for `query` once, best first.

        Ties are in text order. A sentence that stands in two passages counts by the better.
        """
        best: dict[Sentence, RankedSentence] = {}
        added = self._weights.passages[self._stage(query)]
        post = post_asked_for(query)
        for passage in self.read(query):
            for ranked in self._scored(passage, added, post):
                known = best.get(ranked.sentence)
                if known is None or ranked.score > known.score:
                    best[ranked.sentence] = ranked
        place = self.shelf.place_of
        return sorted(best.values(), key=lambda one: (-one.score, place(one.sentence)))

    def confidence(self, query: Query, ranked: Sequence[RankedSentence]) -> float:
        """How sure it is that the best of `ranked` answers `query`, 0 to 1."""
        certainty = self._weights.confidence[self._stage(query)]
        return confidence(ranked, certainty) if ranked else 0.0

    def read(self, query: Query) -> list[ReadPassage]:
        """The best passages for `query`, read."""
        asked = prepare(query, self._encoder)
        candidates = self._candidates(query)
        listed = self.shelf.listed
        views = [self._view(each.shelved, each.number, listed) for each in candidates]
        plain = signals(asked, views, self._parameters)
        return [
            self._read(asked, candidate, view, own)
            for candidate, view, own in zip(candidates, views, plain, strict=True)
        ]

    def near(self, query: Query) -> Iterator[Sentence]:
        """The sentences of the best passages for `query`, unread."""
        for candidate in self._candidates(query):
            yield from candidate.passage.sentences

    def _read(
        self, asked: Asked, candidate: Candidate, view: PassageView, plain: dict[str, Array]
    ) -> ReadPassage:
        count = len(view.sentences)
        if asked.reading is None or view.pieced is None:
            nothing = np.zeros((count, 0), dtype=np.float32)
            return ReadPassage(candidate, plain, [nothing for _ in self._readers])
        given = passage_input(asked, asked.reading, view.pieced)
        readings = [
            reader.read(asked.reading, given, own, count)
            for reader, own in zip(self._readers, self._projected(view), strict=True)
        ]
        meant = meaning_signals(asked.reading, given, candidate.meanings)
        named = {
            **plain,
            **meant,
            "answer_begins": _mean(
                [one.peaks for one in readings if len(one.peaks)]
                or [np.zeros(count, dtype=np.float32)]
            ),
        }
        return ReadPassage(candidate, named, [one.sentences for one in readings])

    def _stage(self, query: Query) -> str:
        return stage_of(self._kind, cross_lingual=query.cross_lingual)

    def _scored(
        self, passage: ReadPassage, added: Linear, post: str | None
    ) -> Iterator[RankedSentence]:
        scores = _mean(
            [
                reader.score(features(passage, read, scoring))
                for reader, scoring, read in zip(
                    self._readers, self._scorings, passage.read, strict=True
                )
            ]
        )
        candidate = passage.candidate
        whole = {"passage_bm25": candidate.bm25, "passage_meaning": candidate.meaning}
        scores = scores + added.of(whole)
        rows = zip(*(values.tolist() for values in passage.signals.values()), strict=True)
        for number, (sentence, row) in enumerate(
            zip(candidate.passage.sentences, rows, strict=True)
        ):
            own = dict(zip(passage.signals, row, strict=True))
            named = float(post is not None and self._names_bearer(post, sentence))
            score = float(scores[number]) + NAMED_WEIGHT * named
            yield RankedSentence(sentence, score, {**own, **whole, "bearer_named": named})

    def _names_bearer(self, post: str, sentence: Sentence) -> bool:
        folded = fold_in_place(sentence.text)
        return names_bearer(post, sentence, folded, self.shelf.words_of(sentence))


def _found(
    shelf: Shelf, vector: Callable[[str], Array | None], options: AnsweringOptions, query: Query
) -> list[Candidate]:
    asked = vector(query.question)
    return find_passages(query, asked, shelf, options.passages, options.meaning_weight)


def _meaning(encoder: Encoder | None, question: str) -> Array | None:
    return None if encoder is None else encoder.encode([question])[0]


def _project(readers: Sequence[Reader], view: PassageView) -> list[Array]:
    """What each reader keeps of a passage."""
    if view.pieced is None:
        return []
    return [reader.projected(view.pieced.distinct) for reader in readers]


def certainty_signals(ranked: Sequence[RankedSentence]) -> dict[str, float]:
    """What is known of the best sentence, and how it stands among the others."""
    scores = np.array([one.score for one in ranked])
    shares = np.exp(scores - scores.max())
    return {
        **ranked[0].signals,
        "score": ranked[0].score,
        "share": float(1 / shares.sum()),
        "lead": float(scores[0] - scores[1]) if len(scores) > 1 else 0.0,
    }


def confidence(ranked: Sequence[RankedSentence], certainty: Linear) -> float:
    """The chance that the best of `ranked` answers, by logistic regression; 0 to 1."""
    return 1 / (1 + math.exp(-certainty.of(certainty_signals(ranked))))


def _mean(arrays: Sequence[Array]) -> Array:
    mean: Array = np.mean(arrays, axis=0)
    return mean


def features(passage: ReadPassage, read: Array, scoring: Scoring) -> Array:
    """What the last layers see of each sentence: what was read, then the scaled signals."""
    named: Sequence[Array] = [passage.signals[name] for name in scoring.signals]
    scaled = (np.stack(named, axis=1) - scoring.centres) / scoring.scales
    return np.concatenate([read, scaled], axis=1, dtype=np.float32)
