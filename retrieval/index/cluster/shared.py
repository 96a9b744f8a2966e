"""An index that is put on a cluster, and puts right what others changed there."""

import threading
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

from retrieval.index.cluster import query
from retrieval.index.cluster.contents import Entry
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.problems import IndexChangedError
from retrieval.index.memory import MemoryIndex
from retrieval.model import Hit
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, Index

T = TypeVar("T")

_TRIES = 3
"""How often the cluster is put right for one question: whoever changes it has read the store
later or earlier than we, and the next question is asked of what both read then."""


@dataclass(eq=False)
class Place:
    """A shelf on a cluster, as this process has it: but one index is the newest there."""

    shelf: Shelf
    patience_seconds: float = 2.0
    """How long a question waits until an index is there; it is answered in memory then."""
    _newest: "Callable[[], SharedIndex | None]" = field(default=lambda: None)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, index: "SharedIndex") -> None:
        """Make this the newest one."""
        self._newest = weakref.ref(index)

    def is_of(self, index: "SharedIndex") -> bool:
        """Whether this is the newest one."""
        return self._newest() is index

    def synchronised(self, index: "SharedIndex", held: "Mapping[str, Held]") -> ClusterIndex:
        """Have the cluster hold the articles of an index; one thread after the other.

        Raises:
            IndexChangedError: another one is the newest now.
        """
        with self._lock:
            if not self.is_of(index):
                raise IndexChangedError
            if not held:
                self.shelf.forget()
                return ClusterIndex(self.shelf, None)
            entries = [each.entry for each in held.values()]
            return ClusterIndex(self.shelf, self.shelf.synchronised(entries, _Texts(held)))


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An article that an index has."""

    terms: ArticleTerms
    entry: Entry

    @classmethod
    def of(cls, terms: ArticleTerms) -> "Held":
        """One with those terms."""
        digest = query.digest(query.texts(terms))
        return cls(terms, Entry(terms.article_id, len(terms.passages), digest))


class SharedIndex:
    """An `Index` in memory until it is placed on a cluster, and then there.

    It is brought there when it is asked, and again where somebody else has changed it. It is
    asked in memory as long as that takes longer than people wait, and once another index has
    been placed where it is: who still asks it began before, and must not take the cluster back.
    It raises what `ClusterIndex` does, but for `IndexChangedError` only if others keep changing
    the shelf.
    """

    def __init__(
        self,
        parameters: IndexOptions,
        held: Mapping[str, Held] | None = None,
        place: Place | None = None,
    ) -> None:
        """Hold the articles, by id and in their order; `parameters` are those of the cluster."""
        self._parameters = parameters
        self._held = held or {}
        self._place = place
        self._there: ClusterIndex | None = None
        self._coming: Future[ClusterIndex] | None = None
        self._lock = threading.Lock()
        self._own: Index | None = None
        self.renew()

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "SharedIndex":
        """See `Index`; the changed one is placed nowhere yet."""
        new = {each.article_id: Held.of(each) for each in added}
        gone = {*removed, *new}
        kept = {name: each for name, each in self._held.items() if name not in gone}
        return SharedIndex(self._parameters, kept | new)

    def placed(self, place: Place) -> "SharedIndex":
        """The same index, the newest one of that shelf."""
        return SharedIndex(self._parameters, self._held, place)

    def renew(self) -> None:
        """Be the newest one again where it was placed: the store was read, and says so."""
        if self._place is not None:
            self._place.take(self)

    def settle(self) -> None:
        """Wait until it is there, if it is the newest one where it was placed.

        Raises:
            IndexUnavailableError: it cannot be brought there now.
        """
        if (place := self._place) is not None and place.is_of(self) and self._there is None:
            self._brought(place, None)

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """See `Index`."""
        return self._asked(lambda index: index.retrieve(terms, k))

    def document_frequency(self, term: str) -> int:
        """See `Index`."""
        return self._asked(lambda index: index.document_frequency(term))

    def _asked(self, ask: Callable[[Index], T]) -> T:
        tries = 0
        while (place := self._place) is not None and place.is_of(self):
            there = self._there
            try:
                there = there or self._brought(place, place.patience_seconds)
                if there is None:
                    break
                return ask(there)
            except IndexChangedError:
                tries += 1
                if tries == _TRIES:
                    raise
                # Another thread may have put it right already.
                if self._there is there:
                    self._there = None
        return ask(self._in_memory())

    def _brought(self, place: Place, seconds: float | None) -> ClusterIndex | None:
        """What asks the cluster, when it has the articles; None if that takes longer."""
        with self._lock:
            coming = self._coming
            if coming is None:
                coming = self._coming = _begun(lambda: place.synchronised(self, self._held))
        try:
            self._there = there = coming.result(seconds)
            self._own = None
        except TimeoutError:
            return None
        finally:
            if coming.done():
                self._coming = None
        return there

    def _in_memory(self) -> Index:
        own = self._own
        if own is None:
            articles = [each.terms for each in self._held.values()]
            own = self._own = MemoryIndex.empty(self._parameters).changed(articles, ())
        return own


def _begun(work: Callable[[], T]) -> "Future[T]":
    """Do something beside: when the process ends, it is not waited for."""
    found: Future[T] = Future()

    def do() -> None:
        try:
            found.set_result(work())
        except BaseException as error:  # noqa: BLE001 - who waits for it gets it
            found.set_exception(error)

    threading.Thread(target=do, daemon=True).start()
    return found


class _Texts(Mapping[str, Sequence[str]]):
    """The passages of articles as they are written, made when they are."""

    def __init__(self, held: Mapping[str, Held]) -> None:
        self._held = held

    def __getitem__(self, article_id: str) -> Sequence[str]:
        return query.texts(self._held[article_id].terms)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
