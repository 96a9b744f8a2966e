"""Asking what is in the store, by `yuanju ask` and `yuanju console`."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.assembly import Assembly
from bot.catalogue import load_catalogue
from bot.shelves import Shelves
from bot.store.database import Database
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.replies import Answer, NoAnswer, Reply
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.cli.shelving import HALL, RIVER, listed, run, written

CHAT = 7
SEED, HALL_IS, RIVER_IS = "谁参加了会议？", "馆长是谁？", "小河从什么时候起没有水？"
read_before = pytest.mark.usefixtures("read_before")
ENGLISH = load_catalogue()["en"].console


def answered(question: str, *arguments: object, **environment: str) -> bool:
    """Whether it was answered."""
    result = run("ask", question, *arguments, **environment)
    assert result.exit_code in {0, 1}, result.stderr
    return result.exit_code == 0


@read_before
def test_what_every_chat_sees(tmp_path: Path) -> None:
    """Without options the configured files are asked, and what was added for every chat."""
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)
    run("add", folder / "hall.txt")
    run("add", folder / "river.txt", "--shelf", "chat:-5")

    assert answered(SEED)
    assert answered(HALL_IS)
    assert not answered(RIVER_IS)


@read_before
def test_a_shelf(tmp_path: Path) -> None:
    """`--shelf` asks that one alone."""
    folder = written(tmp_path / "news", river=RIVER)
    run("add", folder, "--shelf", "chat:-5")

    assert answered(RIVER_IS, "--shelf", "chat:-5")
    assert not answered(SEED, "--shelf", "chat:-5")


@read_before
def test_a_configured_shelf(tmp_path: Path) -> None:
    """It has its files as they are now, and what was added; without a store, too."""
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)
    config = tmp_path / "mine.yaml"
    config.write_text("shelf: {further: {新闻: {files: [news/hall.txt], chats: []}}}", "utf-8")
    options = ("--shelf", "新闻", "--config", config)

    before = [answered(question, *options) for question in (SEED, HALL_IS, RIVER_IS)]
    run("add", folder / "river.txt", *options)
    after = [answered(question, *options) for question in (SEED, HALL_IS, RIVER_IS)]

    assert before == [False, True, False]
    assert after == [False, True, True]


def test_asking_makes_no_store(store: Path) -> None:
    """Where there is none, the configured files are asked as ever."""
    assert answered(SEED)
    assert not store.exists()


@read_before
def test_a_shelf_that_is_not_there(tmp_path: Path) -> None:
    """Said with those there are; exit code 2, not that of an article that does not say."""
    without = run("ask", SEED, "--shelf", "新闻", YUANJU_STORE__FILE=str(tmp_path / "none.db"))
    run("add", written(tmp_path / "news", hall=HALL), "--shelf", "河")
    with_one = run("ask", SEED, "--shelf", "新闻")

    assert (without.exit_code, with_one.exit_code) == (2, 2)
    assert "There is no shelf 新闻, nor any other with a name" in without.stderr
    assert with_one.stderr == "yuanju: There is no shelf 新闻. There are: seen, 河.\n"


def test_a_file_or_a_shelf() -> None:
    """Not both."""
    result = run("ask", SEED, "--shelf", "新闻", "--article", "seeds/seed-article.txt")

    assert result.exit_code == 2
    assert "either --article or --shelf" in result.stderr


@read_before
def test_what_was_read_is_used_and_kept(store: Path, tmp_path: Path) -> None:
    """Asking reads anew only what others have read, and keeps it for the next time."""
    run("add", written(tmp_path / "news", hall=HALL, river=RIVER))
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE analysis SET version = 'old' WHERE sentences = 2")
        connection.execute("UPDATE analysis SET content = x'00' WHERE sentences = 1")

    assert answered(HALL_IS)

    with sqlite3.connect(store) as connection:
        versions = connection.execute("SELECT DISTINCT version FROM analysis").fetchall()
    assert len(versions) == 1
    assert versions != [("old",)]


@read_before
def test_a_store_that_another_program_writes(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked all the same: what was read is not kept then."""
    monkeypatch.setattr("bot.store.file_engine._BUSY_MILLISECONDS", 100)
    run("add", written(tmp_path / "news", hall=HALL))
    writer = sqlite3.connect(store, isolation_level=None)
    writer.execute("UPDATE analysis SET version = 'old'")
    writer.execute("BEGIN IMMEDIATE")

    assert answered(HALL_IS)

    writer.close()


@read_before
def test_a_bot_that_runs(tmp_path: Path, store: Path, tokenizer: JiebaTokenizer) -> None:
    """It answers at the next question from what was added beside it, and not once removed."""
    settings = load_settings(None, {})
    assembly = Assembly(settings, load_lexicon(), Tools(tokenizer), load_weights("full"))
    replies: list[type[Reply]] = []
    with (
        asyncio.Runner() as loop,
        closing(Database(store)) as database,
        closing(Shelves(database, assembly, load_catalogue(), "en")) as shelves,
    ):

        def ask() -> None:
            asking = loop.run(shelves.asking(CHAT))
            replies.append(type(asking.ask(HALL_IS).reply))

        ask()
        run("add", written(tmp_path / "news", hall=HALL))
        ask()
        run("remove", listed()[0]["id"], "--yes")
        ask()

    assert replies == [NoAnswer, Answer, NoAnswer]


def test_a_thousand_articles_in_the_console(tmp_path: Path) -> None:
    """Some are named, and how many more there are."""
    texts = {f"n{number:02}": f"新闻{number}\n\n第{number}条。\n" for number in range(30)}
    run("add", written(tmp_path / "news", **texts))

    result = run("console", typed=":article\n")

    lines = result.stdout.splitlines()
    assert lines[1].startswith("忻州市委書記朱曉東到二所調研 · ")
    assert lines[-1] == ENGLISH.more.format(number=11)
    assert len(lines) == 1 + 20 + 1
