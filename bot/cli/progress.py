"""How far a long work is: a bar on a terminal, nothing in a pipe."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress
from rich.console import Console
from rich.text import Text

from bot.replies.terminal import print_line


class Bar:
    """Counts what is done, on standard error."""

    def __init__(self, bar: progress.Progress, task: progress.TaskID) -> None:
        """Count on this bar."""
        self._bar = bar
        self._task = task

    def step(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)

    def say(self, text: str) -> None:
        """Print a line above the bar."""
        print_line(self._bar.console, Text(text))


@contextmanager
def progress_bar(description: str, total: int | None) -> Iterator[Bar]:
    """A bar that goes when all is done; `total` None: nobody knows how much there is."""
    console = Console(stderr=True, highlight=False)
    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    hidden = not console.is_terminal
    with progress.Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        yield Bar(bar, bar.add_task(description, total=total))
