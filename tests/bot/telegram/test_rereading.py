"""Articles that other tools read are read anew in the background."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from bot.shelves import Shelves
from bot.store import analyses
from bot.store.database import Database, StoreError
from bot.store.problems import HeldError
from bot.telegram.asker import Asker
from bot.telegram.rereading import reread, rereading
from config.loading import load_settings
from retrieval.analysis.analysis import Analysis
from retrieval.model import Article
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.test_shelves import CountingAssembly

SETTINGS = load_settings(None, {})


class StumblingAssembly(CountingAssembly):
    """Cannot read articles that name somebody."""

    def analyse(self, article: Article) -> Analysis:
        """As the real one, but for those."""
        if "李大海" in article.text:
            message = "a fault"
            raise RuntimeError(message)
        return super().analyse(article)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh one."""
    made = Database(tmp_path / "yuanju.db")
    yield made
    made.close()


def shelves_of(database: Database, assembly: CountingAssembly, folder: Path) -> Shelves:
    """Shelves with three articles."""
    files = []
    for number, text in enumerate(
        ("密码由王小明保管。", "钥匙由李大海保管。", "大门由门卫看管。")
    ):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(f"内部{number}\n\n{text}", encoding="utf-8")
    shelves = Shelves(database, assembly, load_catalogue(), "zh-Hans")
    shelves.configure(SETTINGS, files, 1)
    return shelves


def stale(database: Database, version: str) -> list[str]:
    """What tools of that version have not read."""
    return database.run_now(lambda found: analyses.stale(found, version))


async def idle() -> None:
    """Nobody asks."""


async def ours() -> bool:
    """No other process does it."""
    return True


async def test_each_is_read_once(
    database: Database, tokenizer: JiebaTokenizer, tmp_path: Path
) -> None:
    """Then questions find all of it read, and the next start has nothing to do."""
    assembly = CountingAssembly(Tools(tokenizer), "2")
    shelves = shelves_of(database, assembly, tmp_path)
    assert len(stale(database, "2")) == 3

    await reread(shelves, idle)
    assert stale(database, "2") == []
    await reread(shelves, idle)
    await shelves.asking(1)

    assert len(assembly.read) == 3


async def test_what_was_read_stays_read(
    database: Database, tokenizer: JiebaTokenizer, tmp_path: Path
) -> None:
    """A process that ends in the middle leaves the rest to the next one."""
    assembly = CountingAssembly(Tools(tokenizer), "2")
    shelves = shelves_of(database, assembly, tmp_path)
    waits = asyncio.Event()

    async def idle_once() -> None:
        if assembly.read:
            waits.set()
            await asyncio.Event().wait()

    async with rereading(shelves, idle_once, ours):
        await waits.wait()
    assert len(stale(database, "2")) == 2
    await reread(shelves, idle)

    assert len(assembly.read) == 3


async def test_another_process_does_it(
    database: Database,
    tokenizer: JiebaTokenizer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is left to that one until it ends, or the store can be asked again."""
    monkeypatch.setattr("bot.telegram.rereading._TAKING_SECONDS", 0.0)
    assembly = CountingAssembly(Tools(tokenizer), "2")
    shelves = shelves_of(database, assembly, tmp_path)
    answers: list[bool | StoreError] = [False, HeldError(), True]
    read = asyncio.Event()

    async def takes() -> bool:
        assert assembly.read == []
        answer = answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    async def idle_at_last() -> None:
        if len(assembly.read) == 2:
            read.set()

    async with rereading(shelves, idle_at_last, takes):
        await read.wait()

    assert answers == []


async def test_one_that_cannot_be_read(
    database: Database,
    tokenizer: JiebaTokenizer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Is told without a word of it; the others are read all the same."""
    caplog.set_level(logging.INFO)
    assembly = StumblingAssembly(Tools(tokenizer), "2")
    shelves = shelves_of(database, assembly, tmp_path)

    await reread(shelves, idle)

    assert len(stale(database, "2")) == 1
    assert "an article could not be read anew: RuntimeError" in caplog.text
    assert "read 2 articles anew, 1 could not be" in caplog.text
    assert "李大海" not in caplog.text


async def test_progress(
    database: Database,
    tokenizer: JiebaTokenizer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In numbers, now and then; nothing where there is nothing to do."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("bot.telegram.rereading._PROGRESS_SECONDS", 0)
    shelves = shelves_of(database, CountingAssembly(Tools(tokenizer), "2"), tmp_path)

    await reread(shelves, idle)
    told = [record.message for record in caplog.records if record.name.endswith("rereading")]
    await reread(shelves, idle)

    assert told == [
        "reading 3 articles anew",
        "read 1 of 3 articles anew",
        "read 2 of 3 articles anew",
        "read 3 of 3 articles anew",
        "read 3 articles anew, 0 could not be",
    ]
    assert len([each for each in caplog.records if each.name.endswith("rereading")]) == len(told)


async def test_questions_come_first() -> None:
    """While one is under way, or waits for its turn, nothing else is begun."""
    asker, begun, goes_on = Asker(10), asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def question() -> None:
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(goes_on.wait(), loop).result()

    asking = asyncio.ensure_future(asker.do(question))
    await begun.wait()
    waiting = asyncio.ensure_future(asker.idle())
    await asyncio.sleep(0)
    assert not waiting.done()

    goes_on.set()
    await asking
    await waiting


async def test_a_store_that_cannot_be_read(
    database: Database,
    tokenizer: JiebaTokenizer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Costs a line in the log; articles are read when they are asked."""
    shelves = shelves_of(database, CountingAssembly(Tools(tokenizer), "2"), tmp_path)
    database.run_now(lambda found: found.exec_driver_sql("DROP TABLE analysis"))

    await reread(shelves, idle)

    assert "stale articles cannot be looked up: OperationalError" in caplog.text
