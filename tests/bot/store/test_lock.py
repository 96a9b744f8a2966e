"""One process to a store."""

from pathlib import Path

import pytest

from bot.store import lock, server_engine
from bot.store.database import Database, DatabaseError
from bot.store.lock import opened_alone
from bot.store.places import Place
from tests.bot.store.conftest import recorded


def test_another_process(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told so; once the first one ended, it may begin."""
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)

    with (
        opened_alone(place),
        pytest.raises(DatabaseError, match="another process"),
        opened_alone(place),
    ):
        pass

    with opened_alone(place) as database:
        assert recorded(database) == 0


def test_one_that_only_reads(place: Place) -> None:
    """It is let in beside who has the store alone."""
    with opened_alone(place):
        beside = Database(place)
        assert recorded(beside) == 0
        beside.close()


def test_one_that_could_not_begin(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds nothing that keeps the next one out."""
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    with monkeypatch.context() as broken:
        broken.setattr("bot.store.database.is_foreign", lambda _: True)
        with pytest.raises(DatabaseError, match="another program"), opened_alone(place):
            pass

    with opened_alone(place) as database:
        assert recorded(database) == 0


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A path that cannot be is told as one."""
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseError), opened_alone(tmp_path / "file" / "yuanju.db"):
        pass
