"""`yuanju restore`: what the bot kept, out of a backup."""

from pathlib import Path

import click

from bot.cli.opening import InputError, config_option, open_settings


@click.command(short_help="What the bot kept, out of a backup.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Drop what is in the store now.")
@config_option
def restore(file: Path, *, replace: bool, config_file: Path | None) -> None:
    """Put what is in the backup FILE into the store, while the bot does not run.

    It is looked at before anything is changed; then all of it is put in, or nothing. As the
    store may be in a file or on a server, this is also the way from the one to the other.
    Exit codes: 0 it is put in, 2 nothing was changed.
    """
    opened = open_settings(config_file)
    # Imported here: no other command needs them, and they take a while to load.
    from bot.store.backup import BackupError  # noqa: PLC0415
    from bot.store.places import named  # noqa: PLC0415
    from bot.store.problems import DatabaseError, InUseError  # noqa: PLC0415
    from bot.store.restoring import restore as put_back  # noqa: PLC0415

    words, place = opened.catalogue[opened.language].backup, opened.settings.store.place
    names = {"file": file, "place": named(place)}
    try:
        rows = put_back(file, place, replace=replace)
    except BackupError as error:
        template = getattr(words, error.refusal.value)
        raise InputError(template.format(name=file, **names)) from error
    except InUseError as error:
        raise InputError(words.in_use.format(**names)) from error
    except DatabaseError as error:
        raise InputError(words.not_restored.format(reason=error, **names)) from error
    except OSError as error:
        raise InputError(words.not_restored.format(reason=error.strerror, **names)) from error
    click.echo(words.restored.format(rows=f"{rows:,}", **names))
