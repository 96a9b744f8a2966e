"""`yuanju words`: the word list of a shelf."""

from pathlib import Path
from typing import TextIO

import click

from bot import wordlists
from bot.cli.opening import InputError, config_option, open_settings, shelf_option
from bot.wordlists import WordListError
from bot.words import Words
from retrieval.answering.wordlist import NO_WORDS, WordList


@click.command(short_help="Words that stay whole, and words that mean the same.")
@click.argument("file", required=False, type=click.File(encoding="utf-8"))
@shelf_option("That of this shelf.")
@config_option
def words(file: TextIO | None, shelf_name: str | None, config_file: Path | None) -> None:
    """Show the word list of a shelf, or make FILE its word list.

    It is the shelf that every chat sees, unless another one is named. One entry a line: a
    word that must stay whole, or words that mean the same, with `=` between them. What begins
    with # is a comment. Of a file with mistakes nothing is taken.
    """
    # Imported here: no other command needs them, and they take a while to load.
    from bot.cli.shelf_names import shelf_or_new  # noqa: PLC0415
    from bot.cli.stored import known_shelf, open_store, shelf_of  # noqa: PLC0415
    from bot.store import words as listed  # noqa: PLC0415

    opened = open_settings(config_file)
    told = opened.catalogue[opened.language]
    name = shelf_of(opened, shelf_name)
    with open_store(opened, make=file is not None) as database:
        if file is None:
            shelf_ids = known_shelf(opened, database, name)
            kept = database.run_now(lambda found: listed.on_shelves(found, shelf_ids))
            _show(kept, told)
            return
        made = _read(file, told)
        if (chat_id := name.chat_id) is not None:
            database.run_now(lambda found: listed.put_own(found, chat_id, made))
        else:
            known_shelf(opened, database, name)
            number = shelf_or_new(database, name)
            database.run_now(lambda found: listed.put(found, number, made))
        click.echo(told.wordlist.replaced.format(number=len(made)))


def _show(kept: WordList, told: Words) -> None:
    for group in kept.groups:
        click.echo(wordlists.entry(group))
    if not kept:
        click.echo(f"yuanju: {told.wordlist.none}", err=True)


def _read(file: TextIO, told: Words) -> WordList:
    """The list in a file.

    Raises:
        InputError: it has mistakes, or is no text.
    """
    try:
        made, _ = wordlists.changed(NO_WORDS, file.read())
    except WordListError as error:
        raise InputError(wordlists.mistakes_told(error, told, in_file=True)) from error
    except UnicodeDecodeError as error:
        kind = told.problem.binary_kind
        raise InputError(told.problem.binary.format(name=file.name, kind=kind)) from error
    return made
