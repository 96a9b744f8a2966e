"""Standard input and output, and arguments, as they come from a shell."""

import os
import signal
import sys
from collections.abc import Iterator
from typing import NoReturn


def lines_of_stdin() -> Iterator[str]:
    """The lines of standard input as they come, without their ends and a first BOM.

    Bytes that are not UTF-8 become U+FFFD: a bad line must not cost the other ones.
    """
    for number, raw in enumerate(sys.stdin.buffer):
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        yield line.removeprefix("\ufeff") if number == 0 else line


def typed_argument(argument: str) -> str:
    """An argument as UTF-8, whatever the locale took its bytes for."""
    return os.fsencode(argument).decode("utf-8", errors="replace")


def die_with_the_reader() -> None:
    """End quietly when whoever reads our output goes away, as every filter does."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def survive_broken_connections() -> None:
    """Take that back: a bot must outlive a connection that breaks."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def end_when_told() -> None:
    """Let SIGTERM and Ctrl-C end the process at once, and well, while it only begins."""

    def end(number: int, frame: object) -> NoReturn:
        del number, frame
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def speak_utf8() -> None:
    """Articles are Chinese, whatever the locale says (`LANG=C`, a Western Windows)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
