"""What is told of updates that do not come."""

import logging

import pytest
from telegram.error import Conflict, NetworkError

from bot.catalogue import load_catalogue
from bot.telegram.meter import Meter
from bot.telegram.receiving import Troubles

WORDS = load_catalogue()["en"].problem


class FakeClock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        """It is midnight."""
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_each_trouble_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """Another instance by name, others by kind, and neither hides the other."""
    clock = FakeClock()
    troubles = Troubles(WORDS, clock, Meter())

    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            troubles.happened(Conflict("terminated by other getUpdates request"))
            troubles.happened(NetworkError("bot123:abc"))
        clock.now = 61
        troubles.happened(NetworkError("bot123:abc"))

    told = [record.getMessage() for record in caplog.records]
    trouble = "no updates come: NetworkError"
    assert told == [WORDS.another_instance, trouble, trouble]
