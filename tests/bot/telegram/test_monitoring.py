"""What who watches over the bot can read."""

import asyncio
import contextlib
import time

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.store.questions import Outcome
from bot.telegram.endings import PortTakenError
from bot.telegram.meter import Fault, Meter
from bot.telegram.monitoring import measure_delay, monitored
from tests.e2e.proxies import unused_port


def numbers(meter: Meter) -> dict[str, float]:
    """All numbers, by name and labels."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(meter.text().decode())
        for sample in family.samples
    }


def test_counts() -> None:
    """Questions by their end, faults by kind, updates that wait; the rest is 0, not absent."""
    meter = Meter()
    meter.ended(Outcome.ANSWERED)
    meter.ended(Outcome.ANSWERED)
    meter.ended(Outcome.DECLINED)
    meter.went_wrong(Fault.UNCERTAIN)
    meter.watch_queue(lambda: 7)
    with meter.answering():
        pass

    found = numbers(meter)

    assert found["yuanju_questions_total answered"] == 2
    assert found["yuanju_questions_total declined"] == 1
    assert found["yuanju_questions_total failed"] == 0
    assert found["yuanju_faults_total uncertain"] == 1
    assert found["yuanju_faults_total internal"] == 0
    assert found["yuanju_updates_waiting"] == 7
    assert found["yuanju_answer_seconds_count"] == 1


async def test_a_halt_weighs_as_much_as_it_lasts() -> None:
    """While the loop stands still for 0.2 s, 40 ticks are late, not one."""
    meter = Meter()
    measuring = asyncio.create_task(measure_delay(meter))
    await asyncio.sleep(0.01)

    time.sleep(0.2)  # noqa: ASYNC251 - the halt is the point
    await asyncio.sleep(0.01)
    measuring.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await measuring

    found = numbers(meter)
    late = (
        found["yuanju_event_loop_delay_seconds_count"]
        - found["yuanju_event_loop_delay_seconds_bucket 0.05"]
    )
    assert late >= 25
    assert found["yuanju_event_loop_delay_max_seconds"] >= 0.19


async def test_health() -> None:
    """Alive is alive, ready only if it is; nothing else is there."""
    port, ready = unused_port(), False
    async with monitored(port, Meter(), lambda: ready), ClientSession() as client:
        base = f"http://127.0.0.1:{port}"
        before = [(await client.get(base + path)).status for path in ("/healthz", "/readyz")]
        ready = True
        after = [(await client.get(base + path)).status for path in ("/readyz", "/", "/x")]

    assert before == [200, 503]
    assert after == [200, 404, 404]


async def test_no_port() -> None:
    """Nothing listens and nothing is measured unless it is asked for."""
    async with monitored(None, Meter(), lambda: True):
        assert len(asyncio.all_tasks()) == 1


async def test_a_port_that_is_taken() -> None:
    """It is told which."""
    port = unused_port()
    async with monitored(port, Meter(), lambda: True):
        with pytest.raises(PortTakenError, match=f"127.0.0.1:{port}"):
            async with monitored(port, Meter(), lambda: True):
                pass
