"""A segment in a file, from where it is mapped into memory."""

import json
import struct
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.caching import read_arrays, write_arrays
from retrieval.index.segment import Segment

_FORMAT = 1
"""Grows whenever what is written changes."""
_ARTICLES, _MADE_OF = "articles", "made_of"


class StaleSnapshotError(ValueError):
    """A file that holds no snapshot, only a part of one, or one that was made otherwise."""


def write_snapshot(file: Path, segment: Segment, made_of: str) -> None:
    """Write `segment` into `file`; `made_of` names all that it depends on.

    Raises:
        OSError: it cannot be written.
    """
    told = {_ARTICLES: _written(segment.articles), _MADE_OF: _written([_FORMAT, made_of])}
    columns = {name: np.asarray(getattr(segment, name)) for name in _columns()}
    write_arrays(file, told | columns)


def open_snapshot(file: Path, made_of: str) -> Segment:
    """The segment in `file`, mapped; all of it is read once, to see that it is whole.

    Raises:
        StaleSnapshotError: there is none, or another one.
    """
    try:
        found = read_arrays(file)
        told, articles = _read(found[_MADE_OF]), _read(found[_ARTICLES])
        columns: dict[str, Any] = {name: found[name] for name in _columns()}
    except (OSError, ValueError, KeyError, struct.error) as error:
        message = "no whole snapshot"
        raise StaleSnapshotError(message) from error
    if told != [_FORMAT, made_of]:
        message = "made otherwise"
        raise StaleSnapshotError(message)
    return Segment(tuple(map(str, articles)), **columns)


def _columns() -> list[str]:
    return [field.name for field in fields(Segment) if field.name != _ARTICLES]


def _written(told: Sequence[object]) -> NDArray[np.uint8]:
    text = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return np.frombuffer(text, np.uint8)


def _read(told: NDArray[np.generic]) -> list[object]:
    found: list[object] = json.loads(told.tobytes().decode("utf-8", "surrogatepass"))
    return found
