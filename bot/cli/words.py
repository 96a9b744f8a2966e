"""`yuanju words`: the word list of a shelf."""

from pathlib import Path
from typing import TextIO

import click

from bot import wordlists
from bot.cli.opening import InputError, config_option, open_settings, shelf_option
from bot.wordlists import WordListError
from retrieval.answering.wordlist import NO_WORDS


@click.command(short_help="Words that stay whole, and words that mean the same.")
@click.argument("file", required=False, type=click.File(encoding="utf-8"))
@shelf_option
@config_option
def words(file: TextIO | None, shelf_name: str | None, config_file: Path | None) -> None:
    """Show the word list of a shelf, or make FILE its word list.

    It is the shelf that every chat sees, unless another one is named. One entry a line: a
    word that must stay whole, or words that mean the same, with `=` between them. What begins
    with # is a comment. Of a file with mistakes nothing is taken.
    """
    # Imported here: no other command needs them, and they take a while to load.
    from bot.cli.kept import open_kept, shelf_number  # noqa: PLC0415
    from bot.store import words as listed  # noqa: PLC0415

    opened = open_settings(config_file)
    told = opened.catalogue[opened.language]
    with open_kept(opened) as database:
        number = shelf_number(opened, database, shelf_name)
        if file is None:
            kept = database.run_now(lambda found: listed.on_shelves(found, [number]))
            for group in kept.groups:
                click.echo(wordlists.entry(group))
            if not kept:
                click.echo(f"yuanju: {told.wordlist.none}", err=True)
            return
        try:
            made, _ = wordlists.changed(NO_WORDS, file.read())
        except WordListError as error:
            raise InputError(wordlists.mistakes_told(error, told, in_file=True)) from error
        except UnicodeDecodeError as error:
            raise InputError(
                told.problem.binary.format(name=file.name, kind=told.problem.binary_kind)
            ) from error
        database.run_now(lambda found: listed.put(found, number, made))
        click.echo(told.wordlist.replaced.format(number=len(made)))
