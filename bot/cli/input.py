"""Questions that come over a pipe."""

import sys
from collections.abc import Iterator


def lines_of_stdin() -> Iterator[str]:
    """The lines of standard input as they come, without their ends and a first BOM.

    Bytes that are not UTF-8 become U+FFFD: a bad line must not cost the other ones.
    """
    for number, raw in enumerate(sys.stdin.buffer):
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        yield line.removeprefix("\ufeff") if number == 0 else line
