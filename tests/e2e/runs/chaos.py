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
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import YUANJU, BotProcess, started
from tests.e2e.runs.asked import Asked, environment, seats
from tests.e2e.runs.tally import Tally, answered_by
from tests.e2e.runs.working import ask, settled, some_work, unfinished
from tests.telegram_fakes.values import Call

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
        return (
            f"{self.tally.told(self.kills)}replies that are no answer {self.excuses},"
            f" updates left over {self.unfinished}, exit code {self.code}\n"
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
        plan, asked = self._plan, self._asked
        bot = await self._start()
        try:
            asking = asyncio.create_task(ask(asked, plan.questions, self._chance))
            for _ in range(plan.kills):
                most = plan.questions // (plan.kills + 1)
                await some_work(self._server, most, self._chance)
                await bot.killed()
                bot = await self._start()
            await asking
            await settled(asked, self._starts)
            ended = await bot.stopped()
        finally:
            await bot.killed()
        return Outcome(
            asked.found(self._starts),
            len(self._starts) - 1,
            sum(_is_excuse(call) for call in self._server.api.performed),
            unfinished(Path(self._settings["YUANJU_STORE__FILE"])),
            ended.code,
            time.monotonic() - begun,
        )

    async def _start(self) -> BotProcess:
        self._starts.append(time.time())
        return await started(self._settings, YUANJU)


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
