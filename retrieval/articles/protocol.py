"""How a process and the one that reads for it speak: frames, each with its length before it.

A request is a frame of JSON and one with the file; an answer is a frame of JSON. Nothing
that comes from the reading process is run or unpickled.
"""

import json
import os
import signal
import struct
from dataclasses import asdict
from typing import IO

from retrieval.articles.formats.document import Document, FormatError, Properties
from retrieval.articles.kinds import Kind
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions

_LENGTH = struct.Struct(">Q")


class BrokenConversationError(Exception):
    """The other side has gone, or says what makes no sense."""


def send(stream: IO[bytes], frame: bytes) -> None:
    """Send a frame.

    Raises:
        OSError: nobody listens.
    """
    stream.write(_LENGTH.pack(len(frame)))
    stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """The next frame, of at most `most` bytes.

    Raises:
        BrokenConversationError: it does not come whole, or is longer.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > most:
        raise BrokenConversationError
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise BrokenConversationError
    return data


def own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """What a process of ours is asked by, and answers by; both end with the one who asks."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    # What a library prints must not be taken for an answer.
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - no path is built
        for descriptor in (0, 1, 2):
            os.dup2(nothing.fileno(), descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the other tells
    return source, target


def request(kind: Kind, options: ReadingOptions) -> bytes:
    """Ask to read a file of this kind; the file follows."""
    return json.dumps({"kind": kind.name, "options": asdict(options)}).encode()


def requested(frame: bytes) -> tuple[Kind, ReadingOptions]:
    """What is asked for."""
    values = json.loads(frame)
    return Kind[values["kind"]], ReadingOptions(**values["options"])


def answer(result: Document | FormatError) -> bytes:
    """Say what reading came to; lone surrogates, which are no text, become question marks."""
    if isinstance(result, FormatError):
        return json.dumps({"problem": result.problem.name, "limit": result.limit}).encode()
    return json.dumps(asdict(result), ensure_ascii=False).encode("utf-8", "replace")


def answered(frame: bytes) -> Document:
    """What reading came to.

    Raises:
        FormatError: the file gives no text.
        BrokenConversationError: this is no answer.
    """
    try:
        values = json.loads(frame)
        if "problem" in values:
            raise FormatError(ReadingProblem[values["problem"]], values["limit"])
        return Document(
            values["text"],
            Properties(**values["says"]),
            Properties(**values["hints"]),
            values["above"],
            values["below"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenConversationError from error
