"""`make chaos`: the bot is killed again and again while many people ask.

Telegram cannot tell a message from its repetition, so a send that was under way at a kill
may repeat. Nothing else may, and nothing may be lost.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import YUANJU, BotProcess, started
from tests.e2e.runs.asked import Asked, environment, people

_LAST_SECONDS = 120
"""For the answers that are still missing after the last kill."""
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    questions: int = 200
    chats: int = 20
    kills: int = 10
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    questions: int
    kills: int
    lost: int
    """Questions without an answer."""
    repeated: int
    """Questions with two answers."""
    more: int
    """Questions with more than two."""
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, and at most one send a kill was repeated."""
        return not self.lost and not self.more and self.repeated <= self.kills

    def told(self) -> str:
        """A line for people."""
        return (
            f"{self.questions} questions, {self.kills} kills in {self.seconds:.0f} s: "
            f"{self.lost} lost, {self.repeated} answered twice, {self.more} more often"
        )


async def run(plan: Plan) -> Outcome:
    """Ask, kill, start anew, and count."""
    chance = random.Random(plan.seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server:
            asked = Asked(server, people(server, plan.chats))
            settings = environment(server, folder)
            asking = asyncio.create_task(_ask(asked, plan.questions, chance))
            bot = await _start(settings)
            for _ in range(plan.kills):
                await asyncio.sleep(chance.uniform(0.05, 1.5))
                await bot.killed()
                bot = await _start(settings)
            await asking
            await _settled(asked)
            await bot.stopped()
            answers = asked.answers()
    return Outcome(
        len(asked.places),
        plan.kills,
        lost=sum(place not in answers for place in asked.places),
        repeated=sum(count == 2 for count in answers.values()),
        more=sum(count > 2 for count in answers.values()),
        seconds=time.monotonic() - begun,
    )


async def _ask(asked: Asked, questions: int, chance: random.Random) -> None:
    """Bursts and pauses, as people are."""
    for _ in range(questions):
        await asked.one_more()
        if chance.random() < 0.5:
            await asyncio.sleep(chance.uniform(0, 0.3))


async def _start(settings: Mapping[str, str]) -> BotProcess:
    bot = await started(settings, YUANJU)
    await bot.says("polling")
    return bot


async def _settled(asked: Asked) -> None:
    """Wait until all is answered, and a moment longer for what is answered twice."""
    until = time.monotonic() + _LAST_SECONDS
    while asked.missing() and time.monotonic() < until:  # noqa: ASYNC110 - many chats
        await asyncio.sleep(_LOOK_SECONDS)
    await asyncio.sleep(1)


def main() -> None:
    """Run it, tell, and fail if it is not good."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("questions", "chats", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    outcome = asyncio.run(run(Plan(**vars(parser.parse_args()))))
    print(outcome.told())  # noqa: T201 - a command's output
    sys.exit(not outcome.is_good)


if __name__ == "__main__":
    main()
