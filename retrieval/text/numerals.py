"""Chinese numerals as Arabic ones, so that 二所 and 2所 compare equal."""

import re

_DIGITS = {
    "零": 0,
    "〇": 0,
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
    "两": 2,
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
NUMERAL_CHARACTERS = "".join([*_DIGITS, *_POWERS])
"""Numerals up to the thousands. 万 and 亿 stay: 3万 is how both scripts of a number write it."""

_WITH_POWERS = re.compile(
    "(?:[一二两三四五六七八九]?千)?零?(?:[一二两三四五六七八九]?百)?零?"
    "(?:[一二三四五六七八九]?十)?零?[一二三四五六七八九]?"
)


def to_arabic(numeral: str) -> str | None:
    """The Arabic form of a Simplified Chinese numeral below 10,000.

    Two writings are known: with powers (二十三 → 23, 一百零五 → 105, 十 → 10) and digit
    by digit (二〇二二 → 2022). None if `numeral` is neither.
    """
    if numeral and all(character in _DIGITS for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral)
    if numeral and _WITH_POWERS.fullmatch(numeral):
        return str(_value(numeral))
    return None


def _value(numeral: str) -> int:
    total = 0
    digit = None
    for character in numeral:
        if character in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[character]
            digit = None
        elif _DIGITS[character]:
            digit = _DIGITS[character]
    return total + (digit or 0)
