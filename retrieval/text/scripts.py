"""Traditional and Simplified characters, converted position by position."""

from functools import cache

from opencc import OpenCC

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a character class of a regular expression."""


def to_simplified(text: str) -> str:
    """The text in Simplified characters; as long as `text`, so positions stay good."""
    return _converted(text, "t2s")


def to_traditional(text: str) -> str:
    """The text in Traditional characters; as long as `text`, so positions stay good."""
    return _converted(text, "s2t")


def fold_in_place(text: str) -> str:
    """The text in Simplified and lower case; as long as `text`, so positions stay good."""
    simplified = to_simplified(text)
    lowered = simplified.lower()
    if len(lowered) == len(text):
        return lowered
    # İ has a longer lower case: it keeps its one place as it is.
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in simplified)


def _converted(text: str, direction: str) -> str:
    """By phrases where that keeps the length, else character by character."""
    try:
        converted: str = _converter(direction).convert(text)
    except UnicodeEncodeError:  # a lone surrogate somewhere
        converted = ""
    if len(converted) == len(text):
        return converted
    return "".join(_converted_character(character, direction) for character in text)


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)


@cache
def _converted_character(character: str, direction: str) -> str:
    """Itself where there is no other form of length one."""
    if "\ud800" <= character <= "\udfff":  # has no UTF-8 form to hand over
        return character
    converted: str = _converter(direction).convert(character)
    return converted if len(converted) == 1 else character
