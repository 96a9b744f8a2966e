"""`yuanju remove`: articles off a shelf."""

from pathlib import Path

import click

from bot.cli.opening import config_option, open_settings, shelf_option


@click.command(short_help="Take articles off a shelf.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@shelf_option("Take them off this shelf.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask whether you mean it.")
@config_option
@click.pass_context
def remove(
    context: click.Context,
    ids: tuple[str, ...],
    shelf_name: str | None,
    config_file: Path | None,
    *,
    sure: bool,
) -> None:
    """Take the articles with these IDs off a shelf; the first digits of an id will do.

    Without --shelf it is the shelf that every chat sees. Either all of them are removed or
    none is. Nothing of an article that is on no other shelf stays in the store.

    Exit codes: 0 removed, 1 nothing was removed, 2 wrong use, configuration or id.
    """
    opened = open_settings(config_file)
    # Imported here: the store takes a while to load.
    from bot.cli.removing import remove_articles  # noqa: PLC0415

    context.exit(remove_articles(opened, ids, shelf_name, sure=sure))
