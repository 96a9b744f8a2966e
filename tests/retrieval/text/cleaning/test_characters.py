"""Invisible characters and spaces."""

import pytest

from retrieval.text.cleaning.characters import clean_characters
from retrieval.text.mapping import MappedText


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("\ufeff原\u200b句\x00\u00ad\u2060", "原句"),
        ("原\u200d句\u200c。a\u200db", "原句。ab"),
        ("一\u3000二\u00a0三\t \t四", "一 二 三 四"),
        (" 一 \r\n\r\n\u3000二\r三\x0b四\u2028五\x85", "一\n二\n三\n四\n五"),
        ("\u200f原\u202a句\u2066", "原句"),
        ("\u200b\r\n ", ""),
    ],
    ids=["invisible", "joiners", "spaces", "line ends", "directions", "nothing"],
)
def test_one_way_to_write_it(raw: str, canonical: str) -> None:
    """What nobody sees is written in one way."""
    assert clean_characters(MappedText.of(raw)).text == canonical


@pytest.mark.parametrize("text", ["👨‍👩‍👧家", "❤️‍🔥", "می‌خواهم", "क्‍ष", "葛󠄀城", "全角ＡＢＣ，①㎡"])
def test_glyphs_stay(text: str) -> None:
    """Joiners and selectors that shape a glyph stay, and so do wide forms."""
    assert clean_characters(MappedText.of(text)).text == text
