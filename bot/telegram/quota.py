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
    """Another one too many: it was said within the last minute."""


class Quota:
    """Counts the questions of the last minute, by number of person or chat."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        """Allow `most` a minute; `clock` gives seconds."""
        self._most = most
        self._clock = clock
        self._asked: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def ask(self, number: int) -> Verdict:
        """Count a question of that person or chat, if it is allowed."""
        now = self._clock()
        self._forget(now)
        asked = self._asked.setdefault(number, deque())
        if len(asked) < self._most:
            asked.append(now)
            return Verdict.ALLOWED
        if number in self._told:
            # Not told again by each that is let through: a steady stream would get a
            # notice for every second question.
            return Verdict.SILENT
        self._told[number] = now
        return Verdict.NOTICE

    def _forget(self, now: float) -> None:
        for number, asked in list(self._asked.items()):
            while asked and asked[0] <= now - _MINUTE:
                asked.popleft()
            if not asked:
                del self._asked[number]
        for number, told in list(self._told.items()):
            if told <= now - _MINUTE:
                del self._told[number]
