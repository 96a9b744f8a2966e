"""Articles made ready: read once, by whatever process."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from bot.assembly import Assembly
from bot.catalogue import load_catalogue
from bot.indexing import is_scattered
from bot.shelves import NewArticle, Shelves
from bot.store import library
from bot.store import shelves as stored
from bot.store.database import Database
from bot.store.library import Room
from bot.store.tables import analyses
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.analysis.analysis import Analysis
from retrieval.analysis.reading import RUN
from retrieval.answering.shelved import ShelvedArticle
from retrieval.model import Article, Metadata
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.repository.places import ROOT

SETTINGS = load_settings(None, {})
CHAT = 1
QUESTION = "谁参加了会议？"
ROOM = Room(articles=10, chars=10_000)


class CountingAssembly(Assembly):
    """Knows which articles it had to read."""

    def __init__(self, tools: Tools, version: str = "1") -> None:
        """Nothing yet; with the shipped settings."""
        super().__init__(SETTINGS, load_lexicon(), tools, load_weights("full"))
        self.version = version
        self.read: list[str] = []
        self.put: list[str] = []

    @property
    def analysis_version(self) -> str:
        """As the test says."""
        return self.version

    def analyse(self, article: Article) -> Analysis:
        """What is read in an article, written down."""
        self.read.append(article.id)
        return super().analyse(article)

    def shelved(self, article: Article, analysis: Analysis) -> ShelvedArticle:
        """An article made ready for shelves, written down."""
        self.put.append(article.id)
        return super().shelved(article, analysis)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh one."""
    made = Database(tmp_path / "yuanju.db")
    yield made
    made.close()


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article of more sentences than are read at a time, and where to find our modules."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    file = tmp_path / "long.txt"
    lines = [f"图书馆第{number}层藏书三万册。" for number in range(2 * RUN)]
    file.write_text("\n".join([*lines, "馆长林小梅参加了会议。"]), "utf-8")
    return file


async def answer(
    database: Database, assembly: Assembly, files: Iterable[Path] = SETTINGS.shelf.files
) -> str:
    """What is answered by shelves that were just made, as after a start."""
    with closing(Shelves(database, assembly, load_catalogue(), "zh-Hans")) as shelves:
        # By the thread that has the database, as the process does before its event loop runs.
        shelves.configure(SETTINGS, files, 1)
        asking = await shelves.asking(CHAT)
        return asking.ask(QUESTION).shown.quotes[0].text


async def test_a_restart_reads_nothing_again(
    database: Database, tokenizer: JiebaTokenizer
) -> None:
    """And answers the same."""
    first, second = (CountingAssembly(Tools(tokenizer)) for _ in range(2))

    assert await answer(database, first) == await answer(database, second)
    assert len(first.read) == 1
    assert second.read == []


async def test_a_long_article_is_read_elsewhere(
    database: Database, tokenizer: JiebaTokenizer, long: Path
) -> None:
    """By a process of its own, so that nobody waits for this one; a restart reads nothing."""
    for _ in range(2):
        assembly = CountingAssembly(Tools(tokenizer))

        assert await answer(database, assembly, [long]) == "馆长林小梅参加了会议。"
        assert assembly.read == []


async def test_nothing_is_read_after_the_end(
    database: Database, tokenizer: JiebaTokenizer, long: Path
) -> None:
    """Whoever waits for a long article is told, and does not hold up the end."""
    shelves = Shelves(database, CountingAssembly(Tools(tokenizer)), load_catalogue(), "zh-Hans")
    shelves.configure(SETTINGS, [long], 1)
    waiting = asyncio.ensure_future(shelves.asking(CHAT))
    await asyncio.sleep(0)
    shelves.close()

    with pytest.raises((asyncio.CancelledError, RuntimeError)):
        await waiting


async def test_other_tools_read_anew(database: Database, tokenizer: JiebaTokenizer) -> None:
    """Once: what they read takes the place of what was there."""
    for version, times in (("1", 1), ("2", 1), ("2", 0)):
        assembly = CountingAssembly(Tools(tokenizer), version)
        await answer(database, assembly)

        assert len(assembly.read) == times


async def test_damaged_bytes_are_read_anew(database: Database, tokenizer: JiebaTokenizer) -> None:
    """What cannot be read back costs time, and nothing else."""
    first, second = (CountingAssembly(Tools(tokenizer)) for _ in range(2))
    told = await answer(database, first)
    damaged = update(analyses).values(content=b"damaged")
    await database.run(lambda found: found.execute(damaged))

    assert await answer(database, second) == told
    assert second.read == first.read


async def test_shelves_share_their_articles(database: Database, tokenizer: JiebaTokenizer) -> None:
    """What one chat adds is all that is made ready for it; the rest is there for another."""
    assembly = CountingAssembly(Tools(tokenizer))
    with closing(Shelves(database, assembly, load_catalogue(), "zh-Hans")) as shelves:
        shelves.configure(SETTINGS, SETTINGS.shelf.files, 1)
        shared = await shelves.asking(CHAT)
        for number in range(3):
            text = f"第{number}号桥今天通车。"
            article = shelves.article_in_text(text, str(number), Metadata())
            await shelves.put(CHAT, NewArticle(article, str(number), None), ROOM)
            asking = await shelves.asking(CHAT)
            assert asking.ask(f"第{number}号桥哪天通车？").shown.quotes[0].text == text
        other = await shelves.asking(CHAT + 1)

    assert [article.id for article, _ in asking.articles()][:1] == list(shared.ids)
    assert list(other.ids) == list(shared.ids)
    assert len(assembly.put) == len(set(assembly.put)) == 4
    first = (each.ask(QUESTION).shown.quotes[0].text for each in (asking, shared, other))
    assert len(set(first)) == 1


async def test_what_changes_scatter_is_merged(
    database: Database, tokenizer: JiebaTokenizer
) -> None:
    """Beside those who ask, who are answered the same before and after."""
    assembly = CountingAssembly(Tools(tokenizer))
    with closing(Shelves(database, assembly, load_catalogue(), "zh-Hans")) as shelves:
        shelves.configure(SETTINGS, SETTINGS.shelf.files, 1)
        ids = [await put(shelves, f"第{number}号桥今天通车。") for number in range(3)]
        await shelves.asking(CHAT)
        await shelves.remove(CHAT, ids[0])
        scattered = await shelves.asking(CHAT)
        assert is_scattered(scattered.index)
        async with asyncio.timeout(30):
            while is_scattered((await shelves.asking(CHAT)).index):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        after = await shelves.asking(CHAT)

    assert after.ids == scattered.ids
    for question in (QUESTION, "第1号桥哪天通车？", "第0号桥哪天通车？"):
        assert after.ask(question).reply == scattered.ask(question).reply


async def test_no_index_is_kept_of_what_is_removed(
    database: Database, tokenizer: JiebaTokenizer, tmp_path: Path
) -> None:
    """What an index on the disk knows of an article goes with it."""
    settings = load_settings(None, {"YUANJU_CACHE__FOLDER": str(tmp_path)})
    assembly = Assembly(settings, load_lexicon(), Tools(tokenizer), load_weights("full"))
    with closing(Shelves(database, assembly, load_catalogue(), "zh-Hans")) as shelves:
        article_id = await put(shelves, "大桥今天通车。")
        kept = tmp_path / "index-0.arrays"
        kept.touch()
        assert not await shelves.remove(CHAT, "another")
        assert kept.exists()
        assert await shelves.remove(CHAT, article_id)
        assert not kept.exists()


async def put(shelves: Shelves, text: str) -> str:
    """Put an article on the shelf of the chat; its id."""
    article = shelves.article_in_text(text, text, Metadata())
    await shelves.put(CHAT, NewArticle(article, text, None), ROOM)
    return article.id


async def test_an_article_that_goes_and_comes_back(
    database: Database, tokenizer: JiebaTokenizer
) -> None:
    """It is asked again, though it was removed while the shelf was made ready to be asked."""
    assembly = CountingAssembly(Tools(tokenizer))
    with closing(Shelves(database, assembly, load_catalogue(), "zh-Hans")) as shelves:
        shelves.configure(SETTINGS, SETTINGS.shelf.files, 1)
        new = NewArticle(shelves.article_in_text("北桥今天通车。", "桥", Metadata()), "桥", None)
        await shelves.put(CHAT, new, ROOM)

        # The database has one thread: it is removed after the chat's shelves were looked up,
        # and before their articles are read.
        short, _ = await asyncio.gather(
            shelves.asking(CHAT), database.run(lambda found: taken_off(found, new.article.id))
        )
        await shelves.put(CHAT, new, ROOM)
        asking = await shelves.asking(CHAT)

        assert await shelves.asking(CHAT) is asking
    assert new.article.id not in short.ids
    assert asking.ask("北桥哪天通车？").shown.quotes[0].text == new.article.text


def taken_off(connection: Connection, article_id: str) -> bool:
    """Remove an article as another process would."""
    return library.remove(connection, stored.own_of(connection, CHAT), article_id)
