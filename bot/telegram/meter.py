"""What happens, in numbers, and in Prometheus' format.

Names and labels are for who watches over the bot; no number says who asked or what.
https://prometheus.io/docs/practices/naming/
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from enum import Enum

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.store.questions import Outcome

CONTENT_TYPE = CONTENT_TYPE_LATEST
_DELAYS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1.0)
"""Bounds of the counted delays, in seconds; 50 ms is what is promised for 99.9 %."""


class Fault(Enum):
    """What goes wrong without anybody being told, or besides."""

    INTERNAL = "internal"
    """A fault of ours; the person got a number."""
    UNREACHABLE = "unreachable"
    """A send or an edit that did not get through, and is tried again."""
    ASKED_TO_WAIT = "asked_to_wait"
    """Telegram's flood limit."""
    UNCERTAIN = "uncertain"
    """A message that may have arrived."""
    UNWELCOME = "unwelcome"
    """A chat that the bot may not write to."""
    NO_UPDATES = "no_updates"
    """A request for updates that failed."""
    ANOTHER_INSTANCE = "another_instance"
    """The same, since another program takes them."""


class Meter:
    """Counts for one bot."""

    def __init__(self) -> None:
        """Nothing happened yet."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        questions = Counter(
            "yuanju_questions",
            "Questions in chats, by what became of them.",
            ["outcome"],
            registry=self._registry,
        )
        self._questions = {
            outcome: questions.labels(outcome.value)
            for outcome in Outcome
            if outcome is not Outcome.OPEN
        }
        faults = Counter(
            "yuanju_faults", "What went wrong, by kind.", ["kind"], registry=self._registry
        )
        self._faults = {fault: faults.labels(fault.value) for fault in Fault}
        self._seconds = Histogram(
            "yuanju_answer_seconds",
            "From a question's turn to its answer's arrival at Telegram.",
            registry=self._registry,
        )
        self._delays = Histogram(
            "yuanju_event_loop_delay_seconds",
            "By how much what is due is late.",
            buckets=_DELAYS,
            registry=self._registry,
        )
        self._longest = Gauge(
            "yuanju_event_loop_delay_max_seconds",
            "The longest of these since the start.",
            registry=self._registry,
        )
        self._longest_so_far = 0.0

    def ended(self, outcome: Outcome) -> None:
        """A question came to its end."""
        if outcome in self._questions:
            self._questions[outcome].inc()

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Time what is done inside."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._seconds.observe(time.perf_counter() - begun)

    def went_wrong(self, fault: Fault) -> None:
        """Something did."""
        self._faults[fault].inc()

    def late(self, seconds: float) -> None:
        """The event loop did something so long after it was due."""
        self._delays.observe(seconds)
        if seconds > self._longest_so_far:
            self._longest_so_far = seconds
            self._longest.set(seconds)

    def watch_queue(self, waiting: Callable[[], int]) -> None:
        """Ask `waiting` for the number of updates that are not dealt with; once."""
        Gauge(
            "yuanju_updates_waiting",
            "Updates that wait or are being dealt with.",
            registry=self._registry,
        ).set_function(waiting)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)
