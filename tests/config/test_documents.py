"""Mistakes in YAML itself."""

from pathlib import Path

import pytest

from config.documents import Document, parse_document, read_document


def problems(document: Document) -> list[str]:
    """The mistakes of a document, as they are printed."""
    return [str(problem) for problem in document.problems]


def test_values() -> None:
    """Quoted words are text, others what they look like."""
    document = parse_document("a: '1'\nb: 1\nc: [x, {d: ~}]\ne: |\n  2\n", "f")

    assert document == Document({"a": "1", "b": 1, "c": ["x", {"d": None}], "e": "2\n"}, ())


def test_keys_are_text() -> None:
    """A key keeps its letters, whatever they look like."""
    document = parse_document("no: 1\n1: 2\n", "f")

    assert document.value == {"no": 1, "1": 2}


def test_alias() -> None:
    """An alias is the value that its anchor names."""
    document = parse_document("a: &x [1]\nb: *x\n", "f")

    assert document == Document({"a": [1], "b": [1]}, ())


def test_broken_yaml_is_placed() -> None:
    """Broken YAML is reported with file, line and column."""
    document = parse_document("a: 1\nb: c: d\n", "f")

    assert len(document.problems) == 1
    assert problems(document)[0].startswith("f, line 2, column 5: is not YAML: mapping values")


def test_all_duplicate_keys() -> None:
    """Every duplicate key is reported, and where it stood first."""
    document = parse_document("a: 1\nb: {c: 1, c: 2}\na: 3\n", "f")

    assert problems(document) == [
        "f, line 2, column 11: duplicate key `c`, first on line 2",
        "f, line 3, column 1: duplicate key `a`, first on line 1",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !x 1", "f, line 1, column 4: tags such as `!name` are not used here"),
        ("a: &x [*x]", "f, line 1, column 4: an anchor holds itself"),
        ("[a]: 1", "f, line 1, column 1: a key must be one word"),
        ("a: 1\nb: \x07", "f, line 2, column 4: has a control character '\\x07'"),
        ("a:\n" + "- " * 5_000, "f: is nested too deeply"),
    ],
)
def test_odd_yaml(text: str, expected: str) -> None:
    """What YAML allows and nobody needs is a mistake with a place."""
    document = parse_document(text, "f")

    assert problems(document) == [expected]


def test_two_documents() -> None:
    """A second document in one file is not silently left out."""
    document = parse_document("a: 1\n---\nb: 2\n", "f")

    assert "another document" in problems(document)[0]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is not part of the first key."""
    path = tmp_path / "f.yaml"
    path.write_bytes("a: 甲".encode("utf-8-sig"))

    document = read_document(path)

    assert document == Document({"a": "甲"}, ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 甲".encode("gb18030"), "is not UTF-8 (byte 4)"),
        (b"- a\n- b\n", "must consist of `key: value` lines"),
        (b"word", "must consist of `key: value` lines"),
    ],
)
def test_file_of_the_wrong_kind(tmp_path: Path, content: bytes, expected: str) -> None:
    """A file that is not UTF-8 or not a mapping is named."""
    path = tmp_path / "f.yaml"
    path.write_bytes(content)

    document = read_document(path)

    assert problems(document) == [f"{path}: {expected}"]


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is named."""
    document = read_document(tmp_path / "none.yaml")

    assert problems(document) == [f"{tmp_path / 'none.yaml'}: there is no such file"]


def test_directory(tmp_path: Path) -> None:
    """What cannot be read is named, with the reason."""
    document = read_document(tmp_path)

    assert problems(document) == [f"{tmp_path}: cannot be read: Is a directory"]


def test_empty_file(tmp_path: Path) -> None:
    """A file of comments alone says nothing and is no mistake."""
    path = tmp_path / "f.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")

    document = read_document(path)

    assert document == Document(None, ())
