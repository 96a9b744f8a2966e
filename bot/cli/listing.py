"""The articles of the store as a table, columns or JSON."""

import json
from collections.abc import Sequence
from functools import partial

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.finding import printable, shown_origin
from bot.cli.opening import Opened
from bot.cli.shelf_names import typed_name
from bot.cli.stored import known_shelf, open_store, shelf_of
from bot.store import library
from bot.store.database import Database
from bot.store.library import Listed
from bot.words import Words

_SHOWN_ID = 8
"""Digits of an id in the table; enough to remove one article among tens of thousands."""


def list_articles(opened: Opened, shelf_name: str | None, *, as_json: bool) -> None:
    """Print what is on a shelf, or on all of them if none is named."""
    name = shelf_of(opened, shelf_name)
    with open_store(opened) as database:
        shelf_ids = None if shelf_name is None else known_shelf(opened, database, name)
        found = listed_on(database, shelf_ids)
    words = opened.catalogue[opened.language]
    output = Console(highlight=False)
    if as_json:
        for each in found:
            click.echo(json.dumps(_object(each), ensure_ascii=False))
    elif not found:
        click.echo(words.operator.nothing_listed, err=True)
    elif output.is_terminal:
        output.print(_table(found, words))
    else:
        for each in found:
            click.echo("\t".join(_columns(each, words)))


def listed_on(database: Database, shelf_ids: Sequence[int] | None) -> list[Listed]:
    """The articles on these shelves, or on all."""
    return database.run_now(partial(library.listed, shelf_ids=shelf_ids))


def _columns(each: Listed, words: Words) -> tuple[str, ...]:
    own = words.operator
    origin = own.configuration if each.configured else shown_origin(each.origin or "")
    sentences = "" if each.sentences is None else str(each.sentences)
    title = printable(each.title or words.reply.untitled)
    shelf = typed_name(each.shelf) or own.every_chat
    return each.id, title, printable(each.published or ""), sentences, origin or "-", shelf


def _table(found: Sequence[Listed], words: Words) -> Table:
    own = words.operator
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(own.id, no_wrap=True)
    table.add_column(own.title, overflow="fold", ratio=2)
    table.add_column(own.published, no_wrap=True)
    table.add_column(own.sentences, justify="right")
    table.add_column(own.origin, overflow="fold", ratio=1)
    table.add_column(own.shelf, overflow="fold")
    for each in found:
        key, *others = _columns(each, words)
        table.add_row(key[:_SHOWN_ID], *map(Text, others))
    return table


def _object(each: Listed) -> dict[str, object]:
    return {
        "id": each.id,
        "title": each.title,
        "published": each.published,
        "source": each.source,
        "sentences": each.sentences,
        "characters": each.chars,
        "origin": each.origin,
        "configured": each.configured,
        "shelf": typed_name(each.shelf),
        "added_at": each.added_at,
    }
