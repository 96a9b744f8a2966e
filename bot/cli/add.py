"""`yuanju add`: files on a shelf."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command(short_help="Put files on a shelf.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@shelf_option("Put them on this shelf, which is made if there is none.")
@config_option
@click.pass_context
def add(
    context: click.Context,
    files: tuple[Path, ...],
    shelf_name: str | None,
    config_file: Path | None,
) -> None:
    """Put FILES on a shelf; in place of a folder, all files in it.

    Without --shelf it is the shelf that every chat sees. A bot that runs answers from them at
    the next question. A file that has changed replaces its article; what is there already
    costs nothing, so that an interrupted command goes on when it is given again.

    Exit codes: 0 all are on the shelf, 2 wrong use, configuration, or a file that cannot be
    read (the others are added), 130 interrupted.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.adding import add_files  # noqa: PLC0415

    context.exit(add_files(opened, files, shelf_name))
