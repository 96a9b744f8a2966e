"""`yuanju telegram`: the bot."""

import logging
from pathlib import Path

import click

from bot.asking import models_off
from bot.assembly import assemble
from bot.cli.opening import (
    InputError,
    article_option,
    config_option,
    open_settings,
    problems_told,
)
from bot.cli.streams import end_when_told, survive_broken_connections
from bot.words import ProblemWords
from config.lexicon import load_lexicon
from config.settings import Settings

_STALLED = 70
"""Exit code of a process that no updates reached any more: EX_SOFTWARE of sysexits.h."""


@click.command(short_help="The bot: answer in Telegram until stopped.")
@article_option
@config_option
def telegram(article_files: tuple[Path, ...], config_file: Path | None) -> None:
    """Answer in Telegram until stopped by Ctrl-C or SIGTERM.

    The token is read from TELEGRAM_BOT_TOKEN and from nowhere else. Exit codes: 2 wrong use,
    configuration, token or network, 70 if no updates came for too long.
    """
    end_when_told()
    survive_broken_connections()
    opened = open_settings(config_file)
    words = opened.catalogue[opened.language].problem
    token = opened.settings.telegram.token
    if token is None:
        raise InputError(words.no_token)
    # Imported here: no other command needs them, and they take a while to load.
    from bot.store.database import DatabaseError  # noqa: PLC0415
    from bot.telegram import endings  # noqa: PLC0415
    from bot.telegram.logs import start_logging  # noqa: PLC0415
    from bot.telegram.running import run  # noqa: PLC0415

    settings = opened.settings
    start_logging(settings.logging, token, settings.telegram.proxy)
    try:
        with problems_told(opened):
            assembly = assemble(settings, load_lexicon())
            if notice := models_off(assembly, opened.catalogue[opened.language]):
                logging.getLogger(__name__).warning("%s", notice)
            files = article_files or settings.shelf.files
            run(assembly, opened.catalogue, opened.language, files, token)
    except DatabaseError as error:
        raise InputError(_told_of(error, settings, words)) from error
    except endings.TokenRefusedError as error:
        raise InputError(words.refused_token) from error
    except endings.RefusedError as error:
        raise InputError(words.refused.format(reason=error)) from error
    except endings.UnreachableError as error:
        address = settings.telegram.api_base
        raise InputError(words.unreachable.format(address=address)) from error
    except endings.WebhookRefusedError as error:
        raise InputError(words.webhook_refused.format(reason=error)) from error
    except endings.PortTakenError as error:
        raise InputError(words.port_taken.format(address=error)) from error
    except endings.StalledError as error:
        click.echo(f"yuanju: {words.stalled}", err=True)
        raise SystemExit(_STALLED) from error


def _told_of(error: Exception, settings: Settings, words: ProblemWords) -> str:
    """Why the store cannot be opened; and where another process has it, how several could."""
    # Imported here: no other command needs them.
    from bot.store.problems import InUseError  # noqa: PLC0415
    from bot.telegram.running import may_share  # noqa: PLC0415

    if isinstance(error, InUseError) and not may_share(settings):
        return words.one_process.format(reason=error)
    return str(error)
