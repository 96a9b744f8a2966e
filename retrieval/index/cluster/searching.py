"""The search commands, and what servers reply to them: no more of them than all servers share."""

from collections.abc import Sequence
from typing import Any

from retrieval.index.cluster.connection import Command, Refused
from retrieval.index.cluster.query import place, score

_SERVER_MILLISECONDS = 60_000
"""How long a server may search: so much longer than we wait for it that what it gives when
its time is over, which may be a part of the hits, reaches nobody."""


def create(index: str, prefix: str) -> Command:
    """Make an empty index on the passages that will be written."""
    return (
        *("FT.CREATE", index, "ON", "HASH", "PREFIX", 1, prefix, "SKIPINITIALSCAN"),
        *("NOOFFSETS", "NOHL", "STOPWORDS", 0, "SCHEMA", "terms", "TEXT", "NOSTEM"),
    )


def drop(index: str) -> Command:
    """Remove an index, and leave its passages."""
    return ("FT.DROPINDEX", index)


def search(index: str, query: str, most: int) -> Command:
    """The keys of the best passages, with scores."""
    return (
        *("FT.SEARCH", index, query, "NOCONTENT", "WITHSCORES", "SCORER", "BM25STD"),
        *("LIMIT", 0, most, "TIMEOUT", _SERVER_MILLISECONDS, "DIALECT", 2),
    )


def count(index: str, query: str) -> Command:
    """How many passages there are."""
    return (
        *("FT.SEARCH", index, query, "NOCONTENT", "LIMIT", 0, 0),
        *("TIMEOUT", _SERVER_MILLISECONDS, "DIALECT", 2),
    )


def everything(index: str) -> Command:
    """How many passages a search can find at all."""
    return count(index, "*")


def info(index: str) -> Command:
    """What a node says of its index."""
    return ("FT.INFO", index)


def is_complete(reply: Any, passages: int) -> bool:  # noqa: ANN401 - what servers send
    """Whether an index has so many passages, and none that waits to be read."""
    if isinstance(reply, Refused):
        return False
    told = dict(zip(reply[::2], reply[1::2], strict=False))
    waiting = int(told.get("mutation_queue_size", 0))
    return int(told["num_docs"]) == passages and not waiting


def total(reply: Sequence[Any]) -> int:
    """How many passages match."""
    return int(reply[0])


def hits(reply: Sequence[Any], unit: float) -> list[tuple[float, int, int]]:
    """Those that were asked for, best first: score, order, number."""
    found = [(score(reply[at + 1], unit), *place(reply[at])) for at in range(1, len(reply), 2)]
    return sorted(found, key=lambda each: (-each[0], *each[1:]))
