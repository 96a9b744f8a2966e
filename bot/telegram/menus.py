"""The menus of commands and the bot's description, for each audience and language."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.catalogue import ENGLISH, SIMPLIFIED, Catalogue
from bot.telegram.offered import Audience, offered
from bot.words import Words

_log = logging.getLogger(__name__)

_LANGUAGES: Final = ((None, ENGLISH), ("en", ENGLISH), ("zh", SIMPLIFIED))
"""Telegram's two-letter code, where None is everybody else, and our language for it.
There is no code for a script: people who read Traditional get the Simplified menu."""
_SCOPES: Final[tuple[tuple[BotCommandScope, Audience], ...]] = (
    (BotCommandScopeDefault(), Audience.PRIVATE),
    (BotCommandScopeAllPrivateChats(), Audience.PRIVATE),
    (BotCommandScopeAllGroupChats(), Audience.GROUP),
    (BotCommandScopeAllChatAdministrators(), Audience.ADMINS),
)


async def publish_menus(bot: Bot, catalogue: Catalogue) -> None:
    """Set commands and descriptions; a server that refuses costs the menu, not the bot."""
    calls = list(_calls(bot, catalogue))
    results = await asyncio.gather(*calls, return_exceptions=True)
    for error in results:
        if isinstance(error, TelegramError):
            # Once: what refuses one of them refuses the others for the same reason.
            _log.warning("a menu was not set: %s", type(error).__name__)
            break
    for error in results:
        if isinstance(error, BaseException) and not isinstance(error, TelegramError):
            raise error


def _calls(bot: Bot, catalogue: Catalogue) -> Iterator[Awaitable[bool]]:
    for code, language in _LANGUAGES:
        words = catalogue[language]
        for scope, audience in _SCOPES:
            yield bot.set_my_commands(_menu(audience, words), scope, code)
        yield bot.set_my_short_description(words.telegram.short_description, code)
        yield bot.set_my_description(words.telegram.description, code)
    yield bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def _menu(audience: Audience, words: Words) -> list[BotCommand]:
    described = words.chats.commands
    return [BotCommand(offer.name, offer.description(described)) for offer in offered(audience)]
