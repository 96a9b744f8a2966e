"""Lines that were broken to fit → one paragraph."""

import re
import unicodedata
from collections.abc import Iterable

_WIDE = frozenset("WF")
_SOFT_HYPHEN = "\u00ad"
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[-\u2010\u2011\u00ad]$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")


def is_wide(character: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    # Curly quotes and the like are narrow or wide by their font; in Chinese they are wide.
    return unicodedata.east_asian_width(character) in _WIDE or character in "“”‘’…—·"


def join_lines(lines: Iterable[str]) -> str:
    """Lines of one paragraph: with a space between words, without one beside Chinese."""
    pieces: list[str] = []
    for line in filter(None, lines):
        if pieces and _are_apart(pieces[-1][-1], line[0]):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _are_apart(last: str, first: str) -> bool:
    return not (is_wide(last) or is_wide(first) or last in "-/" or last.isspace())


def join_printed(before: str, after: str, known: str) -> str:
    """The same where words were broken as well: the hyphen at the line's end goes.

    It stays where the compound stands in `known` unbroken.
    """
    word = _WORD_BEFORE.search(before)
    rest = _WORD_AFTER.match(after)
    if word is None or rest is None or not after[0].islower():
        return join_lines((before, after))
    if before[-1] != _SOFT_HYPHEN and f"{word[1]}-{rest[0]}" in known:
        return before + after
    return before[:-1] + after
