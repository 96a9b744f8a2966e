"""The laws of `Analysing`, with tools that load nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Thread

import pytest

from retrieval.analysis.pool import Analysing, AnalysisFailedError
from retrieval.analysis.reading import RUN, analyse, runs
from retrieval.analysis.storing import to_bytes
from retrieval.model import Article, Metadata
from retrieval.text.splitting.sentences import split_sentences
from tests.repository.places import ROOT
from tests.retrieval.analysis.fakes import KILLS, WAITS, FakeTools

PARENT = """
import sys
from pathlib import Path
from retrieval.analysis.pool import Analysing
from tests.retrieval.analysis.fakes import FakeTools
from tests.retrieval.analysis.test_pool import article

with Analysing(FakeTools(Path(sys.argv[1])), 2) as pool:
    list(pool.analyse([article("a", 200, sys.argv[2])]))
"""


def article(name: str, sentences: int, says: str = "馆") -> Article:
    """One of so many sentences, which say that; no two are alike."""
    text = "".join(f"第{number}号{says}开放。" for number in range(sentences))
    return Article(name, text, Metadata(title=f"{name}开馆", deck="三万册"))


def until(holds: Callable[[], object]) -> None:
    """Wait for it, and give up when it does not come."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def lives(process: int) -> bool:
    """Whether there is such a process; one that ended and was not asked after is none."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@pytest.fixture
def make_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTools:
    """A process of its own finds them here."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return FakeTools(tmp_path)


@pytest.fixture(params=[1, 2])
def pool(request: pytest.FixtureRequest, make_tools: FakeTools) -> Iterator[Analysing]:
    """With one process, and with two."""
    with Analysing(make_tools, request.param) as made:
        yield made


def expected(one: Article, make_tools: FakeTools) -> bytes:
    """What this process makes of it by itself."""
    return to_bytes(one, analyse(one, make_tools()))


def test_a_long_text_is_read_in_runs() -> None:
    """All of its sentences, in order; of none there is one run."""
    sentences = split_sentences(article("a", RUN + 1))

    assert [text for run in runs(sentences) for text in run] == [one.text for one in sentences]
    assert [len(run) for run in runs(sentences)] == [RUN, 1]
    assert runs(()) == [[]]


@pytest.mark.parametrize("length", [0, 1, RUN, RUN + 1, 5 * RUN])
def test_the_same_bytes(pool: Analysing, make_tools: FakeTools, length: int) -> None:
    """As without processes, however long."""
    one = article("a", length)

    assert list(pool.analyse([one])) == [(one, expected(one, make_tools))]


def test_order_is_kept(pool: Analysing, make_tools: FakeTools) -> None:
    """A short one does not overtake a long one, and each has its own analysis."""
    articles = [article(f"a{length}", length) for length in (300, 1, 200, 2, 3)]

    assert list(pool.analyse(articles)) == [(one, expected(one, make_tools)) for one in articles]


def test_few_are_under_way(pool: Analysing) -> None:
    """Of articles without end, only some are taken before the first one is given."""
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        while True:
            taken.append(1)
            yield article(f"a{len(taken)}", 100)

    found = pool.analyse(endless())
    for given in range(1, 6):
        next(found)
        assert len(taken) <= given + 2
    found.close()


def test_progress_counts_every_sentence_once(pool: Analysing) -> None:
    """Of short articles and of long ones."""
    told: list[int] = []

    list(pool.analyse([article("a", 300), article("b", 3)], told.append))

    assert sum(told) == 303
    assert max(told) <= RUN


def test_a_short_article_starts_one_process(make_tools: FakeTools) -> None:
    """Two more would have nothing to do, and none starts before the first article."""
    with Analysing(make_tools, 3) as pool:
        assert make_tools.made == []

        list(pool.analyse([article("a", 3)]))

        assert len(make_tools.made) == 1


def test_processes_are_kept_for_the_next(make_tools: FakeTools) -> None:
    """Loading tools takes longer than reading."""
    with Analysing(make_tools) as pool:
        for name in ("a", "b", "c"):
            list(pool.analyse([article(name, 100)]))

    assert len(make_tools.made) == 1


@needs_proc
def test_without_work_a_process_ends(make_tools: FakeTools) -> None:
    """And the next article starts another."""
    one = article("a", 3)
    with Analysing(make_tools, idle_seconds=0.01) as pool:
        list(pool.analyse([one]))
        (first,) = make_tools.made
        until(lambda: not lives(first))

        assert list(pool.analyse([one])) == [(one, expected(one, make_tools))]


def test_no_article_waits_behind_a_long_one(make_tools: FakeTools) -> None:
    """It has its turn among the others' runs, although there is one process."""
    order: list[str] = []
    with Analysing(make_tools) as pool:
        long = pool.submit(article("long", 5 * RUN, WAITS), lambda _: order.append("long"))
        until((make_tools.folder / "waiting").exists)
        short = pool.submit(article("short", 1), lambda _: order.append("short"))
        (make_tools.folder / "free").touch()

        assert short.result()
        assert long.result()

    assert order == ["long", "long", "short", "long", "long", "long"]


@needs_proc
def test_whoever_stops_leaves_nothing(make_tools: FakeTools) -> None:
    """In the middle of a sentence: no process, and no result later."""
    with Analysing(make_tools, 2) as pool:
        future = pool.submit(article("a", 300, WAITS))
        until((make_tools.folder / "waiting").exists)

    with pytest.raises(CancelledError):
        future.result()
    assert make_tools.made
    assert not any(map(lives, make_tools.made))


def test_a_cancelled_article_stops_no_other(pool: Analysing, make_tools: FakeTools) -> None:
    """What was read of it is dropped, and the next one is read."""
    waiting, one = pool.submit(article("a", 300, WAITS)), article("b", 200)
    until((make_tools.folder / "waiting").exists)
    assert waiting.cancel()
    (make_tools.folder / "free").touch()

    assert list(pool.analyse([one])) == [(one, expected(one, make_tools))]


def test_a_killed_process_is_replaced(pool: Analysing, make_tools: FakeTools) -> None:
    """Its work is done once more, and nobody notices."""
    (make_tools.folder / "kills").write_text("1")
    one = article("a", 200)
    bad = Article("b", f"{one.text}{KILLS}。{one.text}")

    found = dict(pool.analyse([one, bad, one]))

    assert (make_tools.folder / "kills").read_text() == "0"
    assert found[bad] == expected(bad, make_tools)


def test_what_kills_twice_is_named(pool: Analysing, make_tools: FakeTools) -> None:
    """For people by its title, for a log by its id; the others are read all the same."""
    (make_tools.folder / "kills").write_text("2")
    bad, good = article("bad", 1, KILLS), article("good", 1)

    with pytest.raises(AnalysisFailedError, match="bad") as caught:
        list(pool.analyse([bad]))

    assert caught.value.name == "bad开馆"
    assert caught.value.code == -signal.SIGKILL
    assert "开馆" not in str(caught.value)
    assert list(pool.analyse([good])) == [(good, expected(good, make_tools))]


def test_closed_is_closed(make_tools: FakeTools) -> None:
    """Nobody waits for what will not come."""
    pool = Analysing(make_tools)
    pool.close()

    with pytest.raises(RuntimeError):
        pool.submit(article("a", 1))


@needs_proc
def test_a_secret_stays_here(make_tools: FakeTools, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of the process has what it needs, and no token."""
    monkeypatch.setenv("YUANJU_TELEGRAM__TOKEN", "123:secret")
    with Analysing(make_tools) as pool:
        list(pool.analyse([article("a", 1)]))
        (process,) = make_tools.made
        environment = Path(f"/proc/{process}/environ").read_bytes()

    assert b"PYTHONPATH" in environment
    assert b"secret" not in environment


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_its_parent(make_tools: FakeTools, sent: signal.Signals) -> None:
    """However it ends, and whatever they are doing."""
    command = [sys.executable, "-c", PARENT, str(make_tools.folder), WAITS]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT) as parent:
        until((make_tools.folder / "waiting").exists)
        parent.send_signal(sent)
        assert parent.wait() != 0
    (make_tools.folder / "free").touch()

    until(lambda: make_tools.made and not any(map(lives, make_tools.made)))


@needs_proc
def test_a_process_that_is_killed_at_rest(make_tools: FakeTools) -> None:
    """The next article is read all the same."""
    one = article("a", 1)
    with Analysing(make_tools) as pool:
        list(pool.analyse([one]))
        (process,) = make_tools.made
        os.kill(process, signal.SIGKILL)

        assert list(pool.analyse([one])) == [(one, expected(one, make_tools))]


def test_closing_from_another_thread(make_tools: FakeTools) -> None:
    """Ends the wait of whoever waits."""
    pool = Analysing(make_tools)
    ends: list[BaseException] = []

    def wait() -> None:
        try:
            list(pool.analyse([article("a", 300, WAITS)]))
        except CancelledError as error:
            ends.append(error)

    thread = Thread(target=wait)
    thread.start()
    until((make_tools.folder / "waiting").exists)
    pool.close()
    thread.join()

    assert len(ends) == 1
