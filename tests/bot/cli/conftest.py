"""A store of the test's own: what somebody keeps at home is not asked."""

import shutil
from pathlib import Path

import pytest

from tests.bot.cli.shelving import HALL, RIVER, SEEN, run, written


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store is made, if it is."""
    file = tmp_path / "store" / "yuanju.db"
    monkeypatch.setenv("YUANJU_STORE__FILE", str(file))
    return file


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the two texts were read, so that no other test waits for it."""
    folder = tmp_path_factory.mktemp("read")
    file = folder / "yuanju.db"
    texts = written(folder / "texts", hall=HALL, river=RIVER)
    added = run("add", texts, "--shelf", SEEN, YUANJU_STORE__FILE=str(file))
    assert added.exit_code == 0, added.stderr
    return file


@pytest.fixture
def read_before(store: Path, read_once: Path) -> Path:
    """The store, in which the two texts are on a shelf of their own."""
    store.parent.mkdir()
    shutil.copy(read_once, store)
    return store
