"""The figures as tables in Markdown."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tests.bench.results import DEPTHS, OURS, Measured, Middle, Results, Size

_MEGABYTE = 1_000_000
_NONE = "–"
_WORDS = frozenset({"", "sentences", "system", "from"})
"""Columns that are read from the left."""
_MANY = 100.0
"""From here on no digit behind the point says anything."""


def machine(results: Results) -> str:
    """Where it was measured, and how much."""
    told = {
        **results.machine,
        "Runs": f"{results.runs}, of {results.questions} questions, seed {results.seed}",
    }
    return _table(("", ""), (told.items()))


def questions(results: Results, depth: int = DEPTHS[0]) -> str:
    """How long a question takes."""
    head = (
        "sentences",
        "system",
        "p50, ms",
        "p99, ms",
        "times as long as ours",
        "questions a run",
    )

    def row(size: Size, name: str, system: Measured) -> Sequence[str]:
        asked = system.asked[str(depth)]
        ratio = _NONE if name == OURS else _range(asked.ratio)
        return (*_names(size, name), _digits(asked.p50.median), _digits(asked.p99.median), ratio,
                str(system.questions))  # fmt: skip

    return _table(head, _rows(results, row))


def right(results: Results) -> str:
    """Whether all find the same."""
    head = ("sentences", *results.sizes[0].systems)
    rows = [
        (f"{size.sentences:,}", *(f"{each.agreement:.3f}" for each in size.systems.values()))
        for size in results.sizes
    ]
    return _table(head, rows)


def building(results: Results) -> str:
    """How long building takes, and how much memory there must be."""
    head = ("sentences", "system", "build, s", "times ours", "index, MB", "after questions, MB",
            "bytes a sentence", "peak, MB")  # fmt: skip

    def row(size: Size, name: str, system: Measured) -> Sequence[str]:
        ours = size.systems[OURS].built.median
        ratio = _NONE if name == OURS else _digits(system.built.median / ours)
        each = None if system.used is None else system.used / size.sentences
        return (
            *_names(size, name),
            _range(system.built),
            ratio,
            _megabytes(system.memory),
            _megabytes(system.used),
            _NONE if each is None else f"{each:,.0f}",
            _megabytes(system.peak),
        )

    return _table(head, _rows(results, row))


def keeping(results: Results) -> str:
    """How soon a process that has just begun can answer."""
    head = ("sentences", "system", "on disk, MB", "written in, s", "ready in, s",
            "first answer after, s")  # fmt: skip

    def row(size: Size, name: str, system: Measured) -> Sequence[str]:
        kept = system.kept
        if kept is None:
            return (*_names(size, name), *[_NONE] * 4)
        seconds = (kept.saved, kept.loaded, kept.answered)
        return (*_names(size, name), _megabytes(kept.bytes), *map(_digits, seconds))

    return _table(head, _rows(results, row))


def adding(results: Results) -> str:
    """How soon another article can be asked."""
    head = ("sentences", "system", "one article, ms", "p50 after that, ms")

    def row(size: Size, name: str, system: Measured) -> Sequence[str]:
        grown = system.grown
        if grown is None:
            return (
                *_names(size, name),
                f"builds anew: {_digits(system.built.median * 1_000)}",
                _NONE,
            )
        return (*_names(size, name), _range(grown.added), _digits(grown.p50))

    return _table(head, _rows(results, row))


def growth(results: Results) -> str:
    """How our time grows with the postings that a question matches."""
    head = ("from", "to", "postings", "p50", "exponent")
    rows: list[Sequence[str]] = []
    for before, after in pairwise(results.sizes):
        more = after.postings / before.postings
        slower = _p50(after) / _p50(before)
        rows.append((
            f"{before.sentences:,}", f"{after.sentences:,}", f"× {more:.1f}", f"× {slower:.1f}",
            f"{math.log(slower) / math.log(more):.2f}",
        ))  # fmt: skip
    return _table(head, rows)


def _p50(size: Size) -> float:
    return size.systems[OURS].asked[str(DEPTHS[0])].p50.median


def _rows(
    results: Results, row: Callable[[Size, str, Measured], Sequence[str]]
) -> Iterable[Sequence[str]]:
    for size in results.sizes:
        for name, system in size.systems.items():
            yield row(size, name, system)


def _names(size: Size, name: str) -> tuple[str, str]:
    """The size only where it begins."""
    return (f"{size.sentences:,}" if name == OURS else "", name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    aligned = ["---" if name in _WORDS else "---:" for name in head]
    lines = [head, aligned, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _range(figure: Middle) -> str:
    if figure.least == figure.most:
        return _digits(figure.median)
    return f"{_digits(figure.median)} ({_digits(figure.least)} to {_digits(figure.most)})"


def _digits(value: float) -> str:
    """Three digits."""
    return f"{value:,.0f}" if value >= _MANY else f"{value:.3g}"


def _megabytes(value: int | None) -> str:
    return _NONE if value is None else _digits(value / _MEGABYTE)
