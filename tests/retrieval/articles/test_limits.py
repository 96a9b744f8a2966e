"""Each limit of reading, as whoever reads a file meets it."""

from collections.abc import Iterator

import pytest

from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.articles.reading import Reader
from tests.retrieval.articles.formats.printed import Printed
from tests.retrieval.articles.formats.written import archived, docx
from tests.retrieval.articles.options import options

LIMITS: dict[str, float] = {
    "max_bytes": 3_000_000,
    "max_chars": 1_000,
    "max_pages": 2,
    "max_entries": 10,
    "max_unpacked_bytes": 5_000_000,
    "max_ratio": 100,
    "max_memory_mb": 150,
}


def printed(pages: int, password: str | None = None, *, is_scan: bool = False) -> bytes:
    """A PDF file."""
    made = Printed(password=password)
    for _ in range(pages):
        if is_scan:
            made.picture()
        else:
            made.line("甲。", 65, 700)
        made.turn()
    return made.data()


FILES = {
    ReadingProblem.TOO_LARGE: ("a.txt", b"x" * 3_000_001),
    ReadingProblem.TOO_LONG: ("a.txt", b"x" * 1_001),
    ReadingProblem.TOO_MANY_PAGES: ("a.pdf", printed(3)),
    ReadingProblem.TOO_MANY_ENTRIES: ("a", archived({f"word/{n}": "" for n in range(11)})),
    ReadingProblem.TOO_MUCH_INSIDE: (
        "a.docx",
        docx("", **{f"a{n}": bytes(range(256)) * 3_900 for n in range(6)}),
    ),
    ReadingProblem.TOO_DENSE: ("a.docx", docx("", bomb=b"\0" * 2_000_000)),
    ReadingProblem.TOO_HUNGRY: ("a.html", b"<html>" + b"<p>a" * 700_000),
    ReadingProblem.DAMAGED: ("a.pdf", printed(1)[:99]),
    ReadingProblem.ENCRYPTED: ("a.pdf", printed(1, "a")),
    ReadingProblem.NO_TEXT_LAYER: ("a.pdf", printed(1, is_scan=True)),
    ReadingProblem.EMPTY: ("a.html", b"<html><script>x</script>"),
    ReadingProblem.BINARY: ("a.html", b"<html>\0\0\0"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Reads with small limits."""
    reader = Reader(options(**LIMITS))
    yield reader
    reader.close()


@pytest.mark.parametrize("problem", FILES, ids=lambda problem: problem.name.lower())
def test_limit(reader: Reader, problem: ReadingProblem) -> None:
    """What is too much is named, and the next file is read."""
    name, data = FILES[problem]

    with pytest.raises(ReadingError) as caught:
        reader.read_content(data, name)

    assert (caught.value.problem, caught.value.name) == (problem, name)
    assert reader.read_content(b"# word", "../../etc/a.md").text == "word"


def test_too_slow() -> None:
    """What takes too long is given up, and the next file is read."""
    reader = Reader(options(max_seconds=0.5))

    with pytest.raises(ReadingError) as caught:
        reader.read_content(b"# a\n" * 700_000, "a.md")
    text = reader.read_content(b"# word", "a.md").text
    reader.close()

    assert (caught.value.problem, caught.value.limit) == (ReadingProblem.TOO_SLOW, 0.5)
    assert text == "word"


def test_a_locked_docx_file(reader: Reader) -> None:
    """A DOCX file with a password looks like an old DOC, and is named as locked."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

    problems = []
    for inside in ("WordDocument", "EncryptedPackage"):
        with pytest.raises(ReadingError) as caught:
            reader.read_content(magic + inside.encode("utf-16-le"), "a.doc")
        problems.append(caught.value.problem)

    assert problems == [ReadingProblem.BINARY, ReadingProblem.ENCRYPTED]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\n\x1b[31mb.txt", "a[31mb.txt"),
        ("/", "?"),
        ("", "?"),
    ],
)
def test_tricks_in_names(reader: Reader, name: str, shown: str) -> None:
    """A name is only ever shown, and without what would do something there."""
    assert reader.read_content(b"word", name).name == shown
