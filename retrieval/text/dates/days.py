"""Days, months and years as runs of days."""

import calendar
from dataclasses import dataclass
from datetime import date

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days."""

    first: date
    last: date
    """Never before `first`; the same for a single day."""

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last


def one_day(year: int, month: int, day: int) -> Days | None:
    """That day; None if the calendar has none: 2月30日."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Days(found, found)


def whole_month(year: int, month: int) -> Days | None:
    """All of a month; one past December is one of the next year. None outside of the calendar."""
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    if not date.min.year <= year <= date.max.year:
        return None
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def whole_year(year: int) -> Days | None:
    """All of a year; None outside of the calendar."""
    first, last = one_day(year, 1, 1), one_day(year, _MONTHS, 31)
    return between(first, last)


def between(first: Days | None, last: Days | None) -> Days | None:
    """From the first day of one to the last of the other; None if they come the wrong way."""
    if first is None or last is None or first.first > last.last:
        return None
    return Days(first.first, last.last)
