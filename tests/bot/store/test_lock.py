"""One process to a file."""

from pathlib import Path

import pytest

from bot.store import lock
from bot.store.database import DatabaseError
from bot.store.lock import only_process


def test_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told so; once the first one ended, it may begin."""
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.0)
    path = tmp_path / "new" / "yuanju.db"

    with (
        only_process(path),
        pytest.raises(DatabaseError, match="another process"),
        only_process(path),
    ):
        pass

    with only_process(path):
        pass


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A path that cannot be is told as one."""
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseError), only_process(tmp_path / "file" / "yuanju.db"):
        pass
