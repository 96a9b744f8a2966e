"""An index on a cluster that puts right what others changed there."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.shared import SharedIndex
from tests.retrieval.index.cluster.articles import TERMS, article

ONE, TWO, THREE = (article(name) for name in ("one", "two", "three"))
TERM = {TERMS[0]: 1.0}


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[SharedIndex]:
    """One of a shelf that nobody else has, without articles."""
    found = SharedIndex(ClusterIndex.empty(cluster, secrets.token_hex(8)), {})
    yield found
    found.changed([ONE], ()).changed((), ["one"])


def found_in(index: SharedIndex) -> set[str]:
    """The articles that have a passage with a common term."""
    return {hit.article_id for hit in index.retrieve(TERM, 100)}


def test_it_holds_what_it_was_given(empty: SharedIndex) -> None:
    """Through changes, as any other index."""
    index = empty.changed([ONE, TWO], ()).changed([THREE], ["one"])

    assert found_in(index) == {"two", "three"}
    assert index.document_frequency("nobody has it") == 0
    assert found_in(empty) == set()


def test_what_others_changed_is_put_right(empty: SharedIndex) -> None:
    """Both answer from what they have read, in turn."""
    one, other = empty.changed([ONE, TWO], ()), empty.changed([TWO, THREE], ())

    assert found_in(one) == {"one", "two"}
    assert found_in(other) == {"two", "three"}
    assert found_in(one.changed([THREE], ())) == {"one", "two", "three"}


def test_it_is_put_right_once(empty: SharedIndex) -> None:
    """However many threads find out at the same time."""
    index = empty.changed([ONE, TWO], ())
    empty.changed([THREE], ())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: found_in(index), range(16)))

    assert found == [{"one", "two"}] * 16
