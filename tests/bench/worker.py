"""A process of its own for each system: what happens inside it."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

from retrieval.options import IndexOptions
from tests.bench.corpus import load_corpus
from tests.bench.machine import peak_memory, pinned, private_memory
from tests.bench.results import OURS
from tests.bench.systems.ours import Ours
from tests.bench.systems.plain import PlainRankBM25
from tests.bench.systems.sparse import SparseBM25
from tests.bench.systems.sqlite import SqliteFts5
from tests.bench.systems.system import Growing, Keeping, System

SYSTEMS: dict[str, type[System[Any, Any]]] = {
    OURS: Ours,
    "bm25s": SparseBM25,
    "rank_bm25": PlainRankBM25,
    "SQLite FTS5": SqliteFts5,
}
"""By the name that a page gives them."""
_WARM = 3
"""Questions asked before any is timed."""
_LEAST = 5
"""Questions that are asked in a run, however slow."""
_NANOSECOND = 1e-9

Question = Sequence[str]
P = ParamSpec("P")
T = TypeVar("T")


class LostError(RuntimeError):
    """What was added is not found."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes; None where the system does not tell."""

    index: int | None
    """What the index takes, when the documents are gone."""
    peak: int | None
    """What the process had at most, the documents included."""


class Worker:
    """One system with one index."""

    _system: System[Any, Any]
    _documents: Any
    _before: int | None

    def alone(self) -> None:
        """From now on this process keeps to one core and to one thread."""
        pinned()
        threadpool_limits(1, user_api="blas")

    def begin(self, name: str, options: IndexOptions) -> None:
        """Make the system of that name."""
        self._system = SYSTEMS[name](options)
        self._before = private_memory()

    def prepare(self, corpus: Path) -> None:
        """Hold the sentences of a folder, as the system takes them."""
        self._documents = self._system.prepared(load_corpus(corpus))

    def build(self) -> float:
        """Seconds that building takes."""
        gc.collect()
        begun = time.perf_counter()
        self._system.build(self._documents)
        return time.perf_counter() - begun

    def settle(self) -> Memory:
        """Let the documents go."""
        self._documents = None
        return Memory(self.held(), peak_memory())

    def held(self) -> int | None:
        """Bytes that this process has more than when it began."""
        now = private_memory()
        return None if now is None or self._before is None else now - self._before

    def afford(self, questions: Sequence[Question], k: int, seconds: float) -> int:
        """How many of the questions are asked in a run of so many seconds; warms up."""
        times = self.times(questions[:_WARM], k)
        return min(len(questions), max(_LEAST, int(seconds / (sum(times) / len(times)))))

    def times(self, questions: Sequence[Question], k: int) -> list[float]:
        """Seconds that each question takes, one after the other."""
        taken: list[float] = []
        with _without_collection():
            for terms in questions:
                begun = time.perf_counter_ns()
                self._system.retrieve(terms, k)
                taken.append((time.perf_counter_ns() - begun) * _NANOSECOND)
        return taken

    def found(self, questions: Sequence[Question], k: int) -> list[list[int]]:
        """Numbers of the sentences that are found."""
        return [self._system.numbers(self._system.retrieve(terms, k)) for terms in questions]

    def save(self, folder: Path) -> float | None:
        """Seconds that writing takes; None if the system cannot be written."""
        if not isinstance(self._system, Keeping):
            return None
        begun = time.perf_counter()
        self._system.save(folder)
        return time.perf_counter() - begun

    def load(self, folder: Path, question: Question, k: int) -> tuple[float, float]:
        """Seconds from nothing to a system that can be asked, and to its first answer."""
        assert isinstance(self._system, Keeping)
        begun = time.perf_counter()
        self._system.load(folder)
        loaded = time.perf_counter()
        self._system.retrieve(question, k)
        return loaded - begun, time.perf_counter() - begun

    def grow(self, corpus: Path, k: int) -> list[float] | None:
        """Seconds until each article of a folder is in the index, one after the other.

        None if the system cannot.

        Raises:
            LostError: a sentence of one is not found by its own terms.
        """
        if not isinstance(self._system, Growing):
            return None
        taken: list[float] = []
        for article in load_corpus(corpus).split():
            documents, asked = self._system.prepared(article), article.words(0)
            before = self._numbers(asked, k)
            begun = time.perf_counter()
            self._system.add(documents)
            taken.append(time.perf_counter() - begun)
            if self._numbers(asked, k) <= before:
                raise LostError
        return taken

    def _numbers(self, question: Question, k: int) -> set[int]:
        return set(self._system.numbers(self._system.retrieve(question, k)))


_WORKER = Worker()
"""That of this process."""


def call(method: Callable[Concatenate[Worker, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Let the worker of this process do something."""
    return method(_WORKER, *args, **kwargs)


@contextmanager
def _without_collection() -> Iterator[None]:
    """As `timeit` does: no collection of garbage meanwhile."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
