"""What a passage holds of a question, counted once for all signals."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import keys_of
from retrieval.answering.views import PassageView
from retrieval.model import Span, TokenKind
from retrieval.replies import Query, QueryTerm

Floats = NDArray[np.float64]

_NEAR = 8.0
"""Characters over which nearness to the question word falls to 1/e."""


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The terms of a question as columns; one that is asked twice counts twice."""

    terms: dict[str, int]
    """Those asked for, and those that stand in for them, each with its number."""
    keys: NDArray[np.uint64]
    """Of each of those terms, by its number."""
    counted: Floats
    """Which columns each of those terms counts for; shape (terms, columns)."""
    weights: Floats
    """Of each column; above 0."""
    information: Floats
    """Of each column, weight included, in nats; above 0."""
    words: NDArray[np.bool_]
    """Whether a column is a word; the others are units and pairs."""
    spans: tuple[Span, ...]
    """Where each stands in the question."""
    nearness: Floats
    """How near each stands to the question word, 0 to 1; all 1 if there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A passage, and how often each of its sentences holds each column of a question."""

    view: PassageView
    frequencies: Floats
    """Shape (sentences, columns)."""
    around: NDArray[np.bool_]
    """Whether a sentence or one of its two neighbours holds a column; (sentences, columns)."""


def sought(query: Query) -> Sought:
    """The columns of `query`."""
    own: dict[str, int] = {}
    weights: list[float] = []
    first: list[QueryTerm] = []
    for term in query.terms:
        if term.term in own:
            weights[own[term.term]] += term.weight
        else:
            own[term.term] = len(weights)
            weights.append(term.weight)
            first.append(term)
    columns: dict[str, list[int]] = {}
    for column, term in enumerate(first):
        for name in (term.term, *term.alternatives):
            columns.setdefault(name, []).append(column)
    information = [term.weight * term.information for term in first]
    counted = np.zeros((len(columns), len(first)))
    for row, numbers in enumerate(columns.values()):
        counted[row, numbers] = 1
    return Sought(
        {name: number for number, name in enumerate(columns)},
        keys_of(columns),
        counted,
        np.array(weights, dtype=np.float64),
        np.array(information, dtype=np.float64),
        np.array([term.kind is TokenKind.WORD for term in first], dtype=np.bool_),
        tuple(term.span for term in first),
        np.array([_nearness(term.span, query.asked) for term in first], dtype=np.float64),
    )


def _nearness(span: Span, asked: Span | None) -> float:
    if asked is None:
        return 1.0
    gap = max(span.start - asked.end, asked.start - span.end, 0)
    return math.exp(-gap / _NEAR)


def evidence_in(view: PassageView, columns: Sought) -> Evidence:
    """What each sentence of a passage holds."""
    numbers = view.vocabulary.numbers_of(columns.keys)
    asked = np.full(len(view.vocabulary.keys), -1, dtype=np.intp)
    asked[numbers[numbers >= 0]] = np.flatnonzero(numbers >= 0)
    which = asked[view.terms.numbers]
    found = which >= 0
    shape = (len(view.sentences), len(columns.keys))
    cells = view.terms.sentences[found] * shape[1] + which[found]
    counts = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    for row, terms in enumerate(view.listed):
        for term in terms:
            if term in columns.terms:
                counts[row, columns.terms[term]] += 1
    frequencies = counts @ columns.counted
    held = frequencies > 0
    around = held.copy()
    around[1:] |= held[:-1]
    around[:-1] |= held[1:]
    return Evidence(view, frequencies, around)


def share_of_information(columns: Sought, held: NDArray[np.bool_]) -> Floats:
    """Share of the question's information in each row of `held`, 0 to 1.

    Each column weighs −ln p, its self-information in general text (Shannon 1948): a
    missing name weighs more than a missing everyday word, whatever the shelf.
    """
    total = columns.information.sum()
    share: Floats = held @ columns.information / (total or 1.0)
    return share
