"""Lines that were exported, on shelves."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import IO

from bot.assembly import reading
from bot.cli.adding import Tally, add_all
from bot.cli.exchange import (
    FORMAT,
    Exchanged,
    FieldError,
    FormatNumberError,
    NotJsonError,
    from_line,
)
from bot.cli.finding import printable
from bot.cli.opening import InputError, Opened, problems_told
from bot.cli.shelf_names import BadShelfNameError, ShelfName, parse_shelf, shelf_or_new
from bot.cli.stopping import Stop
from bot.cli.stored import open_store, shelf_of
from bot.library import Library
from bot.problems import describe
from bot.store.adding import Incoming
from bot.store.database import Database
from config.lexicon import load_lexicon
from retrieval.articles.problems import ReadingError, ReadingProblem

_STDIN = Path("-")


def import_articles(opened: Opened, file: Path, shelf_name: str | None) -> int:
    """Put the articles of a file on their shelves; the command's exit code.

    Raises:
        InputError: the file cannot be read.
    """
    name = None if shelf_name is None else shelf_of(opened, shelf_name)
    try:
        with nullcontext(sys.stdin.buffer) if file == _STDIN else file.open("rb") as stream:
            return _import(opened, stream, file, name)
    except OSError as error:
        message = f"{printable(str(file))}: {error.strerror}"
        raise InputError(message) from error


def _import(opened: Opened, stream: IO[bytes], file: Path, shelf: ShelfName | None) -> int:
    with open_store(opened, make=True) as database, problems_told(opened):
        library = Library(database, reading(opened.settings, load_lexicon()))
        lines = _Lines(opened, database, printable(file.name), shelf)
        total = None
        if stream.seekable():
            total = sum(bool(line.strip()) for line in stream)
            stream.seek(0)

        def incoming(stop: Stop, tally: Tally) -> Iterator[Incoming]:
            return lines.read(stop.until(stream), tally)

        return add_all(library, incoming, total, opened)


class _Lines:
    """Makes articles of lines."""

    def __init__(
        self, opened: Opened, database: Database, name: str, shelf: ShelfName | None
    ) -> None:
        """Read the file of that name; all goes on `shelf`, if one is given."""
        self._words = opened.catalogue[opened.language]
        self._most = opened.settings.reading.max_chars
        self._name = name
        self._shelf = shelf
        self._number_of = cache(lambda wanted: shelf_or_new(database, wanted))

    def read(self, lines: Iterable[bytes], tally: Tally) -> Iterator[Incoming]:
        """The articles of the lines that can be read; the others are told by number."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                exchanged = from_line(line)
                shelf = self._shelf or parse_shelf(exchanged.shelf)
                self._check_length(exchanged)
            except (ValueError, BadShelfNameError, ReadingError) as error:
                problem = self._problem(error)
                text = self._words.operator.bad_line
                tally.fail(text.format(name=self._name, number=f"{number:,}", problem=problem))
                continue
            yield Incoming(exchanged.article, self._number_of(shelf), exchanged.origin)

    def _check_length(self, exchanged: Exchanged) -> None:
        if len(exchanged.article.text) > self._most:
            problem = ReadingProblem.TOO_LONG
            raise ReadingError(problem, exchanged.article.id, limit=self._most)

    def _problem(self, error: Exception) -> str:
        words = self._words.operator
        match error:
            case NotJsonError():
                return words.bad_json
            case FormatNumberError():
                return words.bad_format.format(format=FORMAT)
            case FieldError(name=field):
                return words.bad_field.format(field=field)
            case ReadingError():
                return describe(error, self._words.problem)
            case _:
                return words.bad_field.format(field="shelf")
