"""`yuanju export`: the articles of the store, to be kept or taken elsewhere."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command(short_help="Write the articles of the store to a file.")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@shelf_option("Export this shelf alone.")
@config_option
def export(file: Path | None, shelf_name: str | None, config_file: Path | None) -> None:
    """Write the articles of all shelves to FILE; without it, or to -, to standard output.

    One JSON object a line: text, what its page says of it, origin and shelf. `yuanju import`
    reads it. FILE is replaced only when all is written.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.exporting import export_articles  # noqa: PLC0415

    export_articles(opened, file, shelf_name)
