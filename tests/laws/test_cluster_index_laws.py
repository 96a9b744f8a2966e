"""The laws of `Index`, for the one on a cluster: fewer examples, as each goes over a wire."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.index import ClusterIndex
from tests.laws import test_index_laws as laws
from tests.laws.test_index_laws import Make, changes, corpora, counts, terms, weights

few = settings(max_examples=25)


@pytest.fixture(scope="session")
def make(cluster: Cluster) -> Make:
    """Makes an empty index of a shelf that nobody else has."""
    return lambda: ClusterIndex.empty(cluster, secrets.token_hex(8))


def kept(law: Callable[..., None], *example: Any) -> None:  # noqa: ANN401 - as the law takes it
    """Try a law on one example."""
    inner: Any = law
    inner.hypothesis.inner_test(*example)


@few
@given(corpus=corpora, query=weights, k=counts)
def test_hits(make: Make, corpus: Any, query: Any, k: int) -> None:  # noqa: ANN401
    """At most `k` hits, positive scores, best first, ties in the order of adding."""
    kept(laws.test_hits_share_a_term_and_come_best_first, make, corpus, query, k)


@few
@given(corpus=corpora, query=weights)
def test_all_are_found(make: Make, corpus: Any, query: Any) -> None:  # noqa: ANN401
    """With room for all, nothing that matches is left out, whatever its score."""
    kept(laws.test_every_passage_that_shares_a_term_is_found, make, corpus, query)


@few
@given(corpus=corpora, query=weights, k=counts)
def test_the_same(make: Make, corpus: Any, query: Any, k: int) -> None:  # noqa: ANN401
    """Asking changes nothing; a smaller `k` finds the beginning of what a larger one does."""
    kept(laws.test_the_same_question_finds_the_same, make, corpus, query, k)


@few
@given(corpus=corpora, term=terms)
def test_frequencies(make: Make, corpus: Any, term: str) -> None:  # noqa: ANN401
    """A term counts once for each passage that holds it."""
    kept(laws.test_frequencies_count_passages, make, corpus, term)


@few
@given(steps=changes, query=weights, k=counts)
def test_changes(make: Make, steps: Any, query: Any, k: int) -> None:  # noqa: ANN401
    """After whatever was added, added again and removed, scores and ties are a new one's."""
    kept(laws.test_a_changed_index_answers_like_one_made_at_once, make, steps, query, k)


def test_nothing(make: Make) -> None:
    """An empty index and an empty query have no hits."""
    laws.test_nothing_is_found_by_nothing(make)
