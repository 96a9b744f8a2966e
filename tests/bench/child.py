"""A process of its own for each system: seen from outside."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from retrieval.options import IndexOptions
from tests.bench.worker import Worker, call

P = ParamSpec("P")
T = TypeVar("T")


class Child:
    """One process; it ends with the `with` block."""

    def __init__(self, system: str, options: IndexOptions) -> None:
        """Start it with the system of that name."""
        # Spawned, not forked: nothing of this process's memory counts as the child's.
        context = multiprocessing.get_context("spawn")
        self._process = ProcessPoolExecutor(1, mp_context=context)
        self.call(Worker.alone)
        self.call(Worker.begin, system, options)

    def __enter__(self) -> Self:
        """Nothing more."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process."""
        self._process.shutdown()

    def call(
        self, method: Callable[Concatenate[Worker, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a method of its worker returns."""
        return self._process.submit(call, method, *args, **kwargs).result()
