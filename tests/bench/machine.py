"""Where it was measured, and the memory of a process."""

import ctypes
import gc
import os
import platform
import re
import sqlite3
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

_PROC = Path("/proc")
_CPU = re.compile(r"^model name\s*:\s*(.*)$", re.MULTILINE)
_KILOBYTE = 1_024
_GIGABYTE = 1_000_000_000
_PACKAGES = ("numpy", "rank-bm25", "bm25s")


def described() -> Mapping[str, str]:
    """The machine and the versions, as a page tells them; the load is that before measuring."""
    told = {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": f"{_memory() / _GIGABYTE:.0f} GB",
        "System": f"{platform.system()}, Python {platform.python_version()}",
        "Load before": f"{os.getloadavg()[0]:.2f}",
    }
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    told["Versions"] = ", ".join([*versions, f"SQLite {sqlite3.sqlite_version}"])
    return told


def pinned() -> None:
    """From now on this process runs on one core, where the system lets one choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def private_memory() -> int | None:
    """Bytes that this process has for itself, files that are mapped not counted.

    What was freed is given back first. None where the system does not tell.
    """
    gc.collect()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    return _status("RssAnon")


def peak_memory() -> int | None:
    """Bytes that this process had at most. None where the system does not tell."""
    return _status("VmHWM")


def _status(name: str) -> int | None:
    file = _PROC / "self" / "status"
    found = re.search(rf"^{name}:\s*(\d+) kB$", _text(file), re.MULTILINE)
    return None if found is None else int(found[1]) * _KILOBYTE


def _processor() -> str:
    found = _CPU.search(_text(_PROC / "cpuinfo"))
    return platform.machine() if found is None else found[1]


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
