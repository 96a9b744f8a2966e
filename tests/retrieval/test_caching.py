"""Arrays that are kept: the same when they come back, and never half of them."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.caching import Arrays, cached

MADE: Arrays = {
    "letters": np.frombuffer(b"abc", dtype=np.uint8),
    "nothing": np.zeros((0, 4), dtype=np.float32),
    "table": np.arange(12, dtype=np.int32).reshape(3, 4).T,
    "number": np.array(1.5),
    "last": np.array([7], dtype=np.uint64),
}
"""An odd number of bytes, none at all, by columns, and without a dimension."""


class Maker:
    """Makes `MADE`, and counts how often."""

    def __init__(self) -> None:
        """Not yet."""
        self.times = 0

    def __call__(self) -> Arrays:
        """Once more."""
        self.times += 1
        return MADE


def assert_made(found: Arrays) -> None:
    """They are `MADE`, of the same kinds and shapes."""
    assert list(found) == list(MADE)
    for name, array in MADE.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(found[name], array)


def test_they_come_back(tmp_path: Path) -> None:
    """Made once; each lies where numpy would put it, and nobody can write to it."""
    make = Maker()

    assert_made(cached(tmp_path, "a", make))
    again = cached(tmp_path, "a", make)

    assert_made(again)
    assert make.times == 1
    assert all(array.ctypes.data % 64 == 0 for array in again.values() if array.size)
    assert not any(array.flags.writeable for array in again.values())


def test_names_are_apart(tmp_path: Path) -> None:
    """Another name is other arrays."""
    make = Maker()

    cached(tmp_path, "a", make)
    cached(tmp_path, "b", make)

    assert make.times == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:10],
        lambda content: content[:20],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:-4] + bytes([content[-4] ^ 1]) + content[-3:],
        lambda content: content[:40] + b"}" + content[41:],
        lambda content: b"PK" + content[2:],
        lambda content: content[:16] + b"\xff" * 8 + content[24:],
    ],
)
def test_damage_is_mended(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, made longer, or with another bit anywhere: made anew, and kept."""
    make = Maker()
    cached(tmp_path, "a", make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))

    assert_made(cached(tmp_path, "a", make))
    assert_made(cached(tmp_path, "a", make))
    assert make.times == 2


def test_who_has_them_keeps_them(tmp_path: Path) -> None:
    """What is mapped stays as it was, whoever deletes the file or writes it anew."""
    make = Maker()
    cached(tmp_path, "a", make)
    mapped = cached(tmp_path, "a", make)
    (file,) = tmp_path.iterdir()

    file.unlink()
    cached(tmp_path, "a", make)

    assert_made(mapped)


def test_works_without_a_folder(tmp_path: Path) -> None:
    """Where none is given, or it cannot be made."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")

    for folder in (None, blocked / "cache"):
        assert_made(cached(folder, "a", Maker()))
    assert list(tmp_path.iterdir()) == [blocked]


def test_several_may_begin_at_once(tmp_path: Path) -> None:
    """Each has them whole, and one file is left."""
    make = Maker()

    with ThreadPoolExecutor(8) as many:
        for found in many.map(lambda _: cached(tmp_path, "a", make), range(64)):
            assert_made(found)

    assert [file.name for file in tmp_path.iterdir()] == ["a.arrays"]


def test_what_no_version_uses_goes(tmp_path: Path) -> None:
    """After a month, and what was left half written after an hour; nothing else does."""
    day = 86_400.0
    ages = {
        "word-1.arrays": 31 * day,
        "word-2.arrays": 29 * day,
        "word-3.arraysx1": 0.1 * day,
        "word-3.arraysx2": 0.0,
        "another-1.arrays": 99 * day,
        "word.txt": 99 * day,
    }
    for name, age in ages.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, time.time() - age))

    cached(tmp_path, "word-3", Maker())

    left = {each.name for each in tmp_path.iterdir()}
    assert left == {*ages, "word-3.arrays"} - {"word-1.arrays", "word-3.arraysx1"}


def test_what_is_used_stays(tmp_path: Path) -> None:
    """However long ago it was made."""
    cached(tmp_path, "word-1", Maker())
    os.utime(tmp_path / "word-1.arrays", (0, 1))

    cached(tmp_path, "word-1", Maker())
    cached(tmp_path, "word-2", Maker())

    assert (tmp_path / "word-1.arrays").exists()
