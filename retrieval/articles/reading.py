"""A file of an article as text, with what the file itself says of it."""

from dataclasses import dataclass, field
from pathlib import Path

from retrieval.articles.encodings import NotTextError, decode
from retrieval.articles.formats.document import Document, FormatError, Properties
from retrieval.articles.formats.reading import check_text
from retrieval.articles.isolated import IsolatedReading
from retrieval.articles.kinds import Kind, binary_kind, is_locked, text_kind
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.model import Metadata
from retrieval.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class SourceText:
    """A raw article, before cleaning."""

    text: str
    name: str
    """The file's name, without its folder."""
    says: Metadata = field(default_factory=Metadata)
    """What the file tells its readers; it counts before what its text seems to tell."""
    hints: Metadata = field(default_factory=Metadata)
    """What stands in properties that no reader sees; it counts where all else is silent."""
    above: str = ""
    """Lines between its title and its text that may tell of it, and are none of the text."""
    below: str = ""
    """Such lines below the text."""


class Reader:
    """Reads files; all but plain text in a process of its own."""

    def __init__(self, options: ReadingOptions) -> None:
        """Nothing is started before it is needed."""
        self._options = options
        self._isolated = IsolatedReading(options)

    def read(self, path: Path) -> SourceText:
        """The text of a file.

        Raises:
            ReadingError: there is no file, or no text in it, or too much.
        """
        name = path.name or str(path)
        try:
            data = _bytes_of(path, self._options.max_bytes)
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise ReadingError(ReadingProblem.MISSING, name) from error
        except IsADirectoryError as error:
            raise ReadingError(ReadingProblem.DIRECTORY, name) from error
        except OSError as error:
            raise ReadingError(ReadingProblem.UNREADABLE, name) from error
        return self.read_content(data, name)

    def read_content(self, data: bytes, name: str) -> SourceText:
        """The text of a file's content, such as one that was sent; its name is only a name.

        Raises:
            ReadingError: there is no text in it, or too much.
        """
        name = _file_name(name)
        if len(data) > self._options.max_bytes:
            raise ReadingError(ReadingProblem.TOO_LARGE, name, limit=self._options.max_bytes)
        kind = binary_kind(data)
        if isinstance(kind, str):
            problem = ReadingProblem.ENCRYPTED if is_locked(data) else ReadingProblem.BINARY
            raise ReadingError(problem, name, kind=kind)
        try:
            document = self._document(data, kind, name)
        except NotTextError as error:
            raise ReadingError(ReadingProblem.BINARY, name) from error
        except FormatError as error:
            raise ReadingError(error.problem, name, limit=error.limit) from error
        return SourceText(
            document.text,
            name,
            _metadata(document.says),
            _metadata(document.hints),
            document.above,
            document.below,
        )

    def close(self) -> None:
        """End what was started for reading."""
        self._isolated.close()

    def _document(self, data: bytes, kind: Kind | None, name: str) -> Document:
        if kind is None:
            text = decode(data)
            kind = text_kind(text, name)
            if kind is Kind.TEXT:
                return check_text(Document(text), self._options)
            data = text.encode()
        return self._isolated.read(data, kind)


def _file_name(name: str) -> str:
    """A name without folders, and without what a terminal would obey."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(filter(str.isprintable, last)) or "?"


def _metadata(properties: Properties) -> Metadata:
    return Metadata(
        title=properties.title,
        published=properties.published,
        source=properties.source,
        author=properties.author,
    )


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
