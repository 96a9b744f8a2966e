"""Where the indexes of shelves are: in memory, or on a cluster."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from bot.words import ProblemWords
from config.secret import Secret
from config.settings import IndexSettings
from retrieval.index.cluster.address import Address
from retrieval.index.cluster.problems import Unfit, UnfitServerError
from retrieval.index.memory import MemoryIndex
from retrieval.protocols import Index, IndexUnavailableError

if TYPE_CHECKING:
    from retrieval.index.cluster.connection import Cluster
    from retrieval.index.cluster.probe import Probed
    from retrieval.index.cluster.shared import Place

_log = logging.getLogger(__name__)

_UNUSED_DAYS = 7.0
"""How long a shelf that nobody asks stays on a cluster; asked again, it is loaded again."""


class NoClientError(Exception):
    """An index is to be on a cluster, and the client's package is not installed."""


class Indexes:
    """Where the settings want the indexes of shelves: in memory, or on a cluster."""

    def __init__(self, settings: IndexSettings, bot: str = "") -> None:
        """Keep them in memory; `bot` is what tells this one from others on the same cluster."""
        self._settings, self._bot = settings, bot
        self._probed: tuple[Cluster, Probed] | None = None
        self._places: dict[str, Place] = {}

    @classmethod
    def opened(cls, settings: IndexSettings, bot: str) -> Self:
        """Those of the settings; a cluster is tried out before, and swept.

        Raises:
            NoClientError: the client's package is not installed.
            IndexUnavailableError: the cluster cannot be reached or used.
        """
        made = cls(settings, bot)
        if settings.url is None:
            return made
        made._probed = cluster, found = probed(settings.url)
        _log.info(
            "the index is on %s: %s; BM25 with its k1 %s and b %s, not those of the settings",
            cluster.address.named,
            found.server,
            found.parameters.k1,
            found.parameters.b,
        )
        from retrieval.index.cluster.collecting import collect  # noqa: PLC0415

        if removed := collect(cluster, _UNUSED_DAYS):
            _log.info("%s shelves that nobody asked any more were taken off the cluster", removed)
        return made

    def empty(self) -> Index | None:
        """One without articles, in memory until it is placed; None if none is ever placed."""
        if self._probed is None:
            return None
        from retrieval.index.cluster.shared import SharedIndex  # noqa: PLC0415

        _, found = self._probed
        return SharedIndex(found.parameters)

    @property
    def are_shared(self) -> bool:
        """Whether others have them as well."""
        return self._probed is not None

    def scope(self, shelf_ids: Iterable[int]) -> str:
        """What all processes of this bot call those shelves; empty where nothing is shared."""
        if self._probed is None:
            return ""
        return f"{self._bot} {' '.join(map(str, shelf_ids))}"

    def placed(self, index: Index, scope: str) -> Index:
        """An index that came of `empty`, as the newest one of that scope; in memory if empty."""
        if self._probed is None or not scope:
            return index
        from retrieval.index.cluster.contents import Names  # noqa: PLC0415
        from retrieval.index.cluster.loading import Shelf  # noqa: PLC0415
        from retrieval.index.cluster.shared import Place, SharedIndex  # noqa: PLC0415

        if not isinstance(index, SharedIndex):
            return index
        cluster, _ = self._probed
        place = self._places.setdefault(scope, Place(Shelf(cluster, Names.of(scope))))
        return index.placed(place)

    def renew(self, index: Index) -> None:
        """Make an index the newest one again where it was placed, if it was."""
        if self._probed is not None:
            from retrieval.index.cluster.shared import SharedIndex  # noqa: PLC0415

            if isinstance(index, SharedIndex):
                index.renew()

    def settle(self, index: Index) -> None:
        """Bring an index where it was placed, if it was.

        Raises:
            IndexUnavailableError: it cannot be brought there now.
        """
        if self._probed is not None:
            from retrieval.index.cluster.shared import SharedIndex  # noqa: PLC0415

            if isinstance(index, SharedIndex):
                index.settle()

    def close(self) -> None:
        """End what was opened."""
        if self._probed is not None:
            self._probed[0].close()


def is_scattered(index: Index) -> bool:
    """Whether `merged` is worth its time: changes have left many small pieces."""
    return isinstance(index, MemoryIndex) and index.is_scattered


def merged(index: Index) -> Index:
    """The same index in one piece, if it is in memory."""
    return index.compacted() if isinstance(index, MemoryIndex) else index


def probed(url: Secret) -> "tuple[Cluster, Probed]":
    """The way to a cluster that can be used, and what it is.

    Raises:
        NoClientError: the client's package is not installed.
        IndexUnavailableError: the cluster cannot be reached or used.
    """
    # Imported here: it is an optional extra, and takes a while to load.
    try:
        from retrieval.index.cluster.connection import Cluster  # noqa: PLC0415
        from retrieval.index.cluster.probe import probe  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise NoClientError from error
    cluster = Cluster(Address.parsed(url.reveal()))
    return cluster, probe(cluster)


def told(
    error: NoClientError | IndexUnavailableError, settings: IndexSettings, words: ProblemWords
) -> str:
    """What an operator does about it, in one line."""
    if isinstance(error, NoClientError) or settings.url is None:
        return words.index_no_client
    address = Address.parsed(settings.url.reveal()).named
    if not isinstance(error, UnfitServerError):
        return words.index_unreached.format(address=address, reason=error)
    templates = {
        Unfit.REFUSED: words.index_refused,
        Unfit.NO_CLUSTER: words.index_no_cluster,
        Unfit.NO_SEARCH: words.index_no_search,
        Unfit.OTHER_SCORES: words.index_other_scores,
        Unfit.SHORT_QUERIES: words.index_short_queries,
        Unfit.FEW_HITS: words.index_few_hits,
    }
    return templates[error.why].format(address=address, reason=error.detail)
