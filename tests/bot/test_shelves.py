"""Articles made ready: read once, by whatever process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.assembly import Assembly
from bot.catalogue import load_catalogue
from bot.shelves import Shelves
from bot.store.database import Database
from bot.store.tables import analyses
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.analysis.analysis import Analysis
from retrieval.model import Article
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer

SETTINGS = load_settings(None, {})
CHAT = 1
QUESTION = "谁参加了会议？"


class CountingAssembly(Assembly):
    """Knows which articles it had to read."""

    def __init__(self, tools: Tools, version: str = "1") -> None:
        """Nothing yet; with the shipped settings."""
        super().__init__(SETTINGS, load_lexicon(), tools, load_weights("full"))
        self.version = version
        self.read: list[str] = []

    @property
    def analysis_version(self) -> str:
        """As the test says."""
        return self.version

    def analyse(self, article: Article) -> Analysis:
        """What is read in an article, written down."""
        self.read.append(article.id)
        return super().analyse(article)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh one."""
    made = Database(tmp_path / "yuanju.db")
    yield made
    made.close()


async def answer(database: Database, assembly: Assembly) -> str:
    """What is answered by shelves that were just made, as after a start."""
    shelves = Shelves(database, assembly, load_catalogue(), "zh-Hans")
    # By the thread that has the database, as the process does before its event loop runs.
    shelves.configure(SETTINGS, SETTINGS.shelf.files, 1)
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
