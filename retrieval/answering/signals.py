"""The named ingredients of a sentence's score and of an answer's confidence.

Each is one function of a query and terms, with its source.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.bm25 import PostingsBM25
from retrieval.options import IndexOptions
from retrieval.replies import Query


def query_weights(query: Query) -> dict[str, float]:
    """Term → how often it counts; a term that is asked twice counts twice."""
    weights: dict[str, float] = {}
    for term in query.terms:
        weights[term.term] = weights.get(term.term, 0) + term.weight
    return weights


def local_bm25(
    weights: Mapping[str, float], sentences: Sequence[Sequence[str]], parameters: IndexOptions
) -> NDArray[np.float64]:
    """BM25 of each sentence as if its passage were the whole collection; 0 and up.

    What a passage is about stands in most of its sentences, so it tells nothing there
    about which of them answers. Source: Elasticsearch's unified highlighter, which scores
    sentences "as if they were documents".
    """
    return PostingsBM25(sentences, k1=parameters.k1, b=parameters.b).weighted_scores(weights)


def coverage(query: Query, terms: Collection[str]) -> float:
    """Share of the question's information that `terms` hold, 0 to 1.

    Each query term weighs −ln p, its self-information in general text (Shannon 1948): a
    missing name weighs more than a missing everyday word, whatever the shelf.
    """
    known = frozenset(terms)
    total = found = 0.0
    for term in query.terms:
        information = term.weight * term.information
        total += information
        found += information * (term.term in known)
    return found / total if total else 0.0
