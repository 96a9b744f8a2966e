"""The two engines, by the place that is named."""

from pathlib import Path

from bot.store.file_engine import FileEngine
from bot.store.places import Place
from bot.store.server_engine import ServerEngine
from bot.store.tenure import Tenure

StoreEngine = FileEngine | ServerEngine
"""Laws: `connect` gives a connection that works; two that `hold_schema` go one after the
other; all that is read in a `snapshot` is of one moment; after `wipe` no file of a table
holds what was deleted."""


def engine_at(place: Place, tenure: Tenure | None = None) -> StoreEngine:
    """The engine for a place; nothing is asked of it yet.

    `tenure` is for a server; who opens a file alone locks another beside it.

    Raises:
        OSError: the folder of a file cannot be made.
        UnfitError: a driver is not installed.
    """
    if isinstance(place, Path):
        return FileEngine(place)
    return ServerEngine(place, tenure)
