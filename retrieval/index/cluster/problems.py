"""What goes wrong between us and a cluster.

IndexUnavailableError       an index cannot be asked (`retrieval.protocols`)
├── OutOfReachError         the cluster cannot be reached, or does not answer in time
├── IndexChangedError       it has other articles than the index that asks
└── UnfitServerError        it answers, and cannot be used: the operator has to do something
"""

from enum import StrEnum

from retrieval.protocols import IndexUnavailableError


class Unfit(StrEnum):
    """Why a server that answers cannot be used."""

    REFUSED = "refused"
    """The user or the password is wrong, or the user may not do what is needed."""
    NO_CLUSTER = "no_cluster"
    """The server is none of a cluster."""
    NO_SEARCH = "no_search"
    """It has no search commands, or refuses one."""
    OTHER_SCORES = "other_scores"
    """It finds what it should not, or scores otherwise than by the formula."""
    SHORT_QUERIES = "short_queries"
    """It does not take a long question."""
    FEW_HITS = "few_hits"
    """It stops searching at some number of passages, and the shelf has more."""


class OutOfReachError(IndexUnavailableError):
    """The cluster cannot be asked just now; its text says what happened."""


class IndexChangedError(IndexUnavailableError):
    """The cluster has other articles than the index that asks: the store knows which are right."""

    def __init__(self) -> None:
        """Say that, and no more: there is but one thing to do."""
        super().__init__("the index on the cluster was changed or is not complete")


class UnfitServerError(IndexUnavailableError):
    """A server that cannot be used."""

    def __init__(self, why: Unfit, detail: str = "") -> None:
        """`detail` is what the server says of it, in its own words."""
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail
