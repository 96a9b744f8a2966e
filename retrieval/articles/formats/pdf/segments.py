"""Glyphs → segments: what follows closely on one line."""

import unicodedata
from collections.abc import Iterable, Iterator

from retrieval.articles.formats.joining import is_wide
from retrieval.articles.formats.pdf.values import Glyph, Segment

_GAP = 1.0
"""Largest distance of two glyphs of a segment, as a share of their size."""
_OVERLAP = 0.5
"""How far a glyph may stand back into the one before, as a share of their size."""
_NARROW_GAP = 0.15
"""Distance of two glyphs from which there is a space between Latin words."""


def segments_of(glyphs: Iterable[Glyph]) -> Iterator[Segment]:
    """Segments, in the order in which the page draws them."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield from _segment(run)
            run = []
        run.append(glyph)
    yield from _segment(run)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    common = min(before.top, glyph.top) - max(before.bottom, glyph.bottom)
    is_level = common > min(before.size, glyph.size) / 2
    return is_level and -_OVERLAP * size <= glyph.left - before.right <= _GAP * size


def _segment(run: list[Glyph]) -> Iterator[Segment]:
    """The segment of a run, without spaces around it."""
    while run and run[-1].character.isspace():
        run.pop()
    first = next((at for at, glyph in enumerate(run) if not glyph.character.isspace()), len(run))
    run = run[first:]
    if not run:
        return
    pieces: list[str] = []
    for at, glyph in enumerate(run):
        if at and _is_apart(run[at - 1], glyph):
            pieces.append(" ")
        pieces.append(glyph.character)
    # Ligatures and the like are written out; half and full width stay what they are.
    text = unicodedata.normalize("NFC", "".join(map(_written_out, pieces)))
    yield Segment(
        text,
        run[0].left,
        run[-1].right,
        min(glyph.bottom for glyph in run),
        max(glyph.top for glyph in run),
    )


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    """Whether there is a space between: Chinese is set with distances that are none."""
    if before.character.isspace() or glyph.character.isspace():
        return False
    if is_wide(before.character) or is_wide(glyph.character):
        return False
    return glyph.is_spaced or glyph.left - before.right > _NARROW_GAP * glyph.size


def _written_out(character: str) -> str:
    """Latin ligatures, and the forms of radicals that fonts put in place of characters."""
    if "\ufb00" <= character <= "\ufb06" or "\u2e80" <= character <= "\u2fd5":
        return unicodedata.normalize("NFKC", character)
    return character
