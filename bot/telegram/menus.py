"""The menu of commands and the bot's description, in each language."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.catalogue import ENGLISH, SIMPLIFIED, Catalogue
from bot.words import TelegramWords

_log = logging.getLogger(__name__)

_LANGUAGES = ((None, ENGLISH), ("zh", SIMPLIFIED))
"""Telegram's two-letter code, where None is everybody else, and our language for it.
There is no code for a script: people who read Traditional get the Simplified menu."""


async def publish_menus(bot: Bot, catalogue: Catalogue) -> None:
    """Set commands and descriptions; a server that refuses costs the menu, not the bot."""
    for code, language in _LANGUAGES:
        words = catalogue[language].telegram
        try:
            await bot.set_my_commands(_commands(words), language_code=code)
            await bot.set_my_short_description(words.short_description, language_code=code)
            await bot.set_my_description(words.description, language_code=code)
        except TelegramError as error:
            _log.warning("the menu was not set: %s", type(error).__name__)


def _commands(words: TelegramWords) -> list[BotCommand]:
    return [
        BotCommand("ask", words.command_ask),
        BotCommand("start", words.command_start),
        BotCommand("help", words.command_help),
    ]
