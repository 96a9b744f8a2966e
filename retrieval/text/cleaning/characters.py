"""Invisible characters, spaces and line ends: one way to write each.

No glyph changes: a joiner stays where it shapes its neighbours (👨‍👩‍👧, `می‌خواهم`),
and so do variation selectors.
"""

import re
import unicodedata
from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.mapping import Edit, MappedText

# Controls that are neither space nor line end; zero width space, word joiner and the
# invisible operators, byte order mark, soft hyphen, marks of direction, annotation
# anchors; lone surrogates, which no encoding can write.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_JOINERS = re.compile("[\u200c\u200d]+")
_SPACES = re.compile(r"\s+")
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_FIRST_CURSIVE = "\u0590"  # Latin, Greek and Cyrillic come before: nothing joins there
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)


def clean_characters(mapped: MappedText) -> MappedText:
    """The same glyphs, as paragraphs joined by single line feeds."""
    visible = mapped.delete(Span(*found.span()) for found in _INVISIBLE.finditer(mapped.text))
    joined = visible.delete(_idle_joiners(visible.text))
    return joined.replace(_plain_spaces(joined.text))


def _idle_joiners(text: str) -> Iterator[Span]:
    for found in _JOINERS.finditer(text):
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        if not (
            _is_shaped(before) or _is_shaped(after) or (_is_picture(before) and _is_picture(after))
        ):
            yield Span(*found.span())


def _is_shaped(character: str) -> bool:
    """Whether a joiner beside it may change its form: a letter or mark of a joining script."""
    return (
        character >= _FIRST_CURSIVE
        and unicodedata.category(character)[0] in "LM"
        and not _CJK.match(character)
    )


def _is_picture(character: str) -> bool:
    return character >= _FIRST_CURSIVE and unicodedata.category(character)[0] == "S"


def _plain_spaces(text: str) -> Iterator[Edit]:
    for found in _SPACES.finditer(text):
        start, end = found.span()
        if start == 0 or end == len(text):
            plain = ""
        else:
            plain = " " if _LINE_ENDS.isdisjoint(found[0]) else "\n"
        if found[0] != plain:
            yield Span(start, end), plain
