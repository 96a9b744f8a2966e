"""The shipped words, and pages to clean with them."""

from functools import cache

from config.lexicon import load_lexicon
from retrieval.lexicon.cleaning import CleaningLexicon
from retrieval.text.cleaning import Cleaned, clean

PROSE = "會議在太原召開，各單位介紹了上半年的工作。"
MORE_PROSE = "下半年的任務比上半年重，大家認為時間很緊。"


@cache
def shipped_words() -> CleaningLexicon:
    """The part of the shipped lexicon that cleaning needs."""
    return load_lexicon().cleaning


def cleaned(raw: str, *, detect_title: bool = True) -> Cleaned:
    """The raw text, cleaned with the shipped words."""
    return clean(raw, shipped_words(), detect_title=detect_title)


def body(*lines: str) -> str:
    """What cleaning leaves of these lines; headline lines count as text."""
    return cleaned("\n".join(lines), detect_title=False).text
