"""A place for a store, on each engine."""

from pathlib import Path

import pytest

from bot.store.places import Place
from tests.postgresql import Server

ENGINES = ("file", "server")


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where nothing is yet."""
    if request.param == "file":
        return tmp_path / "yuanju.db"
    server = request.getfixturevalue("postgresql")
    assert isinstance(server, Server)
    return server.schema()
