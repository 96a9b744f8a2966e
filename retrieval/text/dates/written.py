"""Dates that are written out: 2022-05-25, 2022年5月, 五月二十五日, May 25, 2022."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retrieval.model import Span
from retrieval.text.dates.days import Days, one_day, whole_month, whole_year
from retrieval.text.numerals import to_arabic
from retrieval.text.scripts import to_simplified

SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
"""A month or a day; Simplified."""
_YEAR = r"(?:[12１２]\d{3}|[一二][〇零○一二三四五六七八九]{3})"
_EN_MONTHS = (
    "january february march april may june july august september october november december"
)
_EN_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" for month in _EN_MONTHS.split())
_ISO = rf"(?<!\d)(?P<y1>{_YEAR})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?!\d)"
_CHINESE = (
    rf"(?<!\d)(?P<y2>{_YEAR})\s?年(?:\s?(?P<m2>{SMALL})\s?月份?(?:\s?(?P<d2>{SMALL})\s?[日号])?)?"
    rf"|(?<![\d年])(?P<m3>{SMALL})\s?月\s?(?P<d3>{SMALL})\s?[日号]"
)
_ENGLISH = (
    rf"\b(?P<m4>{_EN_MONTH})\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(?P<y4>{_YEAR})\b)?"
    rf"|\b(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m5>{_EN_MONTH})\b\.?(?:,?\s(?P<y5>{_YEAR})\b)?"
)
_WRITTEN = re.compile(f"{_ISO}|{_CHINESE}|{_ENGLISH}", re.IGNORECASE)
_UTC = re.compile(r"T(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]00:?00)")
_NEXT_DAY_IN_CHINA = 16
"""Hour from which on it is already the next day eight hours further east."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text."""

    span: Span
    year: int | None
    """None where only month and day are written."""
    month: int | None
    day: int | None

    def days(self) -> Days | None:
        """What it means by itself; None without a year, or if there is no such day."""
        if self.year is None:
            return None
        if self.month is None:
            return whole_year(self.year)
        if self.day is None:
            return whole_month(self.year, self.month) if 1 <= self.month <= 12 else None  # noqa: PLR2004
        return one_day(self.year, self.month, self.day)

    def may_be(self, day: date) -> bool:
        """Whether it can mean `day`, or a time that holds it."""
        found = (
            self.days()
            if self.year is not None
            else WrittenDate(self.span, day.year, self.month, self.day).days()
        )
        return found is not None and found.holds(day)


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates in `text`, in order: years, months and days, with or without their year."""
    for found in _WRITTEN.finditer(to_simplified(text)):
        year, month, day = (_value(found, name) for name in "ymd")
        yield WrittenDate(Span(*found.span()), year, month, day)


def published_day(written: str | None) -> date | None:
    """The day that a page gives as its date; None where it gives none, or is not clear.

    05/06/2022 is May or June. A time in UTC late in the day is the next day in China.
    """
    found = {
        days
        for each in written_dates(written or "")
        if each.day is not None and (days := each.days()) is not None
    }
    hour = _UTC.search(written or "")
    if len(found) != 1 or (hour and int(hour[1]) >= _NEXT_DAY_IN_CHINA):
        return None
    return found.pop().first


def number(numeral: str) -> int:
    """The value of a number that `SMALL` matches."""
    return int(to_arabic(numeral) or numeral)


def _value(found: re.Match[str], part: str) -> int | None:
    texts = (found.groupdict().get(f"{part}{place}") for place in range(1, 6))
    text = next((text for text in texts if text is not None), None)
    if text is None:
        return None
    if text[0].isalpha() and text[0].isascii():
        return [month[:3] for month in _EN_MONTHS.split()].index(text[:3].lower()) + 1
    return number(text.replace("○", "〇"))
