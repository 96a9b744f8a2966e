"""Ctrl-C, where what is under way should come to its end."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Stop:
    """Whether somebody wants to stop."""

    def __init__(self) -> None:
        """Nobody does yet."""
        self.wanted = False

    def until(self, things: Iterable[T]) -> Iterator[T]:
        """The things, until somebody wants to stop."""
        for each in things:
            if self.wanted:
                return
            yield each


@contextmanager
def stopped_by_ctrl_c(tell: Callable[[], None]) -> Iterator[Stop]:
    """The first Ctrl-C wants to stop, and is answered by `tell`; a second one ends at once."""
    stop = Stop()

    def want(number: int, frame: object) -> None:
        del number, frame
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop.wanted = True
        tell()

    before = signal.signal(signal.SIGINT, want)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
