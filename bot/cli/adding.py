"""Adding on the command line: what is read goes on shelves, and what came of it is told."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click

from bot.assembly import Reading, reading
from bot.cli.finding import FoundFile, found_files, shown_origin
from bot.cli.opening import Opened, problems_told
from bot.cli.progress import Bar, progress_bar
from bot.cli.shelf_names import shelf_or_new
from bot.cli.stopping import Stop, stopped_by_ctrl_c
from bot.cli.stored import open_store, shelf_of
from bot.library import Library
from bot.problems import describe
from bot.store.adding import Added, Incoming
from bot.store.library import Change
from bot.words import Words
from config.lexicon import load_lexicon
from retrieval.articles.problems import ReadingError, ReadingProblem

_NO_TEXT = frozenset({ReadingProblem.BINARY, ReadingProblem.EMPTY})
"""What a folder may hold beside articles."""
_DONE, _FAILED, _INTERRUPTED = 0, 2, 130


class Tally:
    """What came of what was added, told while it is, and summed up in the end."""

    def __init__(self, words: Words, bar: Bar) -> None:
        """Nothing was added yet."""
        self._words = words.operator
        self._problems = words.problem
        self._bar = bar
        self._changes = Counter[Change]()
        self._sentences = 0
        self._began = time.monotonic()
        self.failed = 0

    def add(self, added: Added) -> None:
        """Count, and tell what a person may not expect."""
        name = shown_origin(added.incoming.origin or added.incoming.article.id)
        if added.change is Change.REPLACED:
            self._bar.say(self._words.replaced.format(name=name))
        elif added.twin is not None:
            self._bar.say(self._words.twin.format(name=name, other=shown_origin(added.twin)))
        self._changes[added.change] += 1
        self._sentences += added.sentences
        self._bar.step()

    def fail(self, problem: str) -> None:
        """Tell why something was not added."""
        self._bar.say(f"yuanju: {problem}")
        self.failed += 1
        self._bar.step()

    def fail_to_analyse(self, incoming: Incoming) -> None:
        """Tell that an article was too much for those who read."""
        name = shown_origin(incoming.origin or incoming.article.id)
        self.fail(describe(ReadingError(ReadingProblem.FATAL, name), self._problems))

    def leave_out(self, note: str) -> None:
        """Tell what was not meant to be added."""
        self._bar.say(note)
        self._bar.step()

    @property
    def summary(self) -> str:
        """What was done, in a line."""
        return self._words.summary.format(
            added=f"{self._changes[Change.ADDED]:,}",
            replaced=f"{self._changes[Change.REPLACED]:,}",
            unchanged=f"{self._changes[Change.NOTHING]:,}",
            failed=f"{self.failed:,}",
            sentences=f"{self._sentences:,}",
            seconds=f"{time.monotonic() - self._began:,.1f}",
        )


def add_files(opened: Opened, paths: Sequence[Path], shelf_name: str | None) -> int:
    """Put files on a shelf; the command's exit code."""
    name = shelf_of(opened, shelf_name)
    files = list(found_files(paths))
    with open_store(opened, make=True) as database, problems_told(opened):
        reader = reading(opened.settings, load_lexicon())
        shelf_id = shelf_or_new(database, name)

        def incoming(stop: Stop, tally: Tally) -> Iterator[Incoming]:
            return _incoming(stop.until(files), shelf_id, reader, tally, opened)

        return add_all(Library(database, reader), incoming, len(files), opened)


def add_all(
    library: Library,
    incoming: Callable[[Stop, Tally], Iterable[Incoming]],
    total: int | None,
    opened: Opened,
) -> int:
    """Add what comes in until Ctrl-C, and say what came of it; the command's exit code."""
    words = opened.catalogue[opened.language]
    with progress_bar(words.operator.reading, total) as bar:
        tally = Tally(words, bar)
        with stopped_by_ctrl_c(lambda: bar.say(words.operator.ending)) as stop:
            library.add(incoming(stop, tally), tally.add, tally.fail_to_analyse)
    if stop.wanted:
        click.echo(words.operator.interrupted.format(summary=tally.summary), err=True)
        return _INTERRUPTED
    click.echo(tally.summary)
    return _FAILED if tally.failed else _DONE


def _incoming(
    files: Iterable[FoundFile], shelf_id: int, reader: Reading, tally: Tally, opened: Opened
) -> Iterator[Incoming]:
    """The articles of the files that can be read; the others are told."""
    words = opened.catalogue[opened.language]
    for file in files:
        try:
            (article,) = reader.articles([file.path])
        except ReadingError as error:
            if error.problem in _NO_TEXT and not file.named:
                tally.leave_out(words.operator.left_out.format(name=file.shown))
            elif error.problem is ReadingProblem.DIRECTORY:
                tally.fail(words.operator.no_files.format(name=file.shown))
            else:
                # A name without its folder would not do among a thousand.
                error.name = file.shown
                tally.fail(describe(error, words.problem))
            continue
        yield Incoming(article, shelf_id, file.origin)
