"""`yuanju articles`: what is on the shelves of the store."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command(short_help="List the articles on the shelves.")
@shelf_option("List this shelf alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
@config_option
def articles(shelf_name: str | None, config_file: Path | None, *, as_json: bool) -> None:
    """List id, title, date, number of sentences, origin and shelf of each article.

    All shelves of the store are listed. Those that the configuration fills are as the bot
    last read them. In a pipe the columns are separated by tabs.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.listing import list_articles  # noqa: PLC0415

    list_articles(opened, shelf_name, as_json=as_json)
