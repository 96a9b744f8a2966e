"""`yuanju reindex`: articles read anew, such as after an upgrade."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command(short_help="Read anew what other models have read.")
@shelf_option("Read anew this shelf alone.")
@click.option("--all", "everything", is_flag=True, help="Read anew what is up to date, too.")
@config_option
@click.pass_context
def reindex(
    context: click.Context, shelf_name: str | None, config_file: Path | None, *, everything: bool
) -> None:
    """Read anew the articles that these models, or this version of them, have not read.

    The bot does so by itself when they are asked, which then takes a while; this does it
    beforehand, on all shelves, also while the bot runs. What was read when it is interrupted
    stays read.

    Exit codes: 0 all is up to date, 2 wrong use, configuration, or an article that
    cannot be read (the others are), 130 interrupted.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.rereading import read_anew  # noqa: PLC0415

    context.exit(read_anew(opened, shelf_name, everything=everything))
