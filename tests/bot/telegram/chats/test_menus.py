"""What is offered: in menus, in `/help`, and in fact."""

import asyncio
import json
import logging
import re

import pytest

from bot.catalogue import LANGUAGES
from bot.telegram.handlers import Handlers
from bot.telegram.menus import publish_menus, publishing
from bot.telegram.offered import OFFERS, Audience, offered
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.e2e.botapi.world import World
from tests.telegram_fakes.places import Person
from tests.telegram_fakes.profile import BotAccount

WORDS = CATALOGUE["zh-Hans"].chats
SCOPES = {
    "default": Audience.PRIVATE,
    "all_private_chats": Audience.PRIVATE,
    "all_group_chats": Audience.GROUP,
    "all_chat_administrators": Audience.ADMINS,
}


def listed(text: str) -> list[str]:
    """The commands that `/help` lists, one a line."""
    return re.findall(r"^/([a-z0-9_]+) ", text, re.MULTILINE)


def names(audience: Audience) -> list[str]:
    """The commands that an audience is offered."""
    return [offer.name for offer in offered(audience)]


async def test_menus_of_each_audience_and_language(bot: Harness) -> None:
    """By scope; English by default and in English, Simplified for all who read Chinese."""
    async with bot.application as application:
        await publish_menus(application.bot, CATALOGUE)

    profile = bot.request.api.profile
    for scope, audience in SCOPES.items():
        for code, language in (("", "en"), ("en", "en"), ("zh", "zh-Hans")):
            menu = profile.commands[json.dumps({"type": scope}), code]
            described = CATALOGUE[language].chats.commands
            assert [(each["command"], each["description"]) for each in menu] == [
                (offer.name, offer.description(described)) for offer in offered(audience)
            ]
    assert {code for _, code in profile.texts} == {"", "en", "zh"}
    assert profile.buttons[None] == {"type": "commands"}


async def test_what_people_see(world: World, bot: Harness) -> None:
    """Administrators are offered settings, members are not, and the language is theirs."""
    await publish_menus(bot.application.bot, CATALOGUE)
    profile, group = bot.request.api.profile, world.group().place
    french = Person(9, "Luc", None, "fr")

    menus = [
        profile.menu(group, french),
        profile.menu(group, french, administers=True),
        profile.menu(group, world.user("小李").person),
    ]

    assert ["settings" in [each["command"] for each in menu] for menu in menus] == [
        False,
        True,
        False,
    ]
    assert menus[0][0]["description"] == CATALOGUE["en"].chats.commands.ask
    assert menus[2][0]["description"] == WORDS.commands.ask


async def test_a_server_that_refuses_menus(bot: Harness, caplog: pytest.LogCaptureFixture) -> None:
    """It costs one line in the log; what it does not refuse is set."""
    caplog.set_level(logging.WARNING)
    for _ in range(2):
        bot.request.fail_next("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    async with bot.application as application:
        await publish_menus(application.bot, CATALOGUE)

    assert len(caplog.records) == 1
    assert bot.request.api.profile.buttons


def test_every_offer_is_kept(bot: Harness) -> None:
    """There is something behind each command; what Telegram takes holds in every language."""
    commands = Handlers(bot.services).commands
    assert {offer.name for offer in OFFERS} == set(commands)
    for language in LANGUAGES:
        words = CATALOGUE[language]
        assert len(words.telegram.short_description) <= 120
        assert len(words.telegram.description) <= 512
        for offer in OFFERS:
            assert re.fullmatch("[a-z0-9_]{1,32}", offer.name)
            assert 1 <= len(offer.description(words.chats.commands)) <= 256
        for note in (words.chats.saved, words.buttons.stale, words.chats.only_admins):
            assert len(note) <= 200


async def test_help_lists_what_there_is(world: World) -> None:
    """Exactly the commands of that audience."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    li.administers(group)

    await li.sends("/help")
    await li.sends("/help@yuanju_bot", chat=group)
    await wang.sends("/help@yuanju_bot", chat=group)

    assert listed((await li.chat.next_message()).text) == names(Audience.PRIVATE)
    assert listed((await group.next_message()).text) == names(Audience.ADMINS)
    assert listed((await group.next_message()).text) == names(Audience.GROUP)


@pytest.mark.parametrize("name", names(Audience.PRIVATE))
async def test_every_offered_command_answers(world: World, name: str) -> None:
    """In private, and in groups for administrators."""
    li, group = world.user("小李"), world.group()
    li.administers(group)

    await li.sends(f"/{name}")
    assert (await li.chat.next_message()).text
    await li.sends(f"/{name}@yuanju_bot", chat=group)
    assert (await group.next_message()).text


async def test_an_unknown_command(world: World) -> None:
    """In private it gets help, in a group nothing."""
    li, group = world.user("小李"), world.group()

    await li.sends("/nonsense")
    await li.sends("/nonsense@yuanju_bot", chat=group)

    assert listed((await li.chat.next_message()).text)
    assert len(world.api.calls("sendMessage")) == 1


@pytest.mark.parametrize("reads_all", [True, False])
async def test_the_bot_that_receives_everything(
    bot: Harness, world: World, monkeypatch: pytest.MonkeyPatch, *, reads_all: bool
) -> None:
    """Where privacy mode is off, the greeting and help say so; else help says how to change it."""
    me = bot.application.bot.bot.to_dict() | {"can_read_all_group_messages": reads_all}
    monkeypatch.setattr(
        bot.application.bot, "_bot_user", type(bot.application.bot.bot).de_json(me, None)
    )
    li, group = world.user("小李"), world.group(with_bot=False)

    await li.adds_bot(group)
    await li.sends("/help@yuanju_bot", chat=group)

    greeting, told = [
        message.text for message in group.messages.values() if message.sender_id == BotAccount().id
    ]
    assert (WORDS.reads_all in greeting) is reads_all
    assert (WORDS.reads_all in told) is reads_all
    assert (WORDS.reads_addressed in told) is not reads_all


async def test_menus_that_were_refused(bot: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are set later, while the bot answers."""
    monkeypatch.setattr("bot.telegram.menus._PAUSES_SECONDS", (0, 0.05))
    bot.request.fail_next("setMyCommands", 429, "Too Many Requests: retry after 1", 1)
    before = len(bot.request.calls("setMyDescription"))

    async with bot.application, publishing(bot.application.bot, CATALOGUE):
        async with asyncio.timeout(5):
            while len(bot.request.calls("setMyDescription")) < before + 6:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    assert len(bot.request.calls("setMyDescription")) == before + 6
