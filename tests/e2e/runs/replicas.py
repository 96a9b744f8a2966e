"""`make replicas`: several bots on one PostgreSQL, of which one is killed again and again.

Updates are posted to them in turn, and some to all at once. Each question must be answered,
by whichever bot. As with one bot a send that was under way at a kill may repeat, one for each
kill, and nothing else may.
"""

import argparse
import asyncio
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from config.secret import Secret
from tests import cluster as clusters
from tests.cluster import RealCluster
from tests.e2e.balancer import Balancer
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import START_SECONDS, YUANJU, BotProcess, Ended, started
from tests.e2e.proxies import unused_port
from tests.e2e.runs.asked import Asked, environment, seats
from tests.e2e.runs.tally import Tally, answered_by
from tests.e2e.runs.working import ask, settled, some_work, unfinished
from tests.postgresql import served

_ARRIVES = 0.3
"""Seconds in which what was sent before a kill arrives; others take over later than that."""
_LIVES = 2.0
"""Seconds for which nobody is taken for dead: what is said earlier is of the kill before."""
_STAMP = "%Y-%m-%d %H:%M:%S,%f"
"""Of the bot's log, in local time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    questions: int = 200
    chats: int = 20
    kills: int = 10
    replicas: int = 2
    twice: int = 5
    """Every so many updates are posted to all bots at once."""
    seed: int = 1
    cluster: int = 0
    """Whether the index is on a cluster, of which a primary is killed as well; 0 or 1."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    tally: Tally
    kills: int
    doubled: int
    """Updates that more than one bot was told of at once."""
    unfinished: int
    """Updates that are left in the journal."""
    ends: Sequence[Ended]
    """Of the bots that were told to end."""
    waits: Sequence[float]
    """Seconds from each question to its answer."""
    takeovers: Sequence[float]
    """Seconds from a kill until another bot said that it took over."""
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether it went as promised."""
        bad = ("Traceback", "the index cannot be asked")
        well = all(
            not each.code and not any(word in each.output for word in bad) for each in self.ends
        )
        return self.tally.holds and not self.unfinished and well

    def told(self) -> str:
        """A few lines for people."""
        waits = sorted(self.waits) or [0.0]
        takeovers = sorted(self.takeovers) or [0.0]
        return (
            f"{self.tally.told(self.kills)}updates told to several bots at once {self.doubled},"
            f" left over {self.unfinished},"
            f" exit codes {[each.code for each in self.ends]}\n"
            f"updates of {len(self.takeovers)} killed bots taken over by others after"
            f" {statistics.median(takeovers):.1f} s (median), {takeovers[-1]:.1f} s (longest)\n"
            f"a question waited {statistics.median(waits):.2f} s (median) and {waits[-1]:.1f} s"
            f" (longest)\n"
            f"{self.seconds:.0f} s: {'as promised' if self.is_good else 'NOT AS PROMISED'}"
        )


@dataclass(slots=True)
class Bots:
    """The replicas, each with a port of its own."""

    settings: Mapping[str, str]
    ports: Sequence[int]
    running: dict[int, BotProcess] = field(default_factory=dict)
    """By port."""
    outputs: list[str] = field(default_factory=list)
    """Of those that have ended."""

    async def start(self, port: int) -> None:
        """Start the one of that port, and wait until it takes updates."""
        own = {"YUANJU_TELEGRAM__WEBHOOK__PORT": str(port)}
        self.running[port] = await started({**self.settings, **own}, YUANJU)
        await self.running[port].says("replicas that take updates", 3 * START_SECONDS)

    async def kill(self, port: int) -> None:
        """Kill the one of that port."""
        self.outputs.append((await self.running.pop(port).killed()).output)

    async def stop(self) -> list[Ended]:
        """Tell all to end, one after the other."""
        ends = [await each.stopped() for each in self.running.values()]
        self.outputs += [each.output for each in ends]
        return ends

    def taken_over_at(self) -> list[float]:
        """When any of them said that it took over what others had, in Unix time."""
        lines = [line for output in self.outputs for line in output.splitlines()]
        return sorted(_time_of(line) for line in lines if "taking over" in line)


class Replicas:
    """One run."""

    def __init__(self, plan: Plan, server: BotApiServer, bots: Bots) -> None:
        """Ask `bots` by way of `server`."""
        self._plan = plan
        self._server = server
        self._bots = bots
        self._chance = random.Random(plan.seed)
        self._asked = Asked(server, seats(server, plan.chats))
        self._kills = [time.time()]
        """When the run began, and what followed a kill did."""

    async def run(
        self, address: Secret, balancer: Balancer, cluster: RealCluster | None
    ) -> Outcome:
        """Ask and kill, then wait for what is missing."""
        begun = time.monotonic()
        await asyncio.gather(*map(self._bots.start, self._bots.ports))
        share = self._plan.questions // (self._plan.kills + 1)
        for number in range(self._plan.kills):
            asking = asyncio.create_task(ask(self._asked, share, self._chance))
            await some_work(self._server, share - 1, self._chance)
            port = self._bots.ports[number % len(self._bots.ports)]
            await self._bots.kill(port)
            self._kills.append(time.time() + _ARRIVES)
            if cluster is not None and number == self._plan.kills // 2:
                await asyncio.to_thread(_kill_primary, cluster)
            await self._bots.start(port)
            await asking
        rest = self._plan.questions - self._plan.kills * share
        await ask(self._asked, rest, self._chance)
        await settled(self._asked, self._kills)
        ends = await self._bots.stop()
        return Outcome(
            self._asked.found(self._kills),
            self._plan.kills,
            balancer.doubled,
            unfinished(address),
            ends,
            self._waits(),
            self._takeovers(),
            time.monotonic() - begun,
        )

    def _takeovers(self) -> list[float]:
        """From each kill to when another bot took over, if there was something to."""
        found: list[float] = []
        for this, following in itertools.pairwise([*self._kills[1:], time.time()]):
            begin, end = this + _LIVES, following + _LIVES
            said = [at for at in self._bots.taken_over_at() if begin < at < end]
            found += [at - this + _ARRIVES for at in said[:1]]
        return found

    def _waits(self) -> list[float]:
        """From each question to its first answer."""
        answered: dict[tuple[int, int], float] = {}
        for call in self._server.api.performed:
            if (place := answered_by(call)) is not None:
                answered.setdefault(place, call.at)
        pairs = zip(self._asked.places, self._asked.times, strict=True)
        return [answered[place] - at for place, at in pairs if place in answered]


async def run(plan: Plan) -> Outcome:
    """Ask, kill, start anew, and count, against servers of its own."""
    ports = [unused_port() for _ in range(plan.replicas)]
    with (
        served() as postgresql,
        tempfile.TemporaryDirectory() as folder,
        ExitStack() as servers,
    ):
        address = postgresql.database()
        cluster = servers.enter_context(clusters.served()) if plan.cluster else None
        async with BotApiServer() as server, AsyncExitStack() as stack:
            balancer = Balancer(ports, twice=plan.twice)
            await stack.enter_async_context(balancer.listening())
            settings = environment(
                server,
                folder,
                YUANJU_STORE_URL=address.reveal(),
                YUANJU_TELEGRAM__WEBHOOK__URL=balancer.url,
                YUANJU_INDEX_URL="" if cluster is None else cluster.url(),
            )
            bots = Bots(settings, ports)
            try:
                return await Replicas(plan, server, bots).run(address, balancer, cluster)
            finally:
                for each in bots.running.values():
                    await each.killed()


def _kill_primary(cluster: RealCluster) -> None:
    """Kill the one that has the most keys: that of the shelf that is asked."""
    primaries = [node for node in cluster.nodes if node.is_primary]
    cluster.kill(max(primaries, key=lambda node: int(node.ask("DBSIZE"))))


def _time_of(line: str) -> float:
    """When a line was logged."""
    return (
        datetime.strptime(line[: len("2026-01-01 00:00:00,000")], _STAMP).astimezone().timestamp()
    )


def main() -> None:
    """Run it, tell, and fail if it is not good."""
    parser = argparse.ArgumentParser(prog="replicas", description=__doc__)
    for name in ("questions", "chats", "kills", "replicas", "twice", "seed", "cluster"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    outcome = asyncio.run(run(Plan(**vars(parser.parse_args()))))
    print(outcome.told())  # noqa: T201 - a command's output
    sys.exit(not outcome.is_good)


if __name__ == "__main__":
    main()
