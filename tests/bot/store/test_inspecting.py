"""Looking at the file before the bot opens it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.inspecting import Schema, UnusableError, look


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a database that is there."""
    made = tmp_path / "yuanju.db"
    Database(made).close()
    return made


def write(path: Path, statement: str) -> None:
    """Change a database as somebody else would."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


def test_no_file(tmp_path: Path) -> None:
    """It can be made, and is not; nothing else is left behind either."""
    state = look(tmp_path / "a" / "b" / "yuanju.db")

    assert state.schema is Schema.NONE
    assert state.free_bytes > 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_this_version(path: Path) -> None:
    """It is current, also while the bot has it open."""
    assert look(path).schema is Schema.CURRENT
    database = Database(path)
    assert look(path).schema is Schema.CURRENT
    database.close()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", Schema.NEWER),
    ],
)
def test_other_versions(path: Path, statement: str, expected: Schema) -> None:
    """An older one will be brought up, a newer one will be refused; it stays as it is."""
    write(path, statement)
    before = path.read_bytes()

    assert look(path).schema is expected
    assert path.read_bytes() == before


def test_no_database(tmp_path: Path) -> None:
    """Another file of that name."""
    path = tmp_path / "yuanju.db"
    path.write_text("好" * 1000, encoding="utf-8")

    with pytest.raises(UnusableError, match="not a database"):
        look(path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """The system's own words tell what is wrong."""
    (tmp_path / "a").write_text("", encoding="utf-8")

    with pytest.raises(UnusableError, match="directory"):
        look(tmp_path / "a" / "yuanju.db")


def test_a_damaged_file(path: Path) -> None:
    """It is told before the bot trips over it."""
    data = bytearray(path.read_bytes())
    data[4_096:] = b"\xff" * (len(data) - 4_096)
    path.write_bytes(data)

    with pytest.raises(UnusableError, match=r"damaged|malformed"):
        look(path)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """It has tables, but none of ours."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as file:
        file.execute("CREATE TABLE x (y)")

    with pytest.raises(UnusableError, match="another program"):
        look(tmp_path / "other.db")
