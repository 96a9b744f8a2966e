"""What goes wrong between us and a cluster.

ClusterError
├── IndexUnavailableError   it cannot be reached, or does not answer in time: try later
├── IndexChangedError       it has other articles than the index that asks: read the store again
└── UnfitServerError        it answers, and cannot be used: the operator has to do something
"""

from enum import StrEnum


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


class ClusterError(Exception):
    """The tree's root; its text has neither a password nor anything that a person wrote."""


class IndexUnavailableError(ClusterError):
    """The cluster cannot be asked just now; its text says what happened."""


class IndexChangedError(ClusterError):
    """The cluster has other articles than the index that asks: the store knows which are right."""

    def __init__(self) -> None:
        """Say that, and no more: there is but one thing to do."""
        super().__init__("the index on the cluster was changed or is not complete")


class UnfitServerError(ClusterError):
    """A server that cannot be used."""

    def __init__(self, why: Unfit, detail: str = "") -> None:
        """`detail` is what the server says of it, in its own words."""
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail
