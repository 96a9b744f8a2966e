"""The library without an event loop: what is analysed when, and what fails."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.assembly import Reading
from bot.library import Library
from bot.store import shelves
from bot.store.adding import Added, Incoming
from bot.store.database import Database
from bot.store.library import Change
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.analysis.pool import Analysing
from retrieval.articles.ingest import article_of
from retrieval.model import Article, Metadata
from tests.repository.places import ROOT
from tests.retrieval.analysis.fakes import KILLS, FakeTools


class FakeReading(Reading):
    """Has articles analysed without models, and knows of which it had to."""

    def __init__(self, tools: FakeTools) -> None:
        """Nothing yet; with the shipped settings."""
        super().__init__(load_settings(None, {}), load_lexicon(), ["encoder", "tagger"])
        self._tools = tools

    def analysing(self, processes: int, idle_seconds: float | None = None) -> Analysing:
        """By tools of a test."""
        return Analysing(self._tools, processes, idle_seconds)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTools:
    """Tools that tell whether they were made."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return FakeTools(tmp_path)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty one."""
    with closing(Database(tmp_path / "yuanju.db")) as made:
        yield made


class Adding:
    """Adds texts to a shelf, and keeps what came of it."""

    def __init__(self, database: Database, tools: FakeTools) -> None:
        """On one shelf."""
        self.library = Library(database, FakeReading(tools))
        self._shelf_id = database.run_now(lambda found: shelves.shelf_named(found, "新闻"))
        self.added: list[Added] = []
        self.failed: list[str | None] = []

    def __call__(self, *articles: Article, origin: str | None = None) -> list[Change]:
        """What this changed."""
        self.added.clear()
        self.library.add(
            (
                Incoming(each, self._shelf_id, origin or f"file:///{number}")
                for number, each in enumerate(articles)
            ),
            self.added.append,
            lambda incoming: self.failed.append(incoming.origin),
        )
        return [each.change for each in self.added]


@pytest.fixture
def adding(database: Database, tools: FakeTools) -> Adding:
    """Adds to the database."""
    return Adding(database, tools)


def article(text: str, title: str | None = None) -> Article:
    """An article."""
    return article_of(text, Metadata(title))


def test_an_article_that_ends_its_reader(adding: Adding, tools: FakeTools) -> None:
    """It is told after a second try, and costs no other."""
    (tools.folder / "kills").write_text("2")

    changes = adding(article("小河。"), article(KILLS), article("大桥。"))

    assert changes == [Change.ADDED, Change.ADDED]
    assert adding.failed == ["file:///1"]


def test_what_is_there_starts_no_process(adding: Adding, tools: FakeTools) -> None:
    """Neither the same again nor the same from elsewhere has to be analysed."""
    adding(article("小河。"))
    (made,) = tools.made

    again = adding(article("小河。"))
    elsewhere = adding(article("小河。"), origin="file:///copy")

    assert again == elsewhere == [Change.NOTHING]
    assert adding.added[0].twin == "file:///0"
    assert tools.made == [made]


def test_the_same_text_while_it_is_analysed(adding: Adding) -> None:
    """It is one article, analysed once; the second one is told."""
    changes = adding(article("小河。", "一"), article("小河。", "一"))

    assert changes == [Change.ADDED, Change.NOTHING]
    assert [each.twin for each in adding.added] == [None, "file:///0"]


def test_reading_anew_what_cannot_be(adding: Adding, tools: FakeTools) -> None:
    """It is told, the others are read, and what was read of it before stays."""
    adding(article("小河。"), article(KILLS))
    (tools.folder / "kills").write_text("2")
    ids = [each.incoming.article.id for each in adding.added]
    counts: list[int] = []
    failed: list[Article] = []

    adding.library.reindex(ids, counts.append, failed.append)

    assert counts == [1]
    assert [each.text for each in failed] == [KILLS]
    assert adding.library.stale() == []
