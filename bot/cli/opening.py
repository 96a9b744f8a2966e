"""Opening: from the command line's options to something that can be asked."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from bot.asking import Asking
from bot.assembly import assemble
from bot.catalogue import Catalogue, language_for_locale, load_catalogue
from bot.cli.collecting import nothing_collected
from bot.problems import describe
from config.lexicon import load_lexicon
from config.loading import load_settings
from config.problems import ConfigurationError
from config.secret import Secret
from config.settings import Settings
from retrieval.articles.problems import ReadingError
from retrieval.models.loading import MissingModelError

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file whose settings override the shipped ones.",
)
article_option = click.option(
    "--article",
    "article_files",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="Ask this file instead of the configured shelf; may be repeated.",
)
_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def shelf_option(effect: str) -> Callable[[_Command], _Command]:
    """The option that names a shelf; says what is done with it."""
    return click.option(
        "--shelf", "shelf_name", metavar="NAME", help=f"{effect} chat:NUMBER is a chat's own."
    )


class InputError(click.ClickException):
    """Wrong use, configuration or input file: told in words, without a traceback."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print every line of the message to standard error, marked as ours."""
        for line in self.message.splitlines():
            click.echo(f"yuanju: {line}", file=file, err=True)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the options opened."""

    settings: Settings
    catalogue: Catalogue
    language: str
    """Of menus and errors."""


@contextmanager
def problems_told(opened: Opened | None = None) -> Iterator[None]:
    """Turn what can go wrong with files and models into an `InputError` in the right language."""
    try:
        yield
    except ConfigurationError as error:
        raise InputError(str(error)) from error
    except (ReadingError, MissingModelError) as error:
        if opened is None:
            raise
        words = opened.catalogue[opened.language].problem
        raise InputError(describe(error, words)) from error


def open_settings(config_file: Path | None) -> Opened:
    """Settings and words.

    Raises:
        InputError: the configuration has mistakes; all are named.
    """
    with problems_told():
        settings = load_settings(config_file, os.environ)
        catalogue = load_catalogue()
    chosen = settings.interface.language
    language = language_for_locale(os.environ) if chosen == "auto" else chosen
    return Opened(settings, catalogue, language)


def open_asking(
    opened: Opened, article_files: tuple[Path, ...] = (), shelf_name: str | None = None
) -> Asking:
    """The shelf of `article_files`, or the one of that name; None is what every chat sees.

    Raises:
        InputError: a file cannot be read as an article, there is no such shelf, or a model is
            not installed.
    """
    settings = opened.settings
    with problems_told(opened), nothing_collected():
        if article_files and shelf_name is not None:
            message = "Give either --article or --shelf."
            raise InputError(message)
        assembly = assemble(settings, load_lexicon())
        if article_files or (shelf_name is None and not is_there(settings.store.place)):
            files = article_files or settings.shelf.files
            return Asking.reading(assembly, opened.catalogue, opened.language, files, _today)
        # Imported here: the store takes a while to load.
        from bot.cli.stocked import answerer_on_shelf  # noqa: PLC0415

        answerer = answerer_on_shelf(opened, assembly, shelf_name)
        return Asking(assembly, opened.catalogue, opened.language, answerer, _today)


def is_there(place: Path | Secret) -> bool:
    """Whether there is a store; one on a server is, or it is said that the server is not."""
    return not isinstance(place, Path) or place.exists()


def _today() -> date:
    """The day by this machine's clock, where whoever asks sits as well."""
    return datetime.now().astimezone().date()
