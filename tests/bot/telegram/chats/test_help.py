"""`/help`: the ways to ask that there are, and no others."""

from collections.abc import Callable

import pytest

from bot.catalogue import LANGUAGES
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness, with_settings
from tests.telegram_fakes.places import Person
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.updates import group_text, private_text
from tests.telegram_fakes.values import Json

TAGS = {"en": "en", "zh-Hans": "zh-hans", "zh-Hant": "zh-tw"}
"""Our languages, and what a person's app says."""
HELP = "/help@yuanju_bot"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written", [private_text, group_text])
@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("guest", [True, False])
async def test_ways_in_other_chats(
    make_bot: MakeBot, language: str, written: Callable[..., Json], *, inline: bool, guest: bool
) -> None:
    """Inline where @BotFather allows it, as a guest where the operator does."""
    bot = make_bot(settings=with_settings(guest_mode=guest))
    bot.request.api.account = BotAccount(supports_inline_queries=inline)
    words = CATALOGUE[language].chats

    (told,) = await bot.said(written(HELP, sender=Person(9, "Luc", None, TAGS[language])))

    assert (words.help_inline.format(bot="yuanju_bot") in told) is inline
    assert (words.help_guest.format(bot="yuanju_bot") in told) is guest
    assert "{" not in told
    assert "\n\n\n" not in told


async def test_what_is_not_said_to_the_bot_is_dropped(bot: Harness) -> None:
    """As help says where the bot is told of everything: of those words nothing is left."""
    bot.request.api.account = BotAccount(reads_all_group_messages=True)

    async with bot.running():
        await bot.arrives(group_text("今天吃什么？"))

    assert bot.request.sent == []
    assert "今天吃什么" not in bot.kept()
