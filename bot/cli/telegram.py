"""`yuanju telegram`: the bot."""

import asyncio
import logging
from pathlib import Path

import click

from bot.cli.opening import InputError, article_option, config_option, open_asking, open_settings
from bot.cli.streams import survive_broken_connections


@click.command(short_help="The bot: answer in Telegram until stopped.")
@article_option
@config_option
def telegram(article_files: tuple[Path, ...], config_file: Path | None) -> None:
    """Answer in Telegram until stopped by Ctrl-C or SIGTERM.

    The token is read from TELEGRAM_BOT_TOKEN and from nowhere else.
    """
    survive_broken_connections()
    opened = open_settings(config_file)
    settings = opened.settings
    words = opened.catalogue[opened.language].problem
    token = settings.telegram.token
    if token is None:
        raise InputError(words.no_token)
    asking = open_asking(opened, article_files)
    # Imported here: no other command needs them, and they take a while to load.
    from bot.telegram.application import build  # noqa: PLC0415
    from bot.telegram.handlers import Handlers  # noqa: PLC0415
    from bot.telegram.logs import start_logging  # noqa: PLC0415
    from bot.telegram.serving import TokenRefusedError, UnreachableError, serve  # noqa: PLC0415

    start_logging(settings.logging.level, token, settings.telegram.proxy)
    if notice := asking.notice(opened.language):
        logging.getLogger(__name__).warning("%s", notice)
    handlers = Handlers(
        asking,
        opened.catalogue,
        settings.interface.language,
        settings.telegram.answer_timeout_seconds,
    )
    refused = asyncio.Event()
    try:
        application = build(settings.telegram, token, handlers, refused)
        asyncio.run(serve(application, settings.telegram, opened.catalogue, refused))
    except TokenRefusedError as error:
        raise InputError(words.refused_token) from error
    except UnreachableError as error:
        address = settings.telegram.api_base
        raise InputError(words.unreachable.format(address=address)) from error
