"""What is kept of articles, made anew."""

import time

import click

from bot.assembly import reading
from bot.cli.listing import listed_on
from bot.cli.opening import Opened, problems_told
from bot.cli.progress import progress_bar
from bot.cli.stopping import stopped_by_ctrl_c
from bot.cli.stored import known_shelf, open_store, shelf_of
from bot.library import Library
from bot.problems import describe
from config.lexicon import load_lexicon
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.model import Article

_DONE, _FAILED, _INTERRUPTED = 0, 2, 130


def read_anew(opened: Opened, shelf_name: str | None, *, everything: bool) -> int:
    """Read anew what is stale, or everything, on one shelf or all; the command's exit code."""
    name = shelf_of(opened, shelf_name)
    with open_store(opened) as database, problems_told(opened):
        shelf_ids = None if shelf_name is None else known_shelf(opened, database, name)
        on_shelves = list(dict.fromkeys(each.id for each in listed_on(database, shelf_ids)))
        library = Library(database, reading(opened.settings, load_lexicon()))
        wanted = frozenset(on_shelves if everything else library.stale())
        return _reindex(library, [each for each in on_shelves if each in wanted], opened)


def _reindex(library: Library, ids: list[str], opened: Opened) -> int:
    words = opened.catalogue[opened.language].operator
    problems = opened.catalogue[opened.language].problem
    counts: list[int] = []
    failed: list[str] = []
    began = time.monotonic()
    with progress_bar(words.reading, len(ids)) as bar:

        def tell(sentences: int) -> None:
            counts.append(sentences)
            bar.step()

        def fail(article: Article) -> None:
            failed.append(article.id)
            error = ReadingError(ReadingProblem.FATAL, article.metadata.title or article.id)
            bar.say(f"yuanju: {describe(error, problems)}")
            bar.step()

        with stopped_by_ctrl_c(lambda: bar.say(words.ending)) as stop:
            library.reindex(stop.until(ids), tell, fail)
    summary = words.read_anew.format(
        articles=f"{len(counts):,}",
        sentences=f"{sum(counts):,}",
        seconds=f"{time.monotonic() - began:,.1f}",
    )
    if stop.wanted:
        click.echo(words.interrupted.format(summary=summary), err=True)
        return _INTERRUPTED
    click.echo(summary)
    return _FAILED if failed else _DONE
