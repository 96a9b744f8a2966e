"""What a shelf on a cluster holds, and under which names: all of it in one hash slot.

A shelf is built once and put in place whole (a *build*): later articles are put behind, what
is to go makes another build. For the servers' statistics are only right for passages that
were each written once: some keep the lengths of what was written over, or removed.

    yuanju:{SHELF}:now            BUILD:MARK of the build that may be asked; the mark is new
                                  after each change, and there is none while one is made
    yuanju:{SHELF}:builds         set of the builds there are, or were begun
    yuanju:{SHELF}:lock           who changes the shelf just now
    yuanju:{SHELF}:used           when it was used last, in seconds since 1970
    yuanju:{SHELF}:BUILD:plan     hash: article id → ORDER PASSAGES DIGEST, written first
    yuanju:{SHELF}:BUILD:p:ORDER.NUMBER   a passage: hash with one field, `terms`
    yuanju:{SHELF}:BUILD          the index on them
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

_NAME = re.compile(r"yuanju:\{([0-9a-f]{32})\}:([0-9a-f]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article, as it is told from its other versions."""

    article_id: str
    passages: int
    """How many it has."""
    digest: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one shelf on the cluster."""

    shelf: str
    """32 hexadecimal digits."""

    @classmethod
    def of(cls, scope: str) -> Self:
        """Those of a shelf that is called so among us."""
        return cls(hashlib.blake2b(scope.encode(), digest_size=16).hexdigest())

    @classmethod
    def of_index(cls, name: str) -> Self | None:
        """Those of the shelf with that index; None for what is none of ours."""
        found = _NAME.fullmatch(name)
        return cls(found[1]) if found else None

    @property
    def now(self) -> str:
        """What may be asked."""
        return f"yuanju:{{{self.shelf}}}:now"

    @property
    def builds(self) -> str:
        """All builds."""
        return f"yuanju:{{{self.shelf}}}:builds"

    @property
    def lock(self) -> str:
        """Who changes it."""
        return f"yuanju:{{{self.shelf}}}:lock"

    @property
    def used(self) -> str:
        """When it was used."""
        return f"yuanju:{{{self.shelf}}}:used"

    def index(self, build: str) -> str:
        """The index of a build."""
        return f"yuanju:{{{self.shelf}}}:{build}"

    def plan(self, build: str) -> str:
        """What a build holds."""
        return f"{self.index(build)}:plan"

    def prefix(self, build: str) -> str:
        """What the keys of its passages begin with, and no other key."""
        return f"{self.index(build)}:p:"

    def passages(self, build: str, order: int, entry: Entry) -> list[str]:
        """The keys of an article's passages."""
        return [f"{self.prefix(build)}{order}.{number}" for number in range(entry.passages)]


@dataclass(frozen=True)
class Contents:
    """What one build holds after one change."""

    build: str
    mark: str
    orders: Mapping[int, Entry]
    """What the articles' keys are numbered with: ascending, the later an article the higher."""

    @property
    def now(self) -> str:
        """What stands in `Names.now` as long as nothing else was put there."""
        return f"{self.build}:{self.mark}"

    @property
    def entries(self) -> Sequence[Entry]:
        """The articles in order."""
        return tuple(self.orders.values())

    @cached_property
    def passages(self) -> int:
        """Number of passages."""
        return sum(entry.passages for entry in self.orders.values())


def planned(order: int, entry: Entry) -> str:
    """An article's line in the plan."""
    return f"{order} {entry.passages} {entry.digest}"


def read_plan(lines: Mapping[str, str]) -> dict[int, Entry]:
    """The articles of a plan, by their orders."""
    found = {}
    for article_id, line in lines.items():
        order, passages, digest = line.split()
        found[int(order)] = Entry(article_id, int(passages), digest)
    return dict(sorted(found.items()))
