"""Which language a question is in, as far as its letters tell."""

import re

from retrieval.model import Script
from retrieval.text.scripts import HAN, to_simplified, to_traditional

_LANGUAGES = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(f"[{HAN}]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("en", re.compile(r"[A-Za-z]")),
)
"""The first whose letters occur: one kana makes Han Japanese, one Han makes Latin Chinese."""


def language_of(text: str) -> str:
    """BCP 47 primary tag; `und` where no letter tells. Latin letters count as English."""
    return next((tag for tag, letters in _LANGUAGES if letters.search(text)), "und")


def script_of(text: str) -> Script | None:
    """The script that most telling characters of Chinese text are in; None if none is."""
    traditional = _differences(text, to_simplified(text))
    simplified = _differences(text, to_traditional(text))
    if traditional == simplified:
        return None
    return Script.TRADITIONAL if traditional > simplified else Script.SIMPLIFIED


def _differences(text: str, other: str) -> int:
    return sum(ours != theirs for ours, theirs in zip(text, other, strict=True))
