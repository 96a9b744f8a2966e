"""What the bot says about itself, and what of it a person is shown."""

from dataclasses import dataclass

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    MenuButtonCommands,
)
from telegram.error import BadRequest

from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.request import FakeRequest
from tests.telegram_fakes.updates import GROUP, LI, Person, Place

BRITON = Person(8, "Ann", None, "en")
ALONE = Place.with_person(LI)


@dataclass(frozen=True, slots=True)
class Shown:
    """To whom, where, commands are shown."""

    place: Place
    person: Person
    administers: bool = False


@pytest.mark.parametrize("language", ["zh-hans", "zho", "ZH", "中文"])
async def test_language_has_two_letters(bot: Bot, language: str) -> None:
    """What people's apps tell as their language is no language for a bot's texts."""
    for call in (
        bot.set_my_commands([BotCommand("ask", "提问")], language_code=language),
        bot.set_my_name("原句", language_code=language),
        bot.set_my_short_description("原句", language_code=language),
    ):
        with pytest.raises(BadRequest, match="Invalid language code"):
            await call


async def test_menu_button_is_kept_per_chat(bot: Bot) -> None:
    """A chat without a button of its own has everybody's."""
    before = await bot.get_chat_menu_button(LI.id)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    assert before.type == "default"
    assert (await bot.get_chat_menu_button(LI.id)).type == "commands"


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        (Shown(ALONE, LI), "everybody-zh"),
        (Shown(Place.with_person(BRITON), BRITON), "everybody"),
        (Shown(GROUP, BRITON), "groups"),
        (Shown(GROUP, BRITON, administers=True), "administrators"),
        (Shown(GROUP, LI, administers=True), "only-li"),
        (Shown(Place(-9, "group", "别处"), LI), "groups"),
        (Shown(Place(-7, "group", "特别"), BRITON, administers=True), "here"),
    ],
)
async def test_narrowest_scope_is_shown(api: BotApi, bot: Bot, who: Shown, shown: str) -> None:
    """A person is shown the commands of the narrowest scope, in their language if it has any."""
    scopes: list[tuple[str, str, BotCommandScope | None]] = [
        ("everybody", "", None),
        ("everybody-zh", "zh", None),
        ("groups", "", BotCommandScopeAllGroupChats()),
        ("administrators", "", BotCommandScopeAllChatAdministrators()),
        ("here", "", BotCommandScopeChat(-7)),
        ("only-li", "", BotCommandScopeChatMember(GROUP.id, LI.id)),
    ]
    for description, language, scope in scopes:
        commands = [BotCommand("ask", description)]
        await bot.set_my_commands(commands, scope=scope, language_code=language or None)

    (command,) = api.profile.menu(who.place, who.person, administers=who.administers)

    assert command["description"] == shown


def test_nothing_set_is_nothing_shown(api: BotApi) -> None:
    """Without any commands the menu is empty."""
    assert api.profile.menu(GROUP, LI) == []


async def test_guest_mode_is_told() -> None:
    """Whether the bot can be called as a guest is part of who it is."""
    api = BotApi(BotAccount(supports_guest_queries=True, supports_inline_queries=True))
    async with Bot("1:x", request=FakeRequest(api)) as bot:
        me = await bot.get_me()

    assert (me.supports_guest_queries, me.supports_inline_queries) == (True, True)
