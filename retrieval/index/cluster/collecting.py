"""Taking shelves off a cluster that nobody asks any more."""

import time

from retrieval.index.cluster.connection import Cluster, Refused
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.loading import Shelf


def collect(cluster: Cluster, days: float) -> int:
    """Remove the shelves that were not used for so many days; gives their number.

    Of those that are used it is noted once an hour. One that is asked again later is
    loaded again.

    Raises:
        OutOfReachError: the cluster does not do it in time.
        UnfitServerError: it does not let us in.
    """
    # Servers that know of each other's indexes name all of them, others their own.
    lists = [
        names for (names,) in cluster.ask_each(("FT._LIST",)) if not isinstance(names, Refused)
    ]
    found = {Names.of_index(name) for names in lists for name in names}
    oldest, number = time.time() - days * 86_400, 0
    for names in found:
        if names is None:
            continue
        (used,) = cluster.ask(names.used, ("GET", names.used))
        # One that is being made for the first time is not noted yet.
        if used is not None and int(used) <= oldest:
            Shelf(cluster, names).forget()
            number += 1
    return number
