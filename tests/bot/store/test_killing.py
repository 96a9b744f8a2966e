"""That a kill leaves a store which opens and is complete: the short form of `make kills`."""

from bot.store.places import Place
from tests.bot.store.killing import run


def test_kills(place: Place) -> None:
    """While adding, replacing and removing: no half article, and nothing confirmed is lost."""
    found = run(place, kills=4)

    assert found.problems == ()
    assert found.confirmed >= found.kills
