"""How long it takes from nothing to an answer: `python -m tests.bench starting [RUNS]`.

Each run is a process of its own, and all kinds of them take turns, so that what else the machine
does meets all alike. Beside `yuanju ask` stand a Python that does nothing, and what everybody
would write first: jieba and rank_bm25 on the same article, with jieba's own cache.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.repository.places import ROOT

_QUESTION = "谁参加了会议？"
_RUNS = 7
_NAIVE = """
import sys
from pathlib import Path
from retrieval.evaluation.baseline import NaiveRanker, naive_sentences
text = Path(sys.argv[1]).read_text("utf-8")
sentences = [span.of(text) for span in naive_sentences(text)]
print(sentences[NaiveRanker(sentences).rank(sys.argv[2])[0]])
"""
_MEGABYTE = 1_000_000
# https://man7.org/linux/man-pages/man2/getrusage.2.html; macOS counts bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1_024


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    """From its start to its end."""
    work: float
    """Seconds that it kept a core busy, those of the system for it included."""
    memory: int
    """Bytes that it had at its largest, those of files that it shares with others included."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Processes that do the same."""

    name: str
    arguments: Sequence[str]
    """Of Python."""
    typed: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    forgets: bool = False
    """Whether nothing is kept from one to the next."""


def kinds(home: Path) -> list[Kind]:
    """All that are measured; what they keep is in `home`."""
    ours = {
        "YUANJU_STORE__FILE": str(home / "none.db"),
        "YUANJU_CACHE__FOLDER": str(home / "kept"),
    }
    ask = ("-m", "bot", "ask", _QUESTION)
    seed = str(ROOT / "seeds" / "seed-article.txt")
    return [
        Kind("python -c pass", ("-c", "pass")),
        Kind("jieba and rank_bm25", ("-c", _NAIVE, seed, _QUESTION), "", {"TMPDIR": str(home)}),
        Kind("yuanju ask", ask, "", ours),
        Kind("yuanju console", ("-m", "bot", "console"), f"{_QUESTION}\n", ours),
        Kind("yuanju ask, nothing kept", ask, "", ours, forgets=True),
    ]


def run(kind: Kind) -> Run:
    """Start one and wait until it ends.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    with _folder(kind) as changed, tempfile.TemporaryFile() as typed:
        typed.write(kind.typed.encode())
        typed.seek(0)
        command = [sys.executable, *kind.arguments]
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **kind.environment, **changed},
            stdin=typed,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _RSS_UNIT)


@contextmanager
def _folder(kind: Kind) -> Iterator[Mapping[str, str]]:
    """What is set anew for a process that forgets: an empty folder to keep things in."""
    if not kind.forgets:
        yield {}
        return
    with tempfile.TemporaryDirectory() as folder:
        yield {"YUANJU_CACHE__FOLDER": folder}


def measured(kinds_: Sequence[Kind], runs: int) -> dict[str, list[Run]]:
    """By name, `runs` of each kind; a first one, which compiles and keeps, does not count."""
    for kind in kinds_:
        run(kind)
    found: dict[str, list[Run]] = {kind.name: [] for kind in kinds_}
    for _ in range(runs):
        for kind in kinds_:
            found[kind.name].append(run(kind))
    return found


def table(found: Mapping[str, Sequence[Run]]) -> Iterator[str]:
    """The medians, line by line; the first kind is what the others are compared with."""
    yield f"{'':26}{'seconds':>9}{'least':>9}{'of work':>9}{'times':>7}{'MB':>6}"
    least = median(each.work for each in next(iter(found.values())))
    for name, runs in found.items():
        seconds = [each.seconds for each in runs]
        work = median(each.work for each in runs)
        memory = median(each.memory for each in runs) / _MEGABYTE
        yield (
            f"{name:26}{median(seconds):9.2f}{min(seconds):9.2f}{work:9.2f}{work / least:7.0f}"
            f"{memory:6.0f}"
        )


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a table; an argument is the number of runs."""
    runs = int(arguments[0]) if arguments else _RUNS
    with tempfile.TemporaryDirectory() as home:
        found = measured(kinds(Path(home)), runs)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print("\n".join([f"Medians of {runs} runs; {load}", *table(found)]))  # noqa: T201
