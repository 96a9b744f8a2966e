"""Relative dates (昨日, 本月15日, last month) and the days that they mean.

A date is found or it is not: where a text can be understood in two ways, nothing is said.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from retrieval.model import Span
from retrieval.text.dates.days import Days, between, one_day, whole_month, whole_year
from retrieval.text.dates.written import SMALL, number
from retrieval.text.scripts import to_simplified

_TO = r"\s?(?:至|到|[-—–~～])\s?"
_DAYS: Mapping[str, int] = {
    "大前天": -3,
    "前天": -2,
    **dict.fromkeys(("昨天", "昨日", "昨晚"), -1),
    **dict.fromkeys(("今天", "今日", "今早", "今晨", "今晚"), 0),
    **dict.fromkeys(("明天", "明日", "明早", "明晨", "明晚"), 1),
    "大后天": 3,
    "后天": 2,
}
_MONTHS: Mapping[str, int] = {"上": -1, "本": 0, "下": 1}
_YEARS: Mapping[str, int] = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKS: Mapping[str, int] = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_WEEKDAYS = "一二三四五六日"
_PARTS: Mapping[str, tuple[int, int]] = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_ENGLISH_DAYS: Mapping[str, int] = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "earlier today": 0,
    "later today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_ENGLISH: Mapping[str, int] = {"last": -1, "this": 0, "next": 1}

_PART_OF_DAY = "[上中下]午|早上|晚上|晚间|凌晨|清晨|傍晚"

# Behind 文 stands 文明, not 明天; before 气 stands 天气. 的明天 and 今天的 speak of an age, and
# so may 今天有48家: of 今天 the day needs a part of it behind, or a reporter or nothing before.
_DAY = re.compile(
    "(?P<day>(?<!的)昨[天日晚]|(?<![如当现至到而的])今[早晨晚]"
    "|(?:^|(?<=记者)|(?<=[讯电] )|(?<=[）)]))今[天日]"
    rf"|(?<![如当现至到而的])今[天日](?={_PART_OF_DAY}|起|[（(])"
    "|(?<![文光黎聪鲜透分发说证表声阐清高简精昌严开注指标写言查贤英的])明[天日早晨晚]"
    "|(?<![以之目从眼提年月日先大])大?前天"
    "|(?<![以之最然先今日背大及年])(?<!先天)大?后天(?![性形养培获免主文]))"
    "(?![的之空气才本后皇香]|头条|会更好)"
)
_MONTH = re.compile(
    "(?:(?<![基根日资成样版])本|(?<![晚早天海以江湖水路山船])上个?|(?<![天以脚山水地])下个?)"
    "月(?![球亮光台夜色饼牙薪票供嫂刊])"
    rf"(?:(?P<first>{SMALL})(?:[日号]?{_TO}(?P<last>{SMALL}))?[日号]|(?P<part>[上中下]旬))?"
)
_YEAR = re.compile(
    "(?:(?<![年以之目从眼提日月生空])前|(?<![过失逝离除老])去|(?<![如当现至])今"
    "|(?<![文光黎聪鲜透分发说证表声阐清])明|(?<![今以之战婚产最然日前])后)"
    "年(?![代轻龄华级画糕薪迈])"
    rf"(?:(?P<first>{SMALL})(?:月?{_TO}(?P<last>{SMALL}))?月份?(?:(?P<day>{SMALL})[日号])?)?"
)
_WEEK = re.compile(
    "(?:(?<![晚早天海以网路线身加史江河湖水版码街])(?:上上|上)个?|(?<![日基根一几])本|这个?"
    "|(?<![天以如])下个?)(?:周|星期|礼拜)(?:(?<=周)(?P<short>[一二三四五六日])|(?<!周)(?P<long>[一二三四五六日天]))"
    "(?![一二三四五六七八九十百千万些样共起次个名位家场条项轮届天年度定直向旦律线路本常均前报语元])"
)
_ENGLISH_DAY = re.compile(rf"(?<!of )\b(?P<day>{'|'.join(_ENGLISH_DAYS)})\b(?!['’]s)")
_ENGLISH_LONGER = re.compile(
    r"(?<!the )(?<!its )(?<!his )(?<!her )(?<!their )"
    r"\b(?P<which>last|this|next) (?P<what>month|year)\b"
)


def relative_dates(text: str, day: date) -> Iterator[tuple[Span, Days]]:
    """The relative dates of `text`, written on `day`, in order; weeks begin on Monday."""
    simplified = to_simplified(text)
    found = [
        (Span(*match.span()), days)
        for pattern, meant in _MEANT.items()
        for match in pattern.finditer(simplified)
        if (days := _in_calendar(meant, match, day)) is not None
    ]
    return iter(sorted(found, key=lambda each: each[0]))


def _in_calendar(
    meant: Callable[[re.Match[str], date], Days | None], match: re.Match[str], day: date
) -> Days | None:
    try:
        return meant(match, day)
    except OverflowError:  # before the year 1, or behind 9999
        return None


def _shifted(day: date, days: int) -> Days:
    shifted = day + timedelta(days=days)
    return Days(shifted, shifted)


def _day(match: re.Match[str], day: date) -> Days | None:
    return _shifted(day, _DAYS[match["day"]])


def _english_day(match: re.Match[str], day: date) -> Days | None:
    return _shifted(day, _ENGLISH_DAYS[match["day"]])


def _month(match: re.Match[str], day: date) -> Days | None:
    month = whole_month(day.year, day.month + _MONTHS[match[0][0]])
    if month is None:
        return None
    if match["part"]:
        first, last = _PARTS[match["part"]]
        return Days(
            month.first.replace(day=first), min(month.last, _in(month, last) or month.last)
        )
    if match["first"] is None:
        return month
    days = [one_day(month.first.year, month.first.month, each) for each in _range(match)]
    return between(days[0], days[-1])


def _in(month: Days, number_of_day: int) -> date | None:
    found = one_day(month.first.year, month.first.month, number_of_day)
    return None if found is None else found.first


def _year(match: re.Match[str], day: date) -> Days | None:
    year = day.year + _YEARS[match[0][:2]]
    if match["first"] is None:
        return whole_year(year)
    months = _range(match)
    if not all(1 <= month <= 12 for month in months):  # noqa: PLR2004
        return None
    if match["day"]:
        # 今年5月至6月3日 ends on a day and begins in a month.
        return None if match["last"] else one_day(year, months[0], number(match["day"]))
    return between(whole_month(year, months[0]), whole_month(year, months[-1]))


def _week(match: re.Match[str], day: date) -> Days | None:
    which = match[0][:2] if match[0][:2] in _WEEKS else match[0][0]
    weekday = _WEEKDAYS.index((match["short"] or match["long"]).replace("天", "日"))
    return _shifted(day, 7 * _WEEKS[which] + weekday - day.weekday())


def _english_longer(match: re.Match[str], day: date) -> Days | None:
    shift = _ENGLISH[match["which"]]
    if match["what"] == "year":
        return whole_year(day.year + shift)
    return whole_month(day.year, day.month + shift)


def _range(match: re.Match[str]) -> list[int]:
    return [number(match[name]) for name in ("first", "last") if match[name]]


_MEANT: Mapping[re.Pattern[str], Callable[[re.Match[str], date], Days | None]] = {
    _DAY: _day,
    _MONTH: _month,
    _YEAR: _year,
    _WEEK: _week,
    _ENGLISH_DAY: _english_day,
    _ENGLISH_LONGER: _english_longer,
}
