"""Telegram's flood limits, and how often something happened.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from tests.telegram_fakes.values import ApiError, Call


@dataclass(frozen=True, slots=True)
class Window:
    """So many in any stretch of that length, and no more."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bot may send before it is told to wait."""

    overall: Window = Window(30, 1)
    """In all chats together."""
    chat: Window = Window(3, 3)
    """In one chat: one a second, with a small burst."""
    group: Window = Window(20, 60)
    """In one group, besides."""


class FloodControl:
    """Counts what is sent, and refuses what is too much."""

    def __init__(self, limits: Limits) -> None:
        """Nothing was sent yet."""
        self._limits = limits
        self._sent: defaultdict[tuple[int | None, Window], deque[float]] = defaultdict(deque)

    def admit(self, call: Call) -> None:
        """Count `call` if it sends something.

        Raises:
            ApiError: too much was sent; the call is not counted.
        """
        if not sends(call):
            return
        windows = self._windows(call)
        wait = max(self._wait(window, call.at) for window in windows)
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)
        for window in windows:
            self._sent[window].append(call.at)

    def _windows(self, call: Call) -> list[tuple[int | None, Window]]:
        limits, chat_id = self._limits, call.chat_id
        windows: list[tuple[int | None, Window]] = [(None, limits.overall)]
        if chat_id is not None:
            windows.append((chat_id, limits.chat))
            if chat_id < 0:
                windows.append((chat_id, limits.group))
        return windows

    def _wait(self, key: tuple[int | None, Window], now: float) -> float:
        """Seconds until there is room again."""
        _, window = key
        sent = self._sent[key]
        while sent and sent[0] <= now - window.seconds:
            sent.popleft()
        return sent[0] + window.seconds - now if len(sent) >= window.most else 0


def sends(call: Call) -> bool:
    """Whether `call` puts something into a chat: new messages, and changed ones."""
    begins = ("send", "forward", "copy", "editMessage")
    return call.method.startswith(begins) and call.method != "sendChatAction"


def busiest(times: Iterable[float], seconds: float) -> int:
    """The most of `times` that lie in any stretch of that length."""
    most = 0
    recent: deque[float] = deque()
    for time in sorted(times):
        recent.append(time)
        while recent[0] <= time - seconds:
            recent.popleft()
        most = max(most, len(recent))
    return most
