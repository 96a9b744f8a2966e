"""Files to add: as they are named, and those in folders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, or what was named and is none: reading it says why."""

    path: Path
    named: bool
    """Whether it was named itself; if not, it stands in a folder that was."""

    @property
    def shown(self) -> str:
        """Its path, without what a terminal would obey."""
        return printable(str(self.path))

    @property
    def origin(self) -> str:
        """By which its article is known when it is added again."""
        return self.path.resolve().as_uri()


def found_files(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """What is named, and in place of a folder all files in it, in name order.

    Those of its folders are, too; hidden ones are left out.
    """
    for path in paths:
        yield from list(_within(path)) or [FoundFile(path, named=True)]


def shown_origin(origin: str) -> str:
    """A file by its path, everything else as it is."""
    parts = urlsplit(origin)
    return printable(unquote(parts.path) if parts.scheme == "file" else origin)


def printable(text: str) -> str:
    """The text without what a terminal would obey."""
    return "".join(filter(str.isprintable, text))


def _within(folder: Path) -> Iterator[FoundFile]:
    """Nothing, if it is no folder or cannot be opened."""
    try:
        paths = sorted(folder.iterdir())
    except (OSError, ValueError):
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():  # it may lead back up
                yield from _within(path)
        elif path.is_file():
            yield FoundFile(path, named=False)
