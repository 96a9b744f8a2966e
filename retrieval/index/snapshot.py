"""A segment in a file: written whole or not at all, and mapped into memory to be read.

What is read of it belongs to the system's cache of files, which all processes share, and
which gives way where memory is short.
"""

import json
import os
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from retrieval.index.segment import Segment

_FORMAT = 1
"""Grows whenever what is written changes."""
_LENGTH = struct.Struct("<Q")
_ALIGNED = 64
"""Columns begin at multiples of so many bytes, as arrays in memory do."""
_BLOCK = 1 << 24
"""Bytes that are summed at a time."""

Column = NDArray[Any]


class StaleSnapshotError(ValueError):
    """A file that holds no snapshot, only a part of one, or one that was made otherwise."""


def write_snapshot(file: Path, segment: Segment, made_of: str) -> None:
    """Write `segment` into `file`; `made_of` names all that it depends on.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _write(stream, segment, made_of)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def open_snapshot(file: Path, made_of: str) -> Segment:
    """The segment in `file`, mapped; all of it is read once, to see that it is whole.

    Raises:
        StaleSnapshotError: there is none, or another one.
    """
    try:
        # Closed at once: what is mapped stays, also when the file is replaced.
        mapped = np.asarray(np.memmap(file, mode="r"))
        head, body = _head(mapped)
        if (head["format"], head["made_of"]) != (_FORMAT, made_of) or head["sum"] != _sum(body):
            raise StaleSnapshotError
        return Segment(tuple(head["articles"]), **dict(_columns(head["columns"], body)))
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        raise StaleSnapshotError from error


def _write(stream: BinaryIO, segment: Segment, made_of: str) -> None:
    columns = {
        field.name: np.ascontiguousarray(getattr(segment, field.name))
        for field in fields(segment)
        if field.name != "articles"
    }
    blocks = [_padded(column.tobytes()) for column in columns.values()]
    total = 0
    for block in blocks:
        total = zlib.crc32(block, total)
    head = {
        "format": _FORMAT,
        "made_of": made_of,
        "articles": list(segment.articles),
        "columns": {name: [each.dtype.str, len(each)] for name, each in columns.items()},
        "sum": total,
    }
    told = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_padded(_LENGTH.pack(len(told)) + told))
    stream.writelines(blocks)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNED)


def _head(mapped: NDArray[np.uint8]) -> tuple[dict[str, Any], NDArray[np.uint8]]:
    (length,) = _LENGTH.unpack_from(mapped.data)
    end = _LENGTH.size + length
    told = mapped[_LENGTH.size : end].tobytes().decode("utf-8", "surrogatepass")
    return json.loads(told), mapped[end + -end % _ALIGNED :]


def _columns(
    told: Mapping[str, tuple[str, int]], body: NDArray[np.uint8]
) -> Iterator[tuple[str, Column]]:
    at = 0
    for name, (kind, count) in told.items():
        size = count * np.dtype(kind).itemsize
        yield name, body[at : at + size].view(kind)
        at += size + -size % _ALIGNED


def _sum(body: NDArray[np.uint8]) -> int:
    total = 0
    for at in range(0, len(body), _BLOCK):
        total = zlib.crc32(body[at : at + _BLOCK].data, total)
    return total
