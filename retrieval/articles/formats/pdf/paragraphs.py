"""Blocks of lines → paragraphs.

A paragraph ends where its last line stops short: the first word of the next one, or its
first Chinese character, would have had room. It begins where a line is indented.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from retrieval.articles.formats.joining import is_wide, join_printed
from retrieval.articles.formats.pdf.columns import Block
from retrieval.articles.formats.pdf.values import Line

_INDENT = 0.8
"""Least indent of a first line, in characters."""
_HANGING = 0.3
"""Least distance by which an item's further lines begin behind its first one."""
_SLACK = 1.2
"""How far a full line may stop short besides, in characters: punctuation hangs or is moved."""
_LATIN_WIDTH = 0.5
"""Usual width of a Latin letter, in characters."""
_SIZES = 0.12
"""How far sizes differ that are not of one paragraph, as a share."""
_LEADING = 1.5
"""How much larger than usual a distance between lines is that parts paragraphs."""
_LARGE = 1.2
"""How much larger than the text a headline of several lines is."""
_NEAR = 2.5
"""Largest distance of a headline's lines, in their size."""
_USUAL_SHARE = 0.15
"""Share of a block's lines that begin at its left edge, at least."""
_FEW = 3
"""Lines of a block that do not tell how wide it is."""
_ENDS = re.compile(r"[。！？!?.：:；;…][”’」』）)\]】\"']*$")
_LISTED = re.compile(
    r"[-•·●■◆○▪–]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]|第[一二三四五六七八九十百\d]+[章节節条條款]"
)
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")


@dataclass(frozen=True, slots=True)
class _Edges:
    left: float
    right: float
    leading: float
    size: float
    """Of the usual line."""


@dataclass(frozen=True, slots=True)
class _Last:
    """The line before, where it stands, and the first line of its paragraph."""

    line: Line
    edges: _Edges
    first: Line


def paragraphs_of(pages: Sequence[Sequence[Block]]) -> Iterator[str]:
    """The paragraphs of all pages; one may go on in the next column or page."""
    known = "\n".join(line.text for page in pages for block in page for line in block)
    text = ""
    last: _Last | None = None
    for page in pages:
        right = max((line.right for block in page for line in block), default=0.0)
        for block in page:
            edges = _edges(block, right)
            for number, line in enumerate(block):
                goes_on = last is not None and (
                    _continues(last, line, edges) if number else _goes_over(last, line, edges)
                )
                if goes_on:
                    text = join_printed(text, line.text, known)
                else:
                    if text:
                        yield text
                    text = line.text
                last = _Last(line, edges, last.first if last and goes_on else line)
    if text:
        yield text


def _edges(block: Block, page_right: float) -> _Edges:
    lefts = Counter(round(line.left) for line in block)
    usual = [left for left, count in lefts.items() if count >= _USUAL_SHARE * len(block)]
    right = max(line.right for line in block) if len(block) >= _FEW else page_right
    size = median(line.size for line in block)
    steps = [
        above.bottom - line.bottom for above, line in pairwise(block) if above.bottom > line.bottom
    ]
    return _Edges(min(usual), right, median(steps) if steps else 0.0, size)


def _continues(last: _Last, line: Line, edges: _Edges) -> bool:
    """Whether a line goes on with the paragraph of the one above it."""
    above = last.line
    if _differ(above, line):
        return False
    if _is_headline(above, line, edges):
        return True
    is_far = above.bottom - line.bottom > _LEADING * edges.leading
    if is_far or _stops_short(above, line, edges):
        return False
    if line.left - edges.left > _INDENT * line.size:
        # Under the words of a list's item, or below a line that is set in as far and is no end.
        is_item = _LISTED.match(last.first.text) is not None
        if is_item and line.left - last.first.left > _HANGING * line.size:
            return True
        is_within = last.first is not above or _ENDS.search(above.text) is None
        return is_within and abs(line.left - above.left) < 1
    return _LISTED.match(line.text) is None or abs(line.left - above.left) > _INDENT * line.size


def _is_headline(above: Line, line: Line, edges: _Edges) -> bool:
    """Whether both are lines of one headline: large, and one centred below the other."""
    is_large = line.size > _LARGE * edges.size
    is_near = above.bottom - line.bottom < _NEAR * line.size
    return (
        is_large and is_near and abs(above.left + above.right - line.left - line.right) < line.size
    )


def _goes_over(last: _Last, line: Line, edges: _Edges) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if _differ(last.line, line) or _stops_short(last.line, line, last.edges):
        return False
    if line.left - edges.left > _INDENT * line.size or _LISTED.match(line.text):
        return False
    return _ENDS.search(last.line.text) is None


def _differ(above: Line, line: Line) -> bool:
    """Whether two lines cannot be of one paragraph, by their looks."""
    is_table = above.is_row or line.is_row
    return is_table or abs(above.size - line.size) > _SIZES * max(above.size, line.size)


def _stops_short(above: Line, line: Line, edges: _Edges) -> bool:
    """Whether there was room for the next word; a broken word shows that there was none."""
    if _BROKEN.search(above.text) and line.text[0].islower():
        return False
    needed = 1.0
    if not is_wide(line.text[0]) and (word := _FIRST_WORD.match(line.text)):
        needed = _LATIN_WIDTH * (len(word[0]) + 1)
        slack = 0.0 if not any(map(is_wide, above.text)) else _SLACK
        return edges.right - above.right > (needed + slack) * line.size
    return edges.right - above.right > (needed + _SLACK) * line.size
