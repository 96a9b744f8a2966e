"""An index on a cluster that puts right what others changed there."""

import contextlib
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.problems import IndexChangedError
from retrieval.model import Hit
from retrieval.protocols import ArticleTerms

T = TypeVar("T")

_TRIES = 3
"""How often the cluster is put right for one question: whoever changes it has read the store
later or earlier than we, and the next question is asked of what both read then."""


class SharedIndex:
    """A `ClusterIndex` that knows all its terms, and brings them back where they are not.

    It raises what that does, but for `IndexChangedError` only if others keep changing the
    shelf while it is put right.
    """

    def __init__(self, empty: ClusterIndex, articles: Mapping[str, ArticleTerms]) -> None:
        """Hold the articles, by id and in their order, where `empty` is; nothing is asked yet."""
        self._empty = empty
        self._articles = articles
        self._index: ClusterIndex | None = None
        self._lock = threading.Lock()

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "SharedIndex":
        """See `Index`; what is on the cluster is changed at once."""
        new = {each.article_id: each for each in added}
        gone = {*removed, *new}
        kept = {name: each for name, each in self._articles.items() if name not in gone}
        changed = SharedIndex(self._empty, kept | new)
        try:
            changed._index = (self._index or self._empty).changed(added, removed)
        except IndexChangedError:
            changed._put_right(None)
        return changed

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """See `Index`."""
        return self._insisted(lambda index: index.retrieve(terms, k))

    def document_frequency(self, term: str) -> int:
        """See `Index`."""
        return self._insisted(lambda index: index.document_frequency(term))

    def _insisted(self, ask: Callable[[ClusterIndex], T]) -> T:
        for _ in range(_TRIES):
            index = self._index
            with contextlib.suppress(IndexChangedError):
                return ask(index or self._empty)
            with contextlib.suppress(IndexChangedError):
                self._put_right(index)
        return ask(self._index or self._empty)

    def _put_right(self, outdated: ClusterIndex | None) -> None:
        """Once for all who found it out at the same time."""
        with self._lock:
            if self._index is outdated:
                self._index = self._empty.changed(tuple(self._articles.values()), ())
