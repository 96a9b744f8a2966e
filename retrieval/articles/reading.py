"""A file of an article as text, with what the file itself says of it."""

from dataclasses import dataclass, field
from pathlib import Path

from retrieval.articles.encodings import NotTextError, decode
from retrieval.articles.kinds import Kind, binary_kind, text_kind
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.model import Metadata
from retrieval.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class SourceText:
    """A raw article, before cleaning."""

    text: str
    html: bool
    """Whether it is markup, by its name or its beginning."""
    name: str
    """The file's name, without its folder."""
    says: Metadata = field(default_factory=Metadata)
    """What the file tells its readers; it counts before what its text seems to tell."""
    hints: Metadata = field(default_factory=Metadata)
    """What stands in properties that no reader sees; it counts where all else is silent."""


def read_text(path: Path, options: ReadingOptions) -> SourceText:
    """The text of a file.

    Raises:
        ReadingError: there is no file, or no text in it, or too much.
    """
    name = path.name or str(path)
    try:
        data = _bytes_of(path, options.max_bytes)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ReadingError(ReadingProblem.MISSING, name) from error
    except IsADirectoryError as error:
        raise ReadingError(ReadingProblem.DIRECTORY, name) from error
    except OSError as error:
        raise ReadingError(ReadingProblem.UNREADABLE, name) from error
    return source_text(data, name, options)


def source_text(data: bytes, name: str, options: ReadingOptions) -> SourceText:
    """The text of a file's content, such as one that was sent.

    Raises:
        ReadingError: there is no text in it, or too much.
    """
    if len(data) > options.max_bytes:
        raise ReadingError(ReadingProblem.TOO_LARGE, name, limit=options.max_bytes)
    if kind := binary_kind(data):
        shown = kind.value if isinstance(kind, Kind) else kind
        raise ReadingError(ReadingProblem.BINARY, name, kind=shown)
    try:
        text = decode(data)
    except NotTextError as error:
        raise ReadingError(ReadingProblem.BINARY, name) from error
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise ReadingError(ReadingProblem.EMPTY, name)
    return SourceText(text, text_kind(text, name) is Kind.HTML, name)


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    """A file's content, cut one byte after the limit."""
    size = path.stat().st_size
    if path.is_dir():
        raise IsADirectoryError
    if size > max_bytes:
        raise ReadingError(ReadingProblem.TOO_LARGE, path.name, limit=max_bytes)
    with path.open("rb") as file:
        # One byte too many is enough to know; a pipe tells its size in no other way.
        return file.read(max_bytes + 1)
