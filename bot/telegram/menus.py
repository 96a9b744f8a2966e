"""The menus of commands and the bot's description, for each audience and language."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Iterator
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
from bot.telegram.beside import beside
from bot.telegram.offered import Audience, offered
from bot.words import Words

_log = logging.getLogger(__name__)

_LANGUAGES: Final = ((None, ENGLISH), ("en", ENGLISH), ("zh", SIMPLIFIED))
"""Telegram's two-letter code, where None is everybody else, and our language for it.
There is no code for a script: people who read Traditional get the Simplified menu."""
_PAUSES_SECONDS = (0, 10, 60, 600, 3_600)
"""Before each try: a server that is restarted takes a while, one that refuses is let be."""
_PATIENCE_SECONDS = 3.0
_SCOPES: Final[tuple[tuple[BotCommandScope, Audience], ...]] = (
    (BotCommandScopeDefault(), Audience.PRIVATE),
    (BotCommandScopeAllPrivateChats(), Audience.PRIVATE),
    (BotCommandScopeAllGroupChats(), Audience.GROUP),
    (BotCommandScopeAllChatAdministrators(), Audience.ADMINS),
)


@contextlib.asynccontextmanager
async def publishing(bot: Bot, catalogue: Catalogue) -> AsyncIterator[None]:
    """Set all of it while the block begins, and again later if Telegram took it not."""

    async def often() -> None:
        for pause in _PAUSES_SECONDS:
            await asyncio.sleep(pause)
            if await publish_menus(bot, catalogue):
                return

    async with beside(often()) as working:
        # Mostly it is done by then, so that who writes first sees a menu.
        await asyncio.wait({working}, timeout=_PATIENCE_SECONDS)
        yield


async def publish_menus(bot: Bot, catalogue: Catalogue) -> bool:
    """Set commands and descriptions: whether Telegram took all of them."""
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
    return not any(isinstance(error, TelegramError) for error in results)


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
