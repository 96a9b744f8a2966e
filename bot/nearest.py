"""What makes one set of articles of another, so that little is made anew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Change:
    """What makes one set of articles of another."""

    kept: int
    """The articles that come first in the new one, and stay as they are."""
    added: int
    """Those behind them."""
    removed: tuple[str, ...]
    """The ids of those that go, or come again behind others."""

    def __len__(self) -> int:
        """How many articles it concerns."""
        return self.added + len(self.removed)


def change_to(wanted: Sequence[str], known: Collection[str]) -> Change:
    """What makes the articles of ids `wanted`, in their order, of those that are `known`."""
    chosen = set(wanted)
    left = [each for each in known if each in chosen]
    same = takewhile(lambda pair: pair[0] == pair[1], zip(left, wanted, strict=False))
    kept = sum(1 for _ in same)
    staying = set(wanted[:kept])
    removed = tuple(each for each in known if each not in staying)
    return Change(kept, len(wanted) - kept, removed)
