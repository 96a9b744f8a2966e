"""What somebody sees who meets the real bot: hello, links, menus, help, each in their language."""

import base64
import re
import time

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.e2e.test_telegram_answers import articles
from tests.e2e.waiting import note_after
from tests.telegram_fakes.places import Person, Place

pytestmark = IN_ONE_LOOP

CATALOGUE = load_catalogue()
WORDS = CATALOGUE["zh-Hans"].chats
TITLE = "忻州市委書記朱曉東到二所調研"
PRIVATE = Place(1, "private", "小李")
GROUP = Place(-1, "supergroup", "读书会")
LATER = ["language", "words", "gaps", "stats", "settings", "privacy", "forgetme"]
IN_PRIVATE = ["ask", "start", "add", "articles", "remove", "help", *LATER]
IN_GROUPS = ["ask", "articles", "help", "privacy", "forgetme"]
FOR_ADMINS = ["ask", "add", "articles", "remove", "help", *LATER]


def commands_in(text: str) -> list[str]:
    """The commands that a help lists, one a line."""
    return re.findall(r"^/([a-z0-9_]+) ", text, re.MULTILINE)


def menu(server: BotApiServer, place: Place, language: str | None) -> dict[str, str]:
    """The commands that a person of that language is shown, and what they do."""
    person = Person(1, "小李", language_code=language)
    found = server.api.profile.menu(place, person)
    return {each["command"]: each["description"] for each in found}


async def test_hello(shared: BotApiServer) -> None:
    """Within a second: what can be asked, an example to press, and how it goes in groups."""
    li = shared.world.user("小李")
    before = time.monotonic()

    await li.sends("/start")
    hello = await li.chat.next_message()
    seconds = time.monotonic() - before
    example, way = hello.buttons
    press = await li.presses(hello, example["callback_data"])

    assert seconds < 1
    assert TITLE in hello.text
    assert "/ask" in hello.text
    assert example["text"] == WORDS.example_meeting
    assert way["url"] == "https://t.me/yuanju_bot?startgroup=added"
    assert "郭建平" in (await li.chat.next_message()).text
    assert await note_after(shared, press) is None


async def test_a_link_to_an_article(shared: BotApiServer) -> None:
    """It tells of that article."""
    li, (article,) = shared.world.user("小李"), articles({})

    await li.sends(f"/start a_{article.id[:12]}")

    told = (await li.chat.next_message()).text
    assert TITLE in told
    assert "2022-05-25" in told


async def test_a_link_that_asks(shared: BotApiServer) -> None:
    """It is answered as if its question were written."""
    li = shared.world.user("小李")
    payload = base64.urlsafe_b64encode("二所的所长是谁？".encode()).decode().rstrip("=")

    await li.sends(f"/start q_{payload}")

    assert "唐景庭" in (await li.chat.next_message()).text


async def test_links_that_lead_nowhere(shared: BotApiServer) -> None:
    """Whoever made them, the bot says hello; also to who comes from the inline button."""
    for payload in ("a_000000000000", "q_!", "q_/w", "a_", "x" * 65, "inline", "你好"):
        li = shared.world.user("小李")

        await li.sends(f"/start {payload}")

        assert (await li.chat.next_message()).buttons[0]["text"] == WORDS.example_meeting


async def test_help_lists_what_there_is(shared: BotApiServer) -> None:
    """Neither more nor less, and each of it does something else than to help."""
    li = shared.world.user("小李")
    await li.sends("/help")
    told = (await li.chat.next_message()).text
    said = set()

    for command in commands_in(told):
        other = shared.world.user("小李")
        await other.sends(f"/{command}")
        said.add((await other.chat.next_message()).text)

    assert commands_in(told) == IN_PRIVATE
    assert len(said) == len(IN_PRIVATE)
    await li.sends("/nonsense")
    assert (await li.chat.next_message()).text == told


async def test_help_in_a_group(shared: BotApiServer) -> None:
    """How to ask there, what reaches the bot, and the settings only to who may set."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group = shared.world.group()
    li.administers(group)

    await wang.sends("/help@yuanju_bot", chat=group)
    to_wang = (await group.next_message()).text
    await li.sends("/help@yuanju_bot", chat=group)
    to_li = (await group.next_message()).text

    assert "/ask@yuanju_bot" in to_wang
    assert WORDS.reads_addressed in to_wang
    assert commands_in(to_wang) == IN_GROUPS
    assert commands_in(to_li) == FOR_ADMINS


async def test_menus_of_each_scope(shared: BotApiServer) -> None:
    """In private, in groups, and for who runs a group: what they can use."""
    administrator = Person(1, "小李", language_code="zh-hans")
    found = shared.api.profile.menu(GROUP, administrator, administers=True)

    assert list(menu(shared, PRIVATE, "zh-hans")) == IN_PRIVATE
    assert list(menu(shared, GROUP, "zh-hans")) == IN_GROUPS
    assert [each["command"] for each in found] == FOR_ADMINS
    assert shared.api.profile.buttons == {None: {"type": "commands"}}


@pytest.mark.parametrize(
    ("code", "language"),
    [("zh-hans", "zh-Hans"), ("en", "en"), ("fr", "en"), (None, "en")],
)
async def test_menus_of_each_language(
    shared: BotApiServer, code: str | None, language: str
) -> None:
    """Telegram keeps them by two letters: Chinese, English, and English for all others."""
    described = CATALOGUE[language].chats.commands

    for place in (PRIVATE, GROUP):
        for command, description in menu(shared, place, code).items():
            assert description == getattr(described, command)


@pytest.mark.parametrize(("code", "language"), [("", "en"), ("en", "en"), ("zh", "zh-Hans")])
async def test_what_the_bot_is(shared: BotApiServer, code: str, language: str) -> None:
    """Its descriptions, long and short, are set for everybody and for each language."""
    words, texts = CATALOGUE[language].telegram, shared.api.profile.texts

    assert texts["description", code] == words.description
    assert texts["short_description", code] == words.short_description


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("en-GB", "en"),
        ("fr", "en"),
        (None, "zh-Hans"),
    ],
)
async def test_the_language_of_each(shared: BotApiServer, code: str | None, language: str) -> None:
    """People are spoken to in that of their app, until they choose another one."""
    li = shared.world.user("小李", language_code=code)
    own, other = CATALOGUE[language].chats, CATALOGUE["zh-Hant"].chats

    await li.sends("/privacy")
    assert (await li.chat.next_message()).text == own.privacy.format(days=7)
    await li.sends("/language")
    screen = await li.chat.next_message()
    press = await li.presses(screen, screen.data(other.own_name))
    assert await note_after(shared, press) == other.saved
    await li.sends("/privacy")
    assert (await li.chat.next_message()).text == other.privacy.format(days=7)
