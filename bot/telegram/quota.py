"""How many questions a person and a group may ask in a minute."""

from collections import deque
from collections.abc import Callable
from enum import Enum

_MINUTE = 60.0


class Verdict(Enum):
    """What becomes of a question."""

    ALLOWED = "allowed"
    NOTICE = "notice"
    """One too many, and the first: say so."""
    SILENT = "silent"
    """Another one too many: it was said."""


class Quota:
    """Counts the questions of the last minute, by number of person or chat."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        """Allow `most` a minute; `clock` gives seconds."""
        self._most = most
        self._clock = clock
        self._asked: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    def ask(self, number: int) -> Verdict:
        """Count a question of that person or chat, if it is allowed."""
        now = self._clock()
        self._forget(now)
        asked = self._asked.setdefault(number, deque())
        if len(asked) < self._most:
            asked.append(now)
            self._told.discard(number)
            return Verdict.ALLOWED
        if number in self._told:
            return Verdict.SILENT
        self._told.add(number)
        return Verdict.NOTICE

    def _forget(self, now: float) -> None:
        for number, asked in list(self._asked.items()):
            while asked and asked[0] <= now - _MINUTE:
                asked.popleft()
            if not asked:
                del self._asked[number]
                self._told.discard(number)
