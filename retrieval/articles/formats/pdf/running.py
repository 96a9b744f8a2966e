"""Running heads and feet, and page numbers: out before columns are looked for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from retrieval.articles.formats.pdf.columns import rows_of
from retrieval.articles.formats.pdf.values import Segment

_EDGE_ROWS = 2
"""Lines at the top and at the bottom that may be running ones."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.3
"""How many of the pages have a running line, at least: left and right pages have others."""
_GRID = 6.0
"""How far its height may differ from page to page, in points."""
_LONGEST = 80
"""Longest running line, in characters."""
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百〇]+(?=[页頁])")
_NUMBER = re.compile(
    r"[-—–·•~～\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百〇]{1,5}(?=\s*[页頁]))\s*[页頁]?"
    r"(?:\s*[/／,，|]?\s*(?:共|of)?\s*\d{1,4}\s*[页頁]?)?[-—–·•~～\s]*|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?",
    re.IGNORECASE,
)
_Key = tuple[str, bool, int]


def without_running(pages: Sequence[Sequence[Segment]]) -> Iterator[list[Segment]]:
    """Each page's segments without what runs through the file."""
    edges = [list(_edges(page)) for page in pages]
    counts = Counter(key for page in edges for key in {key for key, _ in page})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            id(segment)
            for key, row in edge
            if counts[key] >= least or _is_number(row, edge)
            for segment in row
        }
        yield [segment for segment in page if id(segment) not in gone]


def _edges(page: Sequence[Segment]) -> Iterator[tuple[_Key, list[Segment]]]:
    """The outermost lines, each with what is the same on every page that has it."""
    rows = rows_of(page)
    for number, row in enumerate(rows):
        is_top = number < _EDGE_ROWS
        if is_top or number >= len(rows) - _EDGE_ROWS:
            text = _text(row)
            if len(text) <= _LONGEST:
                yield (_DIGITS.sub("#", text), is_top, round(row[0].middle / _GRID)), row


def _is_number(row: list[Segment], edge: list[tuple[_Key, list[Segment]]]) -> bool:
    """Whether a line is a page's number, and the outermost one."""
    return row in (edge[0][1], edge[-1][1]) and _NUMBER.fullmatch(_text(row)) is not None


def _text(row: list[Segment]) -> str:
    return "".join("".join(segment.text.split()) for segment in row)
