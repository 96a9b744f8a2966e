"""Segments of a page → blocks of lines, in reading order.

Two columns are two runs of lines beside each other with a gutter that few lines cross; what
crosses it, such as a headline, parts them into an upper and a lower half. A table has
gutters, too, but its cells are short: it is read row by row.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from retrieval.articles.formats.document import CELL_SEPARATOR
from retrieval.articles.formats.pdf.values import Line, Segment

Block = tuple[Line, ...]
"""Lines of one column, from top to bottom."""

_FEWEST = 3
"""Lines of a column, at least."""
_NARROWEST = 8.0
"""Narrowest column, in characters of its size."""
_FULL = 0.75
"""How wide a usual line is, as a share of the widest; cells of a table differ more."""
_MOST_CROSSING = 0.5
"""Lines across a gutter, at most, as a share of those in the shorter column."""
_LARGE = 1.2
"""How much larger than the text a headline is."""
_MOST_CANDIDATES = 40
"""Gutters that are tried."""
_JOINED_GAP = 0.7
"""Distance below which neighbours on a line are one text, as a share of their size."""


def blocks_of(segments: Sequence[Segment]) -> Iterator[Block]:
    """The page's blocks."""
    if not segments:
        return
    gutter = _gutter(segments)
    if gutter is None:
        yield tuple(_lines(segments))
        return
    crossing = sorted(_across(segments, gutter), key=lambda each: -each.top)
    rest = [each for each in segments if each not in crossing]
    held: list[Segment] = []
    for across in [*crossing, None]:
        floor = across.middle if across is not None else float("-inf")
        above = [each for each in rest if each.middle > floor]
        rest = [each for each in rest if each.middle <= floor]
        if above:
            yield from _block(held)
            held = []
            yield from blocks_of([each for each in above if each.right <= gutter])
            yield from blocks_of([each for each in above if each.right > gutter])
        if across is not None:
            held.append(across)
    yield from _block(held)


def _block(segments: Sequence[Segment]) -> Iterator[Block]:
    if segments:
        yield tuple(_lines(segments))


def _across(segments: Sequence[Segment], gutter: float) -> Iterator[Segment]:
    """What belongs to both columns: what crosses the gutter, and headlines alone on their line."""
    usual = median(each.size for each in segments)
    for segment in segments:
        crosses = segment.left < gutter < segment.right
        if crosses or (
            segment.size > _LARGE * usual
            and sum(segment.is_beside(each) for each in segments) == 1
        ):
            yield segment


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where the page parts into columns; None if it does not."""
    best: tuple[int, float] | None = None
    for place in _candidates(segments):
        left = [each for each in segments if each.right <= place]
        right = [each for each in segments if each.left >= place]
        crossing = len(segments) - len(left) - len(right)
        if crossing > _MOST_CROSSING * min(len(left), len(right)):
            continue
        if _is_column(left) and _is_column(right) and _are_beside(left, right):
            found = crossing, place
            best = min(best, found) if best else found
    return best[1] if best else None


def _candidates(segments: Sequence[Segment]) -> list[float]:
    """Middles of the gaps between neighbours on a line, the commonest first."""
    counts: dict[int, list[float]] = {}
    ordered = sorted(segments, key=lambda each: -each.top)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top < one.bottom:
                break
            first, second = sorted((one, other), key=lambda each: each.left)
            if second.left > first.right:
                place = (first.right + second.left) / 2
                counts.setdefault(round(place / 4), []).append(place)
    common = sorted(counts.values(), key=lambda places: -len(places))
    return [median(places) for places in common[:_MOST_CANDIDATES]]


def _is_column(segments: Sequence[Segment]) -> bool:
    if len(segments) < _FEWEST:
        return False
    width = max(each.right - each.left for each in segments)
    usual = median(each.right - each.left for each in segments)
    return usual >= _FULL * width and usual >= _NARROWEST * median(each.size for each in segments)


def _are_beside(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    top = min(max(each.top for each in left), max(each.top for each in right))
    bottom = max(min(each.bottom for each in left), min(each.bottom for each in right))
    return all(
        sum(bottom <= each.middle <= top for each in column) >= _FEWEST - 1
        for column in (left, right)
    )


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments by the line on which they stand, from top to bottom and left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda each: -each.middle):
        if rows and rows[-1][0].is_beside(segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _lines(segments: Sequence[Segment]) -> Iterator[Line]:
    for row in rows_of(segments):
        text = row[0].text
        is_row = False
        for before, segment in pairwise(row):
            is_cell = segment.left - before.right > _JOINED_GAP * segment.size
            is_row = is_row or is_cell
            text += (CELL_SEPARATOR if is_cell else "") + segment.text
        yield Line(
            text,
            row[0].left,
            max(each.right for each in row),
            min(each.bottom for each in row),
            max(each.size for each in row),
            is_row,
        )
