"""`make load`: two thousand questions over two hundred chats, with Telegram's limits and without.

How many answers a second, and how late the event loop is for whatever else is due: a press,
a question of another chat.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.processes import BotProcess, started
from tests.e2e.proxies import unused_port
from tests.e2e.runs import watched
from tests.e2e.runs.asked import Asked, environment, seats
from tests.e2e.runs.working import settled
from tests.telegram_fakes.limits import Limits

COMMAND = (sys.executable, "-m", "tests.e2e.runs.watched", "telegram")
PROMISED_SECONDS = 0.05
"""What is due is no later than that, 999 times of 1,000."""
PROMISED_SHARE = 0.999
_LOOK = 0.1
_DELAY = "yuanju_event_loop_delay_seconds"
_LONGEST = "yuanju_event_loop_delay_max_seconds"
_AS_SHIPPED = {"YUANJU_MODELS__ENCODER": "use", "YUANJU_MODELS__TAGGER": "lac"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    questions: int = 2_000
    chats: int = 200
    limited: bool = True
    """Whether Telegram refuses what is too much."""
    environment: Mapping[str, str] = field(default_factory=lambda: _AS_SHIPPED)
    """Further settings."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    questions: int
    lost: int
    repeated: int
    refusals: int
    """Sends that Telegram refused as too many."""
    seconds: float
    delays: Mapping[float, float]
    """How many ticks were no later than so many seconds; infinity has all."""
    longest: float
    """Longest delay, in seconds."""
    cause: str
    """What was seen in the longest halt."""

    def share(self, seconds: float) -> float:
        """The share of ticks that were no later than that."""
        return self.delays[seconds] / self.delays[float("inf")]

    def percentile(self, share: float) -> float:
        """A bound, in seconds, that so large a share of the ticks keeps."""
        return min(bound for bound in self.delays if self.share(bound) >= share)

    @property
    def is_good(self) -> bool:
        """Whether each was answered once, and the promise is kept."""
        once = not self.lost and not self.repeated
        return once and self.share(PROMISED_SECONDS) >= PROMISED_SHARE

    def told(self) -> str:
        """A few lines for people."""
        late = ", ".join(
            f"{share:.1%} ≤ {self.percentile(share) * 1000:g} ms" for share in (0.5, 0.99, 0.999)
        )
        return (
            f"questions {self.questions}, lost {self.lost}, repeated {self.repeated}, refused as"
            f" too many {self.refusals}\n"
            f"{self.seconds:.0f} s, {(self.questions - self.lost) / self.seconds:.1f} answers/s\n"
            f"event loop late: {late}; within 50 ms {self.share(PROMISED_SECONDS):.3%}; at most"
            f" {self.longest * 1000:.0f} ms\n"
            f"{self.cause}\n"
            f"{'as promised' if self.is_good else 'NOT AS PROMISED'}"
        )


async def run(plan: Plan) -> Outcome:
    """Ask all at once, wait for the answers, and read the numbers."""
    limits = Limits() if plan.limited else None
    port = unused_port()
    more = {
        "YUANJU_TELEGRAM__METRICS_PORT": str(port),
        "YUANJU_TELEGRAM__MESSAGES_A_SECOND": "30" if plan.limited else "1000",
        **plan.environment,
    }
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer(limits=limits) as server:
            asked = Asked(server, seats(server, plan.chats))
            bot = await started(environment(server, folder, **more), COMMAND)
            try:
                await bot.says("polling")
                seconds = await _asked_and_answered(asked, plan.questions)
                numbers = await _numbers(port)
                cause = await _cause(bot)
            finally:
                await bot.killed()
            found = asked.found([0.0])
            sends = [call for call in server.api.requests if call.method == "sendMessage"]
            done = [call for call in server.api.performed if call.method == "sendMessage"]
    return Outcome(
        found.asked,
        found.lost,
        found.doubled,
        len(sends) - len(done),
        seconds,
        _delays(numbers),
        numbers[_LONGEST, ""],
        cause,
    )


async def _asked_and_answered(asked: Asked, questions: int) -> float:
    """Seconds from the first question to the last answer."""
    begun = time.monotonic()
    for _ in range(questions):
        await asked.one_more()
    return await settled(asked, [0.0], _LOOK) - begun


async def _numbers(port: int) -> dict[tuple[str, str], float]:
    """The bot's numbers, by name and bound; those with other labels are left out."""
    async with ClientSession() as client:
        text = await (await client.get(f"http://127.0.0.1:{port}/metrics")).text()
    return {
        (sample.name, sample.labels.get("le", "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _delays(numbers: Mapping[tuple[str, str], float]) -> dict[float, float]:
    return {
        float(bound): value
        for (name, bound), value in numbers.items()
        if name == f"{_DELAY}_bucket"
    }


async def _cause(bot: BotProcess) -> str:
    ended = await bot.stopped()
    told = [line for line in ended.output.splitlines() if watched.SAYS in line]
    return told[-1] if told else "no halt was seen"


def main() -> None:
    """Run it twice, tell, and fail if one is not good."""
    parser = argparse.ArgumentParser(prog="load", description=__doc__)
    for name in ("questions", "chats"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    chosen = parser.parse_args()
    good = True
    for limited in (True, False):
        outcome = asyncio.run(run(Plan(chosen.questions, chosen.chats, limited=limited)))
        print("With Telegram's limits:" if limited else "Without limits:")  # noqa: T201
        print(outcome.told(), flush=True)  # noqa: T201
        good = good and outcome.is_good
    sys.exit(not good)


if __name__ == "__main__":
    main()
