"""Running heads and feet, and page numbers: out before columns are looked for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from retrieval.articles.formats.pdf.columns import rows_of
from retrieval.articles.formats.pdf.values import Segment

_EDGE_ROWS = 2
"""Lines at the top and at the bottom that may be running ones."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.3
"""How many of the pages have a running line, at least: left and right pages have others."""
_FEWEST_ROWS = 5
"""Lines of a page that show how far they stand from each other, at least."""
_GAP = 1.3
"""How much farther than lines of the text from each other they stand from it, at least."""
_NUMBERED_PAGES = 3
"""How many pages have it, at least, where a page's number stands apart from the words."""
_LARGE = 1.3
"""How much larger than the text a headline is."""
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


@dataclass(frozen=True, slots=True)
class _Edge:
    """One of a page's outermost lines."""

    row: list[Segment]
    keys: list[_Key]
    """What is the same on each page that has it: the line without its digits, and, of one with
    a number standing apart from its words, the words."""
    is_outermost: bool


def without_running(pages: Sequence[Sequence[Segment]]) -> Iterator[list[Segment]]:
    """Each page's segments without what runs through the file."""
    edges = [list(_edges(page)) for page in pages]
    counts = Counter(key for page in edges for key in {key for edge in page for key in edge.keys})
    often = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    for page, edge in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for one in edge:
            least = [often, _NUMBERED_PAGES][: len(one.keys)]
            runs = any(counts[key] >= enough for key, enough in zip(one.keys, least, strict=True))
            if runs or (one.is_outermost and _NUMBER.fullmatch(_text(one.row))):
                gone.update(map(id, one.row))
        yield [segment for segment in page if id(segment) not in gone]


def _edges(page: Sequence[Segment]) -> Iterator[_Edge]:
    """The outermost lines, if they stand apart from the text.

    A headline is none of them, even if every page should have the same.
    """
    rows = rows_of(page)
    usual = median(segment.size for segment in page) if page else 0.0
    tops, feet = _apart(rows), _apart(rows[::-1])
    for number, row in enumerate(rows):
        is_top = number < tops
        is_large = row[0].size > _LARGE * usual
        is_outermost = number in {0, len(rows) - 1}
        if not is_large and (is_top or number >= len(rows) - feet):
            yield _Edge(row, _keys(row, is_top=is_top), is_outermost)
        elif is_outermost:
            yield _Edge(row, [], is_outermost)


def _keys(row: list[Segment], *, is_top: bool) -> list[_Key]:
    text = _text(row)
    if len(text) > _LONGEST:
        return []
    height = round(row[0].middle / _GRID)
    keys = [(_DIGITS.sub("#", text), is_top, height)]
    words = [segment for segment in row if not _NUMBER.fullmatch(segment.text)]
    if 0 < len(words) < len(row):
        keys.append((f"{_text(words)} #", is_top, height))
    return keys


def _apart(rows: Sequence[list[Segment]]) -> int:
    """How many of the first lines stand apart from those behind them."""
    if len(rows) < _FEWEST_ROWS:
        return len(rows) if len(rows) <= _EDGE_ROWS else 0
    steps = [abs(one[0].middle - other[0].middle) for one, other in pairwise(rows)]
    far = _GAP * median(steps)
    return next((number for number in range(1, _EDGE_ROWS + 1) if steps[number - 1] > far), 0)


def _text(row: list[Segment]) -> str:
    return "".join("".join(segment.text.split()) for segment in row)
