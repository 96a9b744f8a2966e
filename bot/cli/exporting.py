"""The articles of the store as lines."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from bot.cli.exchange import Exchanged, to_line
from bot.cli.listing import listed_on
from bot.cli.opening import InputError, Opened
from bot.cli.shelf_names import typed_name
from bot.cli.stored import known_shelf, open_store, shelf_of
from bot.store import shelves
from bot.store.database import Database
from bot.store.library import Listed

_STDOUT = Path("-")
"""As `yuanju import` reads it, and most programs do."""


def export_articles(opened: Opened, file: Path | None, shelf_name: str | None) -> None:
    """Write the articles of one shelf, or of all.

    Raises:
        InputError: the file cannot be written.
    """
    name = shelf_of(opened, shelf_name)
    with open_store(opened) as database:
        shelf_ids = None if shelf_name is None else known_shelf(opened, database, name)
        found = listed_on(database, shelf_ids)
        lines = _lines(database, found)
        if file is None or file == _STDOUT:
            for line in lines:
                click.echo(line)
            return
        try:
            _write(file, lines)
        except OSError as error:
            message = f"{file}: {error.strerror}"
            raise InputError(message) from error
    words = opened.catalogue[opened.language].operator
    click.echo(words.exported.format(articles=f"{len(found):,}"), err=True)


def _lines(database: Database, found: Sequence[Listed]) -> Iterator[str]:
    for each in found:
        # One that was removed meanwhile is not there any more.
        for article in database.run_now(partial(shelves.load, ids=[each.id])):
            yield to_line(Exchanged(article, each.origin, typed_name(each.shelf)))


def _write(file: Path, lines: Iterable[str]) -> None:
    """In whole or not at all: what was exported before stays until then."""
    beside = file.with_name(f"{file.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
