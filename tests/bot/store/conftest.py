"""A database in a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty one, of the schema of this version."""
    made = Database(tmp_path / "yuanju.db")
    yield made
    made.close()
