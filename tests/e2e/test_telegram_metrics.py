"""The real bot's health and numbers."""

from pathlib import Path

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.proxies import unused_port
from tests.e2e.runs.asked import environment
from tests.telegram_fakes import faults


async def test_a_busy_bot_is_counted(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """It is ready once it polls; what it answers, declines and what goes wrong is counted."""
    port = unused_port()
    settings = environment(server, str(tmp_path), YUANJU_TELEGRAM__METRICS_PORT=str(port))
    bot = await start_bot(settings)
    await bot.says("polling")
    li = server.world.user("小李")
    server.fail("sendMessage", faults.bad_gateway())
    for question in ("谁参加了会议？", "参观了哪些设施？", "食堂有什么菜？"):
        await li.sends(question)
        await li.chat.next_message(timeout=30)

    # A question is counted after its answer has arrived.
    for _ in range(3):
        await bot.says(": question ")

    base = f"http://127.0.0.1:{port}"
    async with ClientSession() as client:
        ready = (await client.get(f"{base}/readyz")).status
        text = await (await client.get(f"{base}/metrics")).text()

    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert ready == 200
    assert found["yuanju_questions_total", "answered"] == 2
    assert found["yuanju_questions_total", "declined"] == 1
    assert found["yuanju_faults_total", "unreachable"] == 1
    assert found["yuanju_answer_seconds_count",] >= 2
    assert found["yuanju_event_loop_delay_seconds_count",] > 0
    assert "小李" not in text
    assert str(li.chat.id) not in text
