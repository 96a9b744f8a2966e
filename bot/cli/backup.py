"""`yuanju backup`: all that the bot keeps, in one file."""

from pathlib import Path

import click

from bot.cli.opening import InputError, config_option, open_settings


@click.command(short_help="All that the bot keeps, into one file.")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
def backup(file: Path, config_file: Path | None) -> None:
    """Write all that the bot keeps into FILE, which must not be there yet.

    The bot may run meanwhile: the backup is of one moment. It is an SQLite file, wherever the
    store is, and readable by its owner alone. Exit codes: 0 it is whole, 2 it was not made.
    """
    opened = open_settings(config_file)
    # Imported here: no other command needs them, and they take a while to load.
    from bot.store.backup import BackupError, back_up  # noqa: PLC0415
    from bot.store.places import named  # noqa: PLC0415
    from bot.store.problems import DatabaseError  # noqa: PLC0415

    words, place = opened.catalogue[opened.language].backup, opened.settings.store.place
    names = {"file": file, "place": named(place)}
    try:
        rows = back_up(place, file)
    except BackupError as error:
        template = getattr(words, error.refusal.value)
        raise InputError(template.format(name=named(place), **names)) from error
    except DatabaseError as error:
        raise InputError(words.not_made.format(reason=error, **names)) from error
    except OSError as error:
        raise InputError(words.not_made.format(reason=error.strerror, **names)) from error
    click.echo(words.made.format(rows=f"{rows:,}", **names))
