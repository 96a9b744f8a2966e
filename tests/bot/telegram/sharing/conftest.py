"""A store, and looks that follow one another fast."""

import pytest

from bot.telegram import sharing
from config.secret import Secret
from tests.bot.telegram.sharing.replica import LOOK_SECONDS
from tests.postgresql import Server


@pytest.fixture
def address(postgresql: Server) -> Secret:
    """Where nothing is yet."""
    return postgresql.database()


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that follow one another fast."""
    monkeypatch.setattr(sharing, "_LOOK_SECONDS", LOOK_SECONDS)
    monkeypatch.setattr(sharing, "_DEAD_SECONDS", 3 * LOOK_SECONDS)
