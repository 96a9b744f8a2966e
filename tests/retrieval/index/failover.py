"""`make failover`: the primary of a shelf is killed under load, again and again.

Several readers ask the shelf without a pause, and a writer changes another one on the same
node and asks it after each change. Every answer is compared with that of the index in
memory: it may be late, and it may be missing, but never another one.
"""

import argparse
import itertools
import random
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from retrieval.index.cluster.address import Address
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.problems import IndexChangedError
from retrieval.index.memory import MemoryIndex
from retrieval.model import Hit
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, Index, IndexUnavailableError
from tests.cluster import Node, RealCluster, served
from tests.retrieval.index.cluster.articles import article, question

_READERS = 3
_ARTICLES = 200
_CHANGED = 20
_QUESTIONS = 50
_K = 10
_NEAR = 1e-6
_BEFORE_SECONDS = 0.5
_AFTER_SECONDS = 1.0
_LIKE_THE_SERVER = IndexOptions(k1=1.2, b=0.5)


@dataclass
class Tally:
    """What came of the questions of one who asks."""

    right: int = 0
    wrong: int = 0
    errors: list[str] = field(default_factory=list)
    right_at: list[float] = field(default_factory=list)
    """When, by the monotonic clock."""

    def note(self, *, is_right: bool) -> None:
        """Count an answer."""
        if is_right:
            self.right += 1
            self.right_at.append(time.monotonic())
        else:
            self.wrong += 1


@dataclass(frozen=True)
class Kill:
    """What came of one kill."""

    right: int
    wrong: int
    errors: tuple[str, ...]
    promotion_seconds: float
    """Until the servers had put the replica in the primary's place."""
    recovery_seconds: float
    """The longest that anybody was without an answer from then on."""


@dataclass(frozen=True)
class Run:
    """All of them."""

    kills: tuple[Kill, ...]
    are_identical: bool
    """Whether after the last one every question had the answer that it had at first."""


def same(found: Sequence[Hit], expected: Sequence[Hit]) -> bool:
    """The same hits in the same order, with the same scores but for rounding."""
    return len(found) == len(expected) and all(
        (one.article_id, one.number) == (other.article_id, other.number)
        and abs(one.score - other.score) <= _NEAR * other.score
        for one, other in zip(found, expected, strict=True)
    )


class Load:
    """Readers and a writer, as they come and go with each kill."""

    def __init__(self, cluster: RealCluster, address: Address) -> None:
        """Load two shelves that are on the same node."""
        chance = random.Random(3)
        self._address = address
        self._articles = [article(f"article {number}") for number in range(_ARTICLES)]
        self._read, self._written = _neighbours(cluster)
        self._memory: Index = _in_memory(self._articles)
        self._questions = [question(chance) for _ in range(_QUESTIONS)]
        self._expected = [self._memory.retrieve(each, _K) for each in self._questions]
        self.first = self.answers()

    @property
    def key(self) -> str:
        """One of those that are on the node."""
        return Names.of(self._read).now

    def answers(self) -> list[list[Hit]]:
        """The answer to each question, by a bot that has just been started."""
        index = self._index(self._read, self._articles)
        return [index.retrieve(each, _K) for each in self._questions]

    def reader(self, tally: Tally, stop: threading.Event) -> None:
        """Ask again and again."""
        index, number = self._index(self._read, self._articles), 0
        while not stop.is_set():
            number = (number + 1) % _QUESTIONS
            try:
                found = index.retrieve(self._questions[number], _K)
            except IndexChangedError as error:
                tally.errors.append(str(error))
                index = self._index(self._read, self._articles)
            except IndexUnavailableError as error:
                tally.errors.append(str(error))
            else:
                tally.note(is_right=same(found, self._expected[number]))

    def writer(self, tally: Tally, stop: threading.Event) -> None:
        """Put one behind or take one away, and ask."""
        articles, number = self._articles[:_CHANGED], 0
        index, asked = self._index(self._written, articles), self._questions[0]
        while not stop.is_set():
            number += 1
            # Whoever changes a shelf has told the store before: a try that failed is made up for.
            articles = [*articles[-_CHANGED:], article(f"new {number}")]
            try:
                kept = {each.article_id for each in articles}
                gone = [each.article_id for each in self._articles if each.article_id not in kept]
                index = index.changed(articles[-1:], [*gone, f"new {number - _CHANGED - 1}"])
                found = index.retrieve(asked, _K)
            except IndexUnavailableError as error:
                tally.errors.append(str(error))
                index = ClusterIndex.empty(Cluster(self._address), self._written)
                try:
                    index = index.changed(articles, ())
                except IndexUnavailableError as error:
                    tally.errors.append(str(error))
            else:
                tally.note(is_right=same(found, _in_memory(articles).retrieve(asked, _K)))

    def _index(self, scope: str, articles: Sequence[ArticleTerms]) -> ClusterIndex:
        return ClusterIndex.empty(Cluster(self._address), scope).changed(articles, ())


def run(kills: int, told: Callable[[str], None] = lambda _: None) -> Run:
    """Kill so many times; `told` hears of each."""
    with served() as cluster:
        load = Load(cluster, Address.parsed(cluster.url()))
        cluster.wait_until_whole()
        found = []
        for number in range(kills):
            kill = _kill(cluster, cluster.primary_of(load.key), load)
            found.append(kill)
            told(_line(number + 1, kill))
        after = load.answers()
        return Run(tuple(found), after == load.first)


def _kill(cluster: RealCluster, node: Node, load: Load) -> Kill:
    tallies, stop = [Tally() for _ in range(_READERS + 1)], threading.Event()
    jobs = [*[load.reader] * _READERS, load.writer]
    threads = [
        threading.Thread(target=job, args=(tally, stop))
        for job, tally in zip(jobs, tallies, strict=True)
    ]
    for thread in threads:
        thread.start()
    time.sleep(_BEFORE_SECONDS)
    killed_at = time.monotonic()
    cluster.kill(node)
    while cluster.primary_of(load.key) is node:
        time.sleep(0.01)
    promoted_at = time.monotonic()
    while not all(tally.right_at and tally.right_at[-1] > killed_at + 0.1 for tally in tallies):
        time.sleep(0.01)
        if time.monotonic() > killed_at + 60:
            break
    time.sleep(_AFTER_SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    cluster.start(node)
    cluster.wait_until_whole()
    return Kill(
        sum(tally.right for tally in tallies),
        sum(tally.wrong for tally in tallies),
        tuple(error for tally in tallies for error in tally.errors),
        promoted_at - killed_at,
        max(_longest_gap(tally, killed_at) for tally in tallies),
    )


def _longest_gap(tally: Tally, since: float) -> float:
    times = [since, *(at for at in tally.right_at if at > since)]
    return max(
        (later - earlier for earlier, later in itertools.pairwise(times)),
        default=float("inf"),
    )


def _neighbours(cluster: RealCluster) -> tuple[str, str]:
    """Two shelves that are on the same node."""
    first = secrets.token_hex(4)
    node = cluster.primary_of(Names.of(first).now)
    while True:
        second = secrets.token_hex(4)
        if cluster.primary_of(Names.of(second).now) is node:
            return first, second


def _in_memory(articles: Sequence[ArticleTerms]) -> Index:
    return MemoryIndex.empty(_LIKE_THE_SERVER).changed(articles, ())


def _line(number: int, kill: Kill) -> str:
    line = (
        f"kill {number}: {kill.right} right, {kill.wrong} wrong, {len(kill.errors)} errors; "
        f"{kill.recovery_seconds:.2f} s without an answer, "
        f"{kill.promotion_seconds:.2f} s without a primary"
    )
    return "\n".join([line, *(f"  {error}" for error in kill.errors)])


def main() -> None:
    """Run it and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    arguments = parser.parse_args()
    found = run(arguments.kills, print)
    longest = max(kill.recovery_seconds for kill in found.kills)
    print(f"longest without an answer: {longest:.2f} s; after: ", end="")  # noqa: T201
    print("the same answers" if found.are_identical else "OTHER ANSWERS")  # noqa: T201


if __name__ == "__main__":
    main()
