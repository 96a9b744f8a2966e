"""Where the indexes of shelves are: in memory, or on a cluster."""

import logging
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

_log = logging.getLogger(__name__)

_UNUSED_DAYS = 7.0
"""How long a shelf that nobody asks stays on a cluster; asked again, it is loaded again."""


class NoClientError(Exception):
    """An index is to be on a cluster, and the client's package is not installed."""


class Indexes:
    """Makes empty indexes where the settings want them."""

    def __init__(self, settings: IndexSettings, cluster: "Cluster | None" = None) -> None:
        """Make them in memory if there is no cluster."""
        self._settings = settings
        self._cluster = cluster

    @classmethod
    def opened(cls, settings: IndexSettings) -> Self:
        """Those of the settings; a cluster is tried out before, and swept.

        Raises:
            NoClientError: the client's package is not installed.
            IndexUnavailableError: the cluster cannot be reached or used.
        """
        if settings.url is None:
            return cls(settings)
        cluster, found = probed(settings.url)
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
        return cls(settings, cluster)

    def empty(self, scope: str) -> Index:
        """One without articles, of the shelf that all processes call so."""
        if self._cluster is None:
            return MemoryIndex.empty(self._settings)
        from retrieval.index.cluster.index import ClusterIndex  # noqa: PLC0415
        from retrieval.index.cluster.shared import SharedIndex  # noqa: PLC0415

        return SharedIndex(ClusterIndex.empty(self._cluster, scope), {})

    def close(self) -> None:
        """End what was opened."""
        if self._cluster is not None:
            self._cluster.close()


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


def told(error: NoClientError | IndexUnavailableError, url: Secret, words: ProblemWords) -> str:
    """What an operator does about it, in one line."""
    if isinstance(error, NoClientError):
        return words.index_no_client
    address = Address.parsed(url.reveal()).named
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
