"""`yuanju import`: what `yuanju export` wrote, put on shelves."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command("import", short_help="Put exported articles on shelves.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@shelf_option("Put all of them on this shelf.")
@config_option
@click.pass_context
def import_(
    context: click.Context, file: Path, shelf_name: str | None, config_file: Path | None
) -> None:
    """Put the articles that `yuanju export` wrote to FILE on the shelves they were on.

    FILE may be -, which is standard input. A line that cannot be read is told by its number,
    and the others are put on their shelves. What is there already costs nothing, so that an
    interrupted command goes on when it is given again.

    Exit codes: 0 all are on their shelves, 2 wrong use, configuration, file or a line that
    cannot be read, 130 interrupted.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.taking_in import import_articles  # noqa: PLC0415

    context.exit(import_articles(opened, file, shelf_name))
