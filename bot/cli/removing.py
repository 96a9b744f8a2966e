"""Articles off a shelf, by the beginnings of their ids."""

import asyncio
import sys
from collections.abc import Sequence

import click

from bot.cli.finding import printable
from bot.cli.listing import listed_on
from bot.cli.opening import InputError, Opened
from bot.cli.stored import known_shelf, open_store, shelf_of
from bot.store import library
from bot.store.database import Database
from bot.store.library import Listed
from bot.words import OperatorWords
from retrieval.index.kept import forget_indexes

_REMOVED, _KEPT = 0, 1
_LEAST_DIGITS = 4


def remove_articles(
    opened: Opened, beginnings: Sequence[str], shelf_name: str | None, *, sure: bool
) -> int:
    """Remove all of them or none; the command's exit code.

    Raises:
        InputError: one is not there, not the only one, or not to be removed.
    """
    words = opened.catalogue[opened.language]
    name = shelf_of(opened, shelf_name)
    with open_store(opened) as database:
        shelf_ids = known_shelf(opened, database, name)
        found = _chosen(listed_on(database, shelf_ids), beginnings, words.operator)
        lines = [f"{printable(each.title or words.reply.untitled)} · {each.id}" for each in found]
        if not sure and not _confirmed(lines, words.operator):
            click.echo(words.operator.kept, err=True)
            return _KEPT
        _remove(database, shelf_ids, [each.id for each in found])
        forget_indexes(opened.settings.cache.folder)
    for line in lines:
        click.echo(words.operator.removed.format(article=line))
    return _REMOVED


def _chosen(
    listed: Sequence[Listed], beginnings: Sequence[str], words: OperatorWords
) -> list[Listed]:
    """The article of each beginning, once.

    Raises:
        InputError: every problem there is, a line each.
    """
    chosen: dict[str, Listed] = {}
    problems: list[str] = []
    for typed in beginnings:
        beginning = typed.strip().lower()
        found = {each.id: each for each in listed if each.id.startswith(beginning)}
        if len(beginning) < _LEAST_DIGITS:
            problems.append(words.short_id.format(id=typed, digits=_LEAST_DIGITS))
        elif not found:
            problems.append(words.no_article.format(id=typed))
        elif len(found) > 1:
            problems.append(words.several_articles.format(id=typed, number=len(found)))
        elif any(each.configured for each in found.values()):
            problems.append(words.configured_article.format(id=typed))
        else:
            chosen |= found
    if problems:
        raise InputError("\n".join(problems))
    return list(chosen.values())


def _confirmed(lines: Sequence[str], words: OperatorWords) -> bool:
    """Whether a person means it.

    Raises:
        InputError: there is no terminal to ask on.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(words.needs_yes)
    for line in lines:
        click.echo(line, err=True)
    return click.confirm(words.confirm.format(articles=len(lines)), err=True)


def _remove(database: Database, shelf_ids: Sequence[int], ids: Sequence[str]) -> None:
    """In one transaction; nothing of them stays in the file's log of writes either."""
    database.run_now(
        lambda found: [library.remove(found, shelf_ids, article_id) for article_id in ids]
    )
    asyncio.run(database.wipe())
