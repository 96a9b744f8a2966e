"""`yuanju check`: whether all is there that the bot needs, and what to do where it is not."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.asking import models_off
from bot.assembly import assemble
from bot.cli.findings import Finding, Verdict
from bot.cli.opening import Opened, config_option, open_settings
from bot.indexing import NoClientError, probed, told
from bot.problems import describe
from bot.words import CheckWords
from config.lexicon import load_lexicon
from config.secret import Secret
from retrieval.articles.problems import ReadingError
from retrieval.models.loading import MissingModelError
from retrieval.protocols import IndexUnavailableError

if TYPE_CHECKING:
    from bot.store.inspecting import StoreState

_LEAST_FREE_BYTES = 100_000_000
_BYTES_PER_MEGABYTE = 1_000_000


@click.command(short_help="Whether all is there that the bot needs.")
@config_option
@click.pass_context
def check(context: click.Context, config_file: Path | None) -> None:
    """Check configuration, models, articles, store, index, proxy, Telegram, token and clock.

    One line each, with what to do where something is wrong. Nothing is changed, and the
    token is never shown. Exit codes: 0 all is well, 1 something is not, 2 wrong use or
    configuration.
    """
    opened = open_settings(config_file)
    words = opened.catalogue[opened.language].check
    bad = False
    for finding in _findings(opened, config_file):
        click.echo(finding.told(words))
        bad = bad or finding.verdict is Verdict.BAD
    context.exit(int(bad))


def _findings(opened: Opened, config_file: Path | None) -> Iterator[Finding]:
    # Imported here: no other command needs it, and it takes a while to load.
    from bot.cli.reached import network  # noqa: PLC0415

    words = opened.catalogue[opened.language].check
    file = words.defaults if config_file is None else str(config_file)
    yield Finding(words.configuration, Verdict.GOOD, file)
    yield from _reading(opened)
    yield _store(opened)
    if opened.settings.index.url is not None:
        yield _index(opened, opened.settings.index.url)
    yield from asyncio.run(network(opened))


def _reading(opened: Opened) -> Iterator[Finding]:
    """Models and articles."""
    words, settings = opened.catalogue[opened.language], opened.settings
    check = words.check
    try:
        assembly = assemble(settings, load_lexicon())
    except MissingModelError as error:
        yield Finding(check.models, Verdict.BAD, describe(error, words.problem))
        yield Finding(check.articles, Verdict.SKIPPED, check.needs_models)
        return
    yield Finding(check.models, Verdict.GOOD, models_off(assembly, words) or check.models_on)
    further = settings.shelf.further.values()
    files = [*settings.shelf.files, *(file for shelf in further for file in shelf.files)]
    try:
        articles = assembly.articles(files)
    except ReadingError as error:
        yield Finding(check.articles, Verdict.BAD, describe(error, words.problem))
        return
    text = check.articles_read.format(number=len(articles))
    yield Finding(check.articles, Verdict.GOOD, text)


def _store(opened: Opened) -> Finding:
    # Imported here, as above.
    from bot.store.inspecting import BusyError, UnusableError, look  # noqa: PLC0415
    from bot.store.places import named  # noqa: PLC0415

    words, place = opened.catalogue[opened.language].check, opened.settings.store.place
    path = named(place)
    try:
        state = look(place)
    except BusyError:
        return Finding(words.store, Verdict.BAD, words.store_busy.format(path=path))
    except UnusableError as error:
        fails = words.store_fails if isinstance(place, Path) else words.store_unreached
        return Finding(words.store, Verdict.BAD, fails.format(path=path, reason=error))
    return _store_found(words, path, state)


def _index(opened: Opened, url: Secret) -> Finding:
    words = opened.catalogue[opened.language]
    try:
        cluster, found = probed(url)
    except (NoClientError, IndexUnavailableError) as error:
        return Finding(
            words.check.index, Verdict.BAD, told(error, opened.settings.index, words.problem)
        )
    cluster.close()
    text = words.check.index_good.format(
        address=cluster.address.named,
        server=found.server,
        k1=found.parameters.k1,
        b=found.parameters.b,
    )
    return Finding(words.check.index, Verdict.GOOD, text)


def _store_found(words: CheckWords, path: str, state: "StoreState") -> Finding:
    """What is said of a store that can be used, and of the disk it is on if we know it."""
    from bot.store.inspecting import Schema  # noqa: PLC0415

    free = ""
    if state.free_bytes is not None:
        megabytes = f"{state.free_bytes // _BYTES_PER_MEGABYTE:,}"
        if state.free_bytes < _LEAST_FREE_BYTES:
            text = words.store_full.format(path=path, free=megabytes)
            return Finding(words.store, Verdict.BAD, text)
        free = words.store_free.format(free=megabytes)
    texts = {
        Schema.NONE: words.store_new,
        Schema.OLDER: words.store_older,
        Schema.CURRENT: words.store_good,
        Schema.NEWER: words.store_newer,
    }
    verdict = Verdict.BAD if state.schema is Schema.NEWER else Verdict.GOOD
    return Finding(words.store, verdict, texts[state.schema].format(path=path, free=free))
