"""Files, and what is wrong with those that give no article."""

import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from retrieval.articles.encodings import decode
from retrieval.articles.kinds import Kind, text_kind
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.articles.reading import Reader, SourceText
from tests.retrieval.articles.options import options

OPTIONS = options(max_bytes=1_000)
READER = Reader(OPTIONS)
Written = Callable[[bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a file and says where it is."""

    def write(data: bytes) -> Path:
        path = tmp_path / "article.txt"
        path.write_bytes(data)
        return path

    return write


def failure(path: Path) -> ReadingError:
    """The error that reading a file ends in."""
    with pytest.raises(ReadingError) as caught:
        READER.read(path)
    return caught.value


def test_file(written: Written) -> None:
    """A file becomes its text, untouched, with its name."""
    source = READER.read(written("甲。\r\n\u3000乙".encode()))

    assert source == SourceText("甲。\r\n\u3000乙", "article.txt")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", "word", Kind.HTML),
        ("a.HTM", "word", Kind.HTML),
        ("a.xhtml", "word", Kind.HTML),
        ("a.txt", "\ufeff\n <!DOCTYPE  html>", Kind.HTML),
        ("a", "<HTML lang='zh'>", Kind.HTML),
        ("a", "<?xml version='1.0'?>\n<html>", Kind.HTML),
        ("a.txt", "<htmlx>", Kind.TEXT),
        ("a.txt", "word <html>", Kind.TEXT),
        ("html", "word", Kind.TEXT),
        ("a.md", "# word", Kind.MARKDOWN),
        ("../../a.MARKDOWN", "# word", Kind.MARKDOWN),
        ("a.txt", "# word", Kind.TEXT),
    ],
)
def test_kinds(name: str, content: str, expected: Kind) -> None:
    """A text's kind is known by its file's suffix or by how it begins."""
    assert text_kind(decode(content.encode()), name) is expected


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is missing."""
    error = failure(tmp_path / "none.txt")

    assert (error.problem, error.name) == (ReadingProblem.MISSING, "none.txt")


def test_missing_folder(written: Written) -> None:
    """So is one below a file, or one whose name nothing can have."""
    below = failure(written(b"word") / "none.txt")
    nul = failure(Path("a\0b"))

    assert (below.problem, nul.problem) == (ReadingProblem.MISSING, ReadingProblem.MISSING)


def test_directory(tmp_path: Path) -> None:
    """A folder is named as one."""
    error = failure(tmp_path)

    assert (error.problem, error.name) == (ReadingProblem.DIRECTORY, tmp_path.name)


def test_unreadable(tmp_path: Path) -> None:
    """A file that is there and cannot be opened is unreadable."""
    path = tmp_path / "loop"
    path.symlink_to(path)

    error = failure(path)

    assert error.problem is ReadingProblem.UNREADABLE


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
def test_not_permitted(written: Written) -> None:
    """A file that may not be read is unreadable."""
    path = written(b"word")
    path.chmod(0)

    error = failure(path)

    assert error.problem is ReadingProblem.UNREADABLE


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff", "\u3000\u200b\n"])
def test_empty(written: Written, text: str) -> None:
    """A file with nothing to be seen in it is empty."""
    error = failure(written(text.encode()))

    assert error.problem is ReadingProblem.EMPTY


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1 word}", "RTF"),
        (b"one\0two", None),
    ],
)
def test_binary(written: Written, data: bytes, kind: str | None) -> None:
    """A file of another kind is binary, and its kind is told where it is known."""
    error = failure(written(data))

    assert (error.problem, error.kind) == (ReadingProblem.BINARY, kind)


@pytest.mark.parametrize(("inside", "kind"), [("xl/workbook.xml", "XLSX"), ("a", "ZIP")])
def test_archive(tmp_path: Path, inside: str, kind: str) -> None:
    """An archive is known by what it holds."""
    path = tmp_path / "archive"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "text")

    error = failure(path)

    assert (error.problem, error.kind) == (ReadingProblem.BINARY, kind)


def test_limit(written: Written) -> None:
    """A file of exactly the limit is read."""
    source = READER.read(written(b"x" * 1_000))

    assert len(source.text) == 1_000


def test_above_the_limit(written: Written) -> None:
    """One byte more is too large, and the limit is told."""
    error = failure(written(b"x" * 1_001))

    assert (error.problem, error.limit) == (ReadingProblem.TOO_LARGE, 1_000)


def test_content_above_the_limit() -> None:
    """The limit holds for content without a file as well."""
    with pytest.raises(ReadingError) as caught:
        READER.read_content(b"x" * 1_001, "sent.txt")

    assert caught.value.problem is ReadingProblem.TOO_LARGE


class FakeSender:
    """Writes to a pipe until it is done or nobody listens any more."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Make the pipe and begin."""
        os.mkfifo(path)
        self._path = path
        self._data = data
        self._thread = Thread(target=self._send, daemon=True)
        self._thread.start()

    def _send(self) -> None:
        with suppress(BrokenPipeError):
            self._path.write_bytes(self._data)

    def has_ended(self) -> bool:
        """Whether the pipe was closed at the other end as well."""
        self._thread.join(timeout=10)
        return not self._thread.is_alive()


def test_pipe(tmp_path: Path) -> None:
    """A pipe, whose size nobody knows, is read to its end."""
    path = tmp_path / "pipe"
    sender = FakeSender(path, b"x" * 9)

    source = READER.read(path)

    assert source.text == "x" * 9
    assert sender.has_ended()


def test_pipe_above_the_limit(tmp_path: Path) -> None:
    """A pipe that brings too much is not read to its end."""
    path = tmp_path / "pipe"
    sender = FakeSender(path, b"x" * 1_000_000)

    error = failure(path)

    assert error.problem is ReadingProblem.TOO_LARGE
    assert sender.has_ended()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ReadingError(ReadingProblem.MISSING, "a"), "a: there is no such file"),
        (ReadingError(ReadingProblem.BINARY, "a", kind="PDF"), "a: is not text (PDF)"),
        (
            ReadingError(ReadingProblem.TOO_LARGE, "a", limit=9),
            "a: is too large (limit: 9)",
        ),
    ],
)
def test_error_for_a_log(error: ReadingError, expected: str) -> None:
    """An error says in a log what it carries."""
    assert str(error) == expected
