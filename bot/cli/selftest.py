"""`yuanju selftest`: whether what people found right is still answered so."""

import asyncio
import contextlib
import json
from pathlib import Path

import click

from bot.assembly import assemble
from bot.cli.opening import config_option, open_settings, problems_told, shelf_option
from config.lexicon import load_lexicon

_CHANGED = 1


@click.command(short_help="Ask again what people found right.")
@shelf_option("Only what an article of this shelf answered.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@config_option
@click.pass_context
def selftest(
    context: click.Context, shelf_name: str | None, config_file: Path | None, *, as_json: bool
) -> None:
    """Ask every question again whose answer somebody gave a 👍, on what its chat sees now.

    With --shelf only those that an article of that shelf answered. Exit codes: 0 all are
    answered by the same sentence, 1 something changed, 2 wrong use or configuration.
    """
    # Imported here: no other command needs them, and they take a while to load.
    from bot.cli.replaying import as_object, lines, replay  # noqa: PLC0415
    from bot.cli.stored import known_shelf, open_store, shelf_of  # noqa: PLC0415
    from bot.shelves import Shelves  # noqa: PLC0415
    from bot.store import golden  # noqa: PLC0415

    opened = open_settings(config_file)
    words = opened.catalogue[opened.language].selftest
    name = None if shelf_name is None else shelf_of(opened, shelf_name)
    with problems_told(opened), open_store(opened) as database:
        on = None if name is None else known_shelf(opened, database, name)
        kept = database.run_now(lambda found: golden.kept(found, on))
        assembly = assemble(opened.settings, load_lexicon())
        shelves = Shelves(database, assembly, opened.catalogue, opened.language)
        with contextlib.closing(shelves):
            found = asyncio.run(replay(shelves, kept))
    if as_json:
        click.echo(json.dumps(as_object(found), ensure_ascii=False))
    else:
        click.echo("\n".join(lines(found, words)))
    context.exit(0 if all(each.is_same for each in found) else _CHANGED)
