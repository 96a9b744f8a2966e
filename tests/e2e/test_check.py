"""`yuanju check` as an operator runs it."""

import sys
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.proxies import unused_port
from tests.e2e.runs.asked import environment

CHECK = (sys.executable, "-m", "bot", "check")
CATALOGUE = load_catalogue()
ENGLISH = CATALOGUE["en"]
NAMES = [
    "configuration",
    "models",
    "articles",
    "store",
    "proxy",
    "Telegram",
    "token",
    "clock",
]


def names(output: str) -> list[str]:
    """What was looked at, line by line."""
    return [line.partition(" · ")[2].partition(":")[0] for line in output.splitlines()]


async def test_all_is_well(server: BotApiServer, start_bot: StartBot, tmp_path: Path) -> None:
    """One line each, who the bot is, what is off, and exit code 0; nothing is made."""
    folder = tmp_path / "new"
    ended = await (
        await start_bot(environment(server, str(folder), LANG="C"), command=CHECK)
    ).ended()

    assert ended.code == 0, ended.output
    assert names(ended.output) == NAMES
    assert ended.output.count(f"{ENGLISH.check.good} · ") == len(NAMES)
    assert "@yuanju_bot" in ended.output
    assert ENGLISH.check.reads_addressed in ended.output
    assert ENGLISH.models.encoder in ended.output
    assert server.token not in ended.output
    assert not folder.exists()


async def test_without_a_network(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """What is here is looked at all the same; what is not reached is said, with what to do."""
    down = f"http://127.0.0.1:{unused_port()}"
    proxy = f"http://me:pass1234@127.0.0.1:{unused_port()}"
    settings = environment(
        server,
        str(tmp_path),
        YUANJU_TELEGRAM_API_BASE=down,
        YUANJU_TELEGRAM_PROXY=proxy,
        LANG="C",
    )

    ended = await (await start_bot(settings, command=CHECK)).ended()

    verdicts = [line.partition(" · ")[0] for line in ended.output.splitlines()]
    words = ENGLISH.check
    assert ended.code == 1
    assert names(ended.output) == NAMES
    assert verdicts == [*[words.good] * 4, words.bad, words.bad, words.skipped, words.skipped]
    assert ENGLISH.problem.unreachable.format(address=down) in ended.output
    assert "pass1234" not in ended.output
    assert server.token not in ended.output


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "no_token"),
        ("TELEGRAM_BOT_TOKEN", f"123:{'x' * 35}", "refused_token"),
    ],
)
async def test_a_token_that_is_none(  # noqa: PLR0913, PLR0917 - pytest hands them in
    server: BotApiServer,
    start_bot: StartBot,
    tmp_path: Path,
    variable: str,
    value: str,
    expected: str,
) -> None:
    """One problem, in the operator's language, and it does not hide the rest."""
    settings = environment(server, str(tmp_path), LANG="zh_CN.UTF-8", **{variable: value})

    ended = await (await start_bot(settings, command=CHECK)).ended()

    words = CATALOGUE["zh-Hans"]
    assert ended.code == 1
    assert getattr(words.problem, expected) in ended.output
    assert ended.output.count(words.check.good) == len(NAMES) - 1
    assert not value or value not in ended.output


async def test_a_wrong_configuration(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Nothing else can be looked at: every mistake is named, and exit code 2."""
    settings = environment(
        server,
        str(tmp_path),
        YUANJU_TELEGRAM__WEBHOOK__PORT="0",
        YUANJU_TELEGRAM__METRICS_PORT="x",
    )

    ended = await (await start_bot(settings, command=CHECK)).ended()

    assert ended.code == 2
    assert [line.partition(": ")[2].partition(": ")[0] for line in ended.output.splitlines()] == [
        "YUANJU_TELEGRAM__WEBHOOK__PORT",
        "YUANJU_TELEGRAM__METRICS_PORT",
    ]
