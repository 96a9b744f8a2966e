"""Shelves whose index is on a cluster, as two processes of a bot have them."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from bot.indexing import Indexes
from bot.shelves import NewArticle, Shelves
from bot.store.database import Database
from bot.store.library import Room
from config.loading import load_settings
from retrieval.index.cluster.connection import Cluster
from retrieval.model import Article, Metadata
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.test_shelves import CountingAssembly
from tests.cluster import RealCluster

CHAT, OTHERS = 7, 8
ROOM = Room(articles=10, chars=10_000)
MINUTES = Article("minutes", "孙工主持了周会。周会在三楼召开。", Metadata(title="周会纪要"))
SEED = "谁参加了会议？"
NEW = "谁主持了周会？"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh one."""
    made = Database(tmp_path / "yuanju.db")
    yield made
    made.close()


@pytest.fixture
def bots(
    database: Database, tokenizer: JiebaTokenizer, real_cluster: RealCluster
) -> Iterator[tuple[Shelves, Shelves]]:
    """Two processes' shelves on one store and one cluster."""
    settings = load_settings(None, {"YUANJU_INDEX_URL": real_cluster.url()})
    with (
        closing(Indexes.opened(settings.index, "1")) as first,
        closing(Indexes.opened(settings.index, "1")) as second,
    ):
        made = tuple(
            Shelves(
                database, CountingAssembly(Tools(tokenizer)), load_catalogue(), "zh-Hans", indexes
            )
            for indexes in (first, second)
        )
        made[0].configure(settings, settings.shelf.files, 1)
        yield made[0], made[1]
        for shelves in made:
            shelves.close()


async def answer(shelves: Shelves, question: str, chat_id: int = CHAT) -> str:
    """The first sentence of the answer, or nothing."""
    asking = await shelves.asking(chat_id)
    quotes = (await asyncio.to_thread(asking.ask, question)).shown.quotes
    return quotes[0].text if quotes else ""


def on_the_cluster(cluster: Cluster) -> list[str]:
    """The articles of all shelves there, each as often as it is there."""
    found: list[str] = []
    for (keys,) in cluster.ask_each(("KEYS", "yuanju:*:plan")):
        for key in keys:
            (plan,) = cluster.ask(key, ("HGETALL", key))
            found += plan
    return sorted(found)


async def test_what_one_bot_takes_in_the_other_answers(
    bots: tuple[Shelves, Shelves], cluster: Cluster
) -> None:
    """On the cluster there is one index of the chat's shelves, and one of the others'."""
    one, other = bots
    before = on_the_cluster(cluster)
    assert "郭建平" in await answer(one, SEED)
    assert "郭建平" in await answer(other, SEED)

    await one.put(CHAT, NewArticle(MINUTES, "file:minutes.txt", None), ROOM)

    assert await answer(other, NEW) == "孙工主持了周会。"
    assert await answer(one, NEW) == "孙工主持了周会。"
    assert "郭建平" in await answer(other, SEED, OTHERS)
    assert on_the_cluster(cluster).count("minutes") == before.count("minutes") + 1


async def test_what_is_removed_leaves_the_cluster(
    bots: tuple[Shelves, Shelves], cluster: Cluster
) -> None:
    """At once, and not when somebody asks next time."""
    one, other = bots
    await one.put(CHAT, NewArticle(MINUTES, "file:minutes.txt", None), ROOM)
    assert await answer(other, NEW) == "孙工主持了周会。"
    assert "minutes" in on_the_cluster(cluster)

    await one.remove(CHAT, "minutes")

    assert "minutes" not in on_the_cluster(cluster)
    assert await answer(other, NEW) != "孙工主持了周会。"


async def test_one_article_alone_is_asked_in_memory(
    bots: tuple[Shelves, Shelves], cluster: Cluster
) -> None:
    """A reply to an answer makes no shelf of its own on the cluster."""
    one, _ = bots
    await one.put(CHAT, NewArticle(MINUTES, "file:minutes.txt", None), ROOM)
    before = on_the_cluster(cluster)
    asking = await one.asking_article(CHAT, "minutes")

    assert asking.ask(NEW).shown.quotes[0].text == "孙工主持了周会。"
    assert on_the_cluster(cluster) == before
