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
_SLACK = 1.2
"""How far a full line may stop short besides, in characters: punctuation hangs or is moved."""
_LATIN_WIDTH = 0.5
"""Usual width of a Latin letter, in characters."""
_SIZES = 0.12
"""How far sizes differ that are not of one paragraph, as a share."""
_LEADING = 1.5
"""How much larger than usual a distance between lines is that parts paragraphs."""
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


def paragraphs_of(pages: Sequence[Sequence[Block]]) -> Iterator[str]:
    """The paragraphs of all pages; one may go on in the next column or page."""
    known = "\n".join(line.text for page in pages for block in page for line in block)
    text = ""
    before: tuple[Line, _Edges] | None = None
    for page in pages:
        right = max((line.right for block in page for line in block), default=0.0)
        for block in page:
            edges = _edges(block, right)
            for number, line in enumerate(block):
                goes_on = before is not None and (
                    _continues(before[0], line, edges, text)
                    if number
                    else _goes_over(*before, line, edges, text)
                )
                if goes_on:
                    text = join_printed(text, line.text, known)
                else:
                    if text:
                        yield text
                    text = line.text
                before = line, edges
    if text:
        yield text


def _edges(block: Block, page_right: float) -> _Edges:
    lefts = Counter(round(line.left) for line in block)
    usual = [left for left, count in lefts.items() if count >= _USUAL_SHARE * len(block)]
    right = max(line.right for line in block) if len(block) >= _FEW else page_right
    steps = [
        above.bottom - line.bottom for above, line in pairwise(block) if above.bottom > line.bottom
    ]
    return _Edges(min(usual), right, median(steps) if steps else 0.0)


def _continues(above: Line, line: Line, edges: _Edges, text: str) -> bool:
    """Whether a line goes on with the paragraph of the one above it."""
    if _differ(above, line) or _stops_short(above, line, edges):
        return False
    if above.bottom - line.bottom > _LEADING * edges.leading:
        return False
    if line.left - edges.left > _INDENT * line.size:
        # Under the words of a list's item, or all of a block that is set in.
        hangs = _LISTED.match(text) is not None and line.left > above.left
        return hangs or (text != above.text and abs(line.left - above.left) < 1)
    return _LISTED.match(line.text) is None or abs(line.left - above.left) > _INDENT * line.size


def _goes_over(above: Line, edges_above: _Edges, line: Line, edges: _Edges, text: str) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if _differ(above, line) or _stops_short(above, line, edges_above):
        return False
    if line.left - edges.left > _INDENT * line.size or _LISTED.match(line.text):
        return False
    return _ENDS.search(text) is None


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
