"""Files that are too much: the one who asks lives on, and so does the next file."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.articles import isolated
from retrieval.articles.formats.document import Document, FormatError
from retrieval.articles.isolated import IsolatedReading
from retrieval.articles.kinds import Kind
from retrieval.articles.problems import ReadingProblem
from tests.retrieval.articles.options import options

GOOD = "<p>甲。"
WORKER = """
import os, socket, sys
from retrieval.articles import worker
from retrieval.articles.formats.document import Document

def read(data, kind, options):
    exec(data.decode())
    return Document("甲。")

worker.read = read
worker.main()
"""


@pytest.fixture
def obeying(monkeypatch: pytest.MonkeyPatch) -> Iterator[IsolatedReading]:
    """Reads by running what the file says, in place of a library that a file has broken."""
    monkeypatch.setattr(isolated, "_COMMAND", (sys.executable, "-P", "-c", WORKER))
    reading = IsolatedReading(options(max_seconds=3, max_memory_mb=300))
    yield reading
    reading.close()


def outcome(reading: IsolatedReading, program: str) -> ReadingProblem | str:
    """What running this program comes to."""
    try:
        return reading.read(program.encode(), Kind.HTML).text
    except FormatError as error:
        return error.problem


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("while True: pass", ReadingProblem.TOO_SLOW),
        ("import time; time.sleep(60)", ReadingProblem.TOO_SLOW),
        ("x = bytes(10**9)", ReadingProblem.TOO_HUNGRY),
        ("x = []\nwhile True: x.append(bytes(10**6))", ReadingProblem.TOO_HUNGRY),
        ("import os; os.abort()", ReadingProblem.FATAL),
        ("import os; os.kill(os.getpid(), 9)", ReadingProblem.FATAL),
        ("import ctypes; ctypes.string_at(0)", ReadingProblem.FATAL),
        ("import os; os._exit(0)", ReadingProblem.FATAL),
        ("raise KeyError", ReadingProblem.DAMAGED),
        ("def f(): f()\nf()", ReadingProblem.DAMAGED),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", ReadingProblem.DAMAGED),
        ("import subprocess; subprocess.run(['true'])", ReadingProblem.DAMAGED),
        ("import os; os.system('true')", ReadingProblem.DAMAGED),
        (
            "assert not [x for x in os.environ if 'TOKEN' in x]; raise KeyError",
            ReadingProblem.DAMAGED,
        ),
        ("os.write(1, b'x' * 999); print('x')", "甲。"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="limits are set by the system")
def test_faults(
    obeying: IsolatedReading,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    problem: ReadingProblem | str,
) -> None:
    """Each has its own problem, and the next file is read."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")

    found = [outcome(obeying, each) for each in ("pass", program, "pass")]

    assert found == ["甲。", problem, "甲。"]


def test_secrets_stay(obeying: IsolatedReading, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is not told a token."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")
    monkeypatch.setenv("YUANJU_TELEGRAM_PROXY", "x")

    found = outcome(
        obeying, "assert not {'TELEGRAM_BOT_TOKEN', 'YUANJU_TELEGRAM_PROXY'} & {*os.environ}"
    )

    assert found == "甲。"


def test_an_answer_that_is_none(obeying: IsolatedReading) -> None:
    """What a broken process says is not believed, nor waited for at any length."""
    too_long = "worker.send = lambda to, _: (to.write((1 << 60).to_bytes(8)), to.flush())"
    nonsense = "worker.answer = lambda _: b'{}'"

    found = [outcome(obeying, each) for each in (too_long, nonsense, "pass")]

    assert found == [ReadingProblem.FATAL, ReadingProblem.FATAL, "甲。"]


def test_one_process_for_many_files() -> None:
    """It is kept; a file after the first one is read at once."""
    reading = IsolatedReading(options())
    reading.read(GOOD.encode(), Kind.HTML)
    process = reading._process  # noqa: SLF001 - nobody else can tell

    start = time.perf_counter()
    found = [reading.read(GOOD.encode(), Kind.HTML) for _ in range(20)]
    seconds = time.perf_counter() - start
    same = reading._process is process  # noqa: SLF001
    reading.close()

    assert found == [Document("甲。")] * 20
    assert same
    assert seconds < 5


def test_a_process_that_died_between_files() -> None:
    """It is replaced without a word."""
    reading = IsolatedReading(options())
    reading.read(GOOD.encode(), Kind.HTML)
    os.kill(reading._process.pid, signal.SIGKILL)  # type: ignore[union-attr] # noqa: SLF001

    found = reading.read(GOOD.encode(), Kind.HTML)
    reading.close()

    assert found == Document("甲。")


def test_no_process_is_left(tmp_path: Path) -> None:
    """Closing ends it, and so does forgetting."""
    reading = IsolatedReading(options())
    reading.read(GOOD.encode(), Kind.HTML)
    process = reading._process  # noqa: SLF001

    del reading

    assert process is not None
    assert process.poll() is not None
    assert not list(tmp_path.iterdir())


def test_a_process_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it."""
    monkeypatch.setattr(isolated, "_COMMAND", (sys.executable, "-c", "raise SystemExit"))

    with pytest.raises(FormatError) as caught:
        IsolatedReading(options()).read(b"x", Kind.HTML)

    assert caught.value.problem is ReadingProblem.FATAL
