"""`/stats`: what can be counted of one chat."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.catalogue import LANGUAGES
from bot.store import library, shelves
from bot.store.library import Addition
from config.settings import FurtherShelfSettings
from retrieval.analysis.storing import to_bytes
from retrieval.articles.ingest import article_of
from retrieval.model import Metadata
from tests.bot.telegram.chats.hall import ABOUT_CANTEEN, ANSWERED, HALL, WITH_CANTEEN, file_of
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, SETTINGS, Harness
from tests.e2e.botapi.world import World

STATS = CATALOGUE["zh-Hans"].stats
DAYS = SETTINGS.store.keep_days


@pytest.fixture
def bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """A bot on a short article."""
    return make_bot([file_of(tmp_path)])


def asked(number: int, answered: int, declined: int, shares: tuple[int, int]) -> str:
    """The line of the questions."""
    good, bad = shares
    return STATS.asked.format(
        days=DAYS, number=number, answered=answered, declined=declined, good=good, bad=bad
    )


def own(articles: int, sentences: int) -> str:
    """The line of the chat's own articles."""
    return STATS.own.format(articles=articles, sentences=sentences)


async def test_a_chat_in_which_nothing_was_asked(world: World) -> None:
    """Zero is a number, too."""
    li = world.user("小李")

    await li.sends("/stats")

    assert (await li.chat.next_message()).text.splitlines() == [
        own(0, 0),
        STATS.shared.format(articles=1, sentences=2),
        "",
        asked(0, 0, 0, (0, 0)),
        STATS.votes.format(good=0, bad=0),
        "",
        STATS.version.format(version=version("yuanju")),
    ]


async def test_questions_and_votes(world: World) -> None:
    """Of everybody in the chat, and of no other chat."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    for text in (ANSWERED, ANSWERED, ABOUT_CANTEEN):
        await li.sends(f"/ask@yuanju_bot {text}", chat=group)
        answer = await group.next_message()
        if text == ANSWERED:
            await li.presses(answer, answer.data("👍"))
            await wang.presses(answer, answer.data("👎"))
    await li.sends(ABOUT_CANTEEN)
    li.administers(group)

    await li.sends("/stats@yuanju_bot", chat=group)

    lines = (await group.next_message()).text.splitlines()
    assert asked(3, 2, 1, (67, 33)) in lines
    assert STATS.votes.format(good=2, bad=2) in lines


async def test_articles_of_its_own(world: World, bot: Harness, tmp_path: Path) -> None:
    """Those of a shelf that it alone sees, and the day on which the last one came."""
    group, li = world.group(), world.user("小李")
    file = file_of(tmp_path, WITH_CANTEEN)
    further = {"minutes": FurtherShelfSettings((file,), (group.id,))}
    settings = replace(SETTINGS, shelf=replace(SETTINGS.shelf, further=further))
    bot.shelves.configure(settings, [file_of(tmp_path, HALL)], 1)
    article = article_of("公告：周五停电。", Metadata("公告"))
    analysis = to_bytes(article, bot.assembly.analyse(article))
    new = Addition(article, analysis, bot.assembly.analysis_version, None)
    bot.database.run_now(
        lambda found: library.put(found, shelves.own_or_new(found, group.id), new, 1_700_000_000)
    )
    li.administers(group)

    told = []
    for chat in (group, li.chat):
        await li.sends("/stats@yuanju_bot", chat=chat)
        told.append((await chat.next_message()).text.splitlines())

    assert told[0][:3] == [
        own(2, 4),
        STATS.shared.format(articles=1, sentences=2),
        STATS.last.format(date="2023-11-14"),
    ]
    assert told[1][:3] == [own(0, 0), STATS.shared.format(articles=1, sentences=2), ""]


async def test_members_are_told_nothing(world: World) -> None:
    """In groups it is the administrators' matter."""
    wang, group = world.user("小王"), world.group()

    await wang.sends("/stats@yuanju_bot", chat=group)

    assert (await group.next_message()).text == STATS.only_admins


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_every_language(world: World, language: str) -> None:
    """That of the person."""
    li = world.user("小李", language_code={"zh-Hant": "zh-tw"}.get(language, language))

    await li.sends("/stats")

    words = CATALOGUE[language].stats
    assert (await li.chat.next_message()).text.startswith(
        words.own.format(articles=0, sentences=0)
    )
