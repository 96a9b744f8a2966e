"""`make chaos`: the bot is killed again and again while many people ask.

Telegram cannot tell a message from its repetition, so a send that was under way at a kill
may repeat, one for each kill. Nothing else may, and nothing may be lost.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalogue import load_catalogue
from bot.store import updates
from bot.store.database import Database
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import START_SECONDS, YUANJU, BotProcess, started
from tests.e2e.runs.asked import Asked, environment, seats
from tests.e2e.runs.tally import Tally, answered_by
from tests.telegram_fakes.values import Call

_PAUSE = 0.1
"""Seconds between two questions, on average."""
_AFTER_SEND = 0.03
"""A kill comes up to so many seconds after a message arrives at Telegram."""
_LOOK = 0.001
_GIVE_UP = 60.0
"""Seconds without any answer after which the rest is taken for lost."""
_QUIET = 1.0
"""Seconds for an answer that should not come any more."""
_WORDS = load_catalogue()["zh-Hans"].telegram
_NO_ANSWERS = (_WORDS.uncertain, _WORDS.failed.partition("{")[0])


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    questions: int = 200
    chats: int = 20
    kills: int = 10
    seed: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)
    """Further settings."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    tally: Tally
    kills: int
    excuses: int
    """Replies that are no answer, such as an apology."""
    unfinished: int
    """Updates that the last process left in the journal."""
    code: int
    """With which the last process ended when it was told to."""
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether it went as promised."""
        return self.tally.holds and not self.excuses and not self.unfinished and not self.code

    def told(self) -> str:
        """A few lines for people."""
        found = self.tally
        return (
            f"questions {found.asked}, answered {found.answered}, lost {found.lost}\n"
            f"kills {self.kills}, answers repeated by them {found.repeated.total()}"
            f" (at most {max(found.repeated.values(), default=0)} by one),"
            f" repeated for no reason {found.doubled}\n"
            f"replies that are no answer {self.excuses}, updates left over {self.unfinished},"
            f" exit code {self.code}\n"
            f"{self.seconds:.0f} s: {'as promised' if self.is_good else 'NOT AS PROMISED'}"
        )


class Chaos:
    """One run."""

    def __init__(self, plan: Plan, server: BotApiServer, folder: Path) -> None:
        """Keep the bot's database in `folder`."""
        self._plan = plan
        self._server = server
        self._settings = {**environment(server, str(folder)), **plan.environment}
        self._chance = random.Random(plan.seed)
        self._asked = Asked(server, seats(server, plan.chats))
        self._starts: list[float] = []

    async def run(self) -> Outcome:
        """Ask and kill, then wait for what is missing."""
        begun = time.monotonic()
        bot = await self._start()
        try:
            asking = asyncio.create_task(self._ask())
            for _ in range(self._plan.kills):
                await self._work()
                await bot.killed()
                bot = await self._start()
            await asking
            await self._settle()
            ended = await bot.stopped()
        finally:
            await bot.killed()
        return Outcome(
            self._asked.found(self._starts),
            len(self._starts) - 1,
            sum(_is_excuse(call) for call in self._server.api.performed),
            self._unfinished(),
            ended.code,
            time.monotonic() - begun,
        )

    async def _start(self) -> BotProcess:
        self._starts.append(time.time())
        return await started(self._settings, YUANJU)

    async def _ask(self) -> None:
        for _ in range(self._plan.questions):
            await self._asked.one_more()
            await asyncio.sleep(self._chance.expovariate(1 / _PAUSE))

    async def _work(self) -> None:
        """Let the bot send a few messages, and a moment of any length pass."""
        most = max(1, self._plan.questions // (self._plan.kills + 1))
        until = self._sends() + self._chance.randint(1, most)
        async with asyncio.timeout(START_SECONDS + _GIVE_UP):
            while self._sends() < until:  # noqa: ASYNC110 - a moment that no event marks
                await asyncio.sleep(_LOOK)
        await asyncio.sleep(self._chance.uniform(0, _AFTER_SEND))

    async def _settle(self) -> None:
        """Wait until all are answered, or nothing more comes."""
        missing, last = -1, time.monotonic()
        while missing and time.monotonic() - last < _GIVE_UP:
            now = self._asked.found(self._starts).lost
            if now != missing:
                missing, last = now, time.monotonic()
            await asyncio.sleep(_QUIET)

    def _sends(self) -> int:
        return sum(call.method == "sendMessage" for call in self._server.api.requests)

    def _unfinished(self) -> int:
        database = Database(Path(self._settings["YUANJU_STORE__FILE"]))
        try:
            return database.run_now(updates.waiting)
        finally:
            database.close()


async def run(plan: Plan) -> Outcome:
    """Ask, kill, start anew, and count, against a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server:
            return await Chaos(plan, server, Path(folder)).run()


def _is_excuse(call: Call) -> bool:
    return answered_by(call) is not None and str(call.params["text"]).startswith(_NO_ANSWERS)


def main() -> None:
    """Run it, tell, and fail if it is not good."""
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    for name in ("questions", "chats", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    outcome = asyncio.run(run(Plan(**vars(parser.parse_args()))))
    print(outcome.told())  # noqa: T201 - a command's output
    sys.exit(not outcome.is_good)


if __name__ == "__main__":
    main()
