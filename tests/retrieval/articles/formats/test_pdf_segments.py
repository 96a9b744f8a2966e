"""Glyphs to segments."""

import pytest

from retrieval.articles.formats.pdf.segments import segments_of
from retrieval.articles.formats.pdf.values import Glyph


def glyphs(text: str, *, width: float = 5.0, step: float = 5.0) -> list[Glyph]:
    """Glyphs of size 10 in a row; `_` leaves a space, as a page does."""
    made: list[Glyph] = []
    left = 0.0
    is_spaced = False
    for character in text:
        if character == "_":
            is_spaced = True
        else:
            made.append(Glyph(character, left, left + width, 0.0, 10.0, is_spaced))
            is_spaced = False
        left += step
    return made


@pytest.mark.parametrize(
    ("drawn", "texts"),
    [
        (glyphs("a_b"), ["a b"]),
        (glyphs("ab", step=8.0), ["a b"]),
        (glyphs("甲_乙"), ["甲乙"]),
        (glyphs(" 甲 乙 "), ["甲 乙"]),
        (glyphs("  "), []),
        (glyphs("ab", step=30.0), ["a", "b"]),
        (glyphs("o\ufb03ce⼀"), ["office一"]),
    ],
    ids=["spaced", "apart", "Chinese", "written spaces", "only spaces", "far", "ligature"],
)
def test_segments(drawn: list[Glyph], texts: list[str]) -> None:
    """What follows closely is together, with the spaces that a reader sees."""
    assert [segment.text for segment in segments_of(drawn)] == texts
