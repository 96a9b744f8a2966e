"""What is kept in files only to start faster: arrays, made once and then mapped into memory.

Processes that map the same file share its memory, and what is not looked at takes none. Such a
file is only ever replaced as a whole, so whoever has it mapped goes on with what it was.
"""

import contextlib
import json
import mmap
import os
import struct
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.generic]]

_MARK = b"yuanju arrays 1\n"
_LENGTHS = struct.Struct("<II")
"""Bytes of the head, and the checksum of all that follows these two numbers."""
_ALIGNMENT = 64
"""Bytes: each array begins at a multiple of it, as numpy's own do."""
_BLOCK = 1 << 20
"""Bytes that are read at a time to be summed up."""
_USED_SECONDS = 30 * 86_400.0
"""How long a file is kept that nobody uses: another version of the program may."""
_WRITTEN_SECONDS = 3_600.0
"""How long writing one may take; who takes longer was killed."""


def cached(folder: Path | None, name: str, make: Callable[[], Mapping[str, Any]]) -> Arrays:
    """The arrays that are kept in `folder` under `name`, or those that `make` makes, then kept.

    The name tells all that they depend on. They cannot be written to. A file that is damaged is
    made anew; without a folder, or where it cannot be written, nothing is kept.
    """
    if folder is None:
        return _plain(make())
    file = folder / f"{name}.arrays"
    with contextlib.suppress(OSError, ValueError, struct.error):
        found = read_arrays(file)
        with contextlib.suppress(OSError):
            os.utime(file)  # it is used
        return found
    arrays = _plain(make())
    with contextlib.suppress(OSError):
        write_arrays(file, arrays)
        clear(folder, name.partition("-")[0])
    return arrays


def clear(folder: Path, stem: str) -> None:
    """Remove what begins with `stem-` and no version uses any more, or was left half written.

    Raises:
        OSError: it cannot be removed.
    """
    now = time.time()
    for file in folder.glob(f"{stem}-*.arrays*"):
        longest = _USED_SECONDS if file.suffix == ".arrays" else _WRITTEN_SECONDS
        if now - file.stat().st_mtime > longest:
            file.unlink(missing_ok=True)


def _plain(arrays: Mapping[str, Any]) -> Arrays:
    """In the order of rows, which is how a file has them."""
    return {name: np.asarray(array, order="C") for name, array in arrays.items()}


def read_arrays(file: Path) -> Arrays:
    """The arrays of a file.

    Raises:
        OSError, ValueError, struct.error: it is not there, or damaged.
    """
    with file.open("rb") as stream:
        if stream.read(len(_MARK)) != _MARK:
            message = "not a file of arrays"
            raise ValueError(message)
        length, checksum = _LENGTHS.unpack(stream.read(_LENGTHS.size))
        head = stream.read(length)
        summed = zlib.crc32(head)
        # Read, not looked at through the map: that would take as much memory as the file.
        while block := stream.read(_BLOCK):
            summed = zlib.crc32(block, summed)
        if summed != checksum:
            message = "damaged"
            raise ValueError(message)
        content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    begin = _aligned(len(_MARK) + _LENGTHS.size + length)
    return {
        name: np.frombuffer(content, kind, int(np.prod(shape)), begin + at).reshape(shape)
        for name, (kind, shape, at) in json.loads(head).items()
    }


def write_arrays(file: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Whole or not at all: another process may be reading, or writing the same.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for part in _parts(arrays):
                stream.write(part)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _parts(arrays: Mapping[str, NDArray[np.generic]]) -> Iterator[bytes]:
    """What a file of `arrays` is made of, in order."""
    described: dict[str, tuple[str, tuple[int, ...], int]] = {}
    content: list[bytes] = []
    end = 0
    for name, array in arrays.items():
        at = _aligned(end)
        described[name] = (array.dtype.str, array.shape, at)
        content += [bytes(at - end), array.tobytes()]
        end = at + array.nbytes
    head = json.dumps(described).encode()
    before = len(_MARK) + _LENGTHS.size + len(head)
    content.insert(0, bytes(_aligned(before) - before))
    checksum = zlib.crc32(head)
    for part in content:
        checksum = zlib.crc32(part, checksum)
    yield from (_MARK, _LENGTHS.pack(len(head), checksum), head, *content)


def _aligned(place: int) -> int:
    """The first place from `place` on where an array may begin."""
    return -(-place // _ALIGNMENT) * _ALIGNMENT
