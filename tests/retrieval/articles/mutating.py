"""Files made from good ones by breaking them, in the ways in which files break and are broken."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_MOST_BYTES = 300_000
"""Largest file that is made, in bytes."""
_ODD = (
    b"\x00",
    b"\xff" * 4,
    b"<" * 50,
    b"<div>" * 300,
    b"<table><tr><td>" * 100,
    b"&#x110000;",
    b"<!--",
    b"]]>",
    b"[" * 200,
    b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80",
    b"-1",
    b"99999999999999999999",
    b"endobj",
    b"stream\r\n",
    b"/Kids[1 0 R]",
    b"PK\x03\x04",
    b"%PDF-",
    "　".encode(),
)

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


@dataclass(frozen=True, slots=True)
class Seed:
    """A good file."""

    name: str
    data: bytes


def mutated(chance: random.Random, seed: Seed, others: Sequence[bytes]) -> bytes:
    """The file after one to four mutations."""
    data = seed.data
    for _ in range(chance.randint(1, 4)):
        mutation = chance.choice(_MUTATIONS)
        data = mutation(chance, data, others)[:_MOST_BYTES]
    return data


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _cut(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: _place(chance, data)]


def _flip(chance: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _drop(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(chance, data)
    return data[:start] + data[start + chance.choice((1, 20, 500)) :]


def _repeat(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(chance, data)
    piece = data[start : start + chance.choice((1, 10, 200))]
    return data[:start] + piece * chance.choice((2, 30, 3_000)) + data[start:]


def _insert(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = _place(chance, data)
    return data[:start] + chance.choice(_ODD) + data[start:]


def _splice(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def _inside(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Break a part of an archive, and pack it anew; another file is broken from outside."""
    buffer = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as source,
            zipfile.ZipFile(buffer, "w", 8) as target,
        ):
            for entry in source.infolist():
                content = source.read(entry)
                if chance.random() < 1 / 2:
                    content = chance.choice((_flip, _drop, _repeat, _insert))(
                        chance, content, others
                    )
                target.writestr(entry.filename, content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        return _flip(chance, data, others)
    return buffer.getvalue()


_MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _flip,
    _drop,
    _repeat,
    _insert,
    _splice,
    _inside,
    _inside,
)
