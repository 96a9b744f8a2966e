"""How wide a text will be, about: the font is that of who looks at it."""

import unicodedata

_LATIN = (
    ("ijlI|!.,:;' ", 0.3),
    ("frt()[]/-·", 0.45),
    ("mwMW@%", 0.95),
    ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.72),
)
"""In ems. Taken generously: a line that is too short shows less than one that is too long."""
_OTHER_LATIN = 0.62
_BOLD = 1.08
"""Latin letters get so much wider; Chinese characters do not."""
_WIDE = frozenset("WFA")
"""East Asian widths of one em: also the ambiguous ones, such as “ and —."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Of `text` in letters of that size."""
    return size * sum(_ems(character, bold=bold) for character in text)


def _ems(character: str, *, bold: bool) -> float:
    for characters, ems in _LATIN:
        if character in characters:
            return ems * _BOLD if bold else ems
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    return _OTHER_LATIN * _BOLD if bold else _OTHER_LATIN
