"""An index whose passages are on a cluster."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Self

from retrieval.index.cluster import query, searching
from retrieval.index.cluster.connection import Cluster, Command, Refused
from retrieval.index.cluster.contents import Contents, Entry, Names
from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.problems import (
    IndexChangedError,
    OutOfReachError,
    Unfit,
    UnfitServerError,
)
from retrieval.model import Hit
from retrieval.protocols import ArticleTerms

_MORE = 16
"""Hits that are looked at behind the k-th: they may tie with it."""
_PAUSE_SECONDS = 0.05
_USED_SECONDS = 3_600.0
"""How often it is noted that a shelf is used."""
_REMEMBERED = 50_000
"""Terms whose frequencies are kept."""


class ClusterIndex:
    """An `Index` on a cluster, which others use as well: then it tells when it was overtaken.

    Besides what `Index` says, all methods raise

        IndexChangedError: the cluster has other articles than this index, or not all of
            them. Whoever gets it reads the store, and brings the cluster up to that with
            all the articles: `ClusterIndex.empty(…).changed(all, ())`.
        OutOfReachError: the cluster does not answer in time, not even after a
            failover.
        UnfitServerError: it does not let us in any more, or refuses a search.

    Scores are those of BM25 with the parameters that the server has.
    """

    def __init__(self, shelf: Shelf, contents: Contents | None) -> None:
        """Ask for those contents and no other; None are those of an index without articles."""
        self._shelf = shelf
        self._contents = contents
        self._used_at = time.monotonic()
        self._frequencies: dict[str, int] = {}

    @classmethod
    def empty(cls, cluster: Cluster, scope: str) -> Self:
        """One without articles, of the shelf that is called so; it asks nothing yet."""
        return cls(Shelf(cluster, Names.of(scope)), None)

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "ClusterIndex":
        """See `Index`; what the cluster has already is not written again."""
        new = {each.article_id: each for each in added}
        texts = {article_id: query.texts(each) for article_id, each in new.items()}
        gone = {*removed, *new}
        old = () if self._contents is None else self._contents.entries
        wanted = [
            *(entry for entry in old if entry.article_id not in gone),
            *(
                Entry(article_id, len(passages), query.digest(passages))
                for article_id, passages in texts.items()
            ),
        ]
        if not wanted:
            self._shelf.forget()
            return ClusterIndex(self._shelf, None)
        return ClusterIndex(self._shelf, self._shelf.synchronised(wanted, texts))

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """See `Index`."""
        contents = self._contents
        if contents is None or not terms or k < 1:
            return []
        asked, most = query.any_of(terms), k + _MORE
        while True:
            search = partial(searching.search, query=asked.text, most=most)
            reply = self._asked(contents, search)
            total, found = searching.total(reply), searching.hits(reply, asked.unit)
            if len(found) < min(total, most):
                message = "the server gave only a part of what it found"
                raise OutOfReachError(message)
            if most >= total or found[k - 1][0] != found[-1][0]:
                break
            most *= 2
        return [
            Hit(contents.orders[order].article_id, number, score)
            for score, order, number in found[:k]
        ]

    def document_frequency(self, term: str) -> int:
        """See `Index`; asked once, for it stays the same."""
        contents = self._contents
        if contents is None:
            return 0
        known = self._frequencies.get(term)
        if known is None:
            asked = query.holding(term)
            reply = self._asked(contents, partial(searching.count, query=asked))
            known = searching.total(reply)
            if len(self._frequencies) < _REMEMBERED:
                self._frequencies[term] = known
        return known

    def _asked(self, contents: Contents, search: Callable[[str], Command]) -> Sequence[Any]:
        """What a search gives, if it was over all of the contents, and over nothing else."""
        names, cluster = self._shelf.names, self._shelf.cluster
        index, now = names.index(contents.build), ("GET", names.now)
        until = time.monotonic() + cluster.patience_seconds
        while True:
            before, told, reply, *_, after = cluster.ask(
                names.now, now, searching.info(index), search(index), *self._noted(), now
            )
            if not before == after == contents.now or isinstance(told, Refused):
                raise IndexChangedError
            if not searching.is_complete(told, contents.passages):
                # A replica that took over may still be reading what it has.
                if time.monotonic() > until:
                    raise IndexChangedError
                time.sleep(_PAUSE_SECONDS)
                continue
            if isinstance(reply, Refused):
                raise UnfitServerError(Unfit.NO_SEARCH, reply.text)
            found: Sequence[Any] = reply
            return found

    def _noted(self) -> list[Command]:
        """What tells now and then that the shelf is used."""
        if time.monotonic() < self._used_at + _USED_SECONDS:
            return []
        self._used_at = time.monotonic()
        return [("SET", self._shelf.names.used, int(time.time()))]
