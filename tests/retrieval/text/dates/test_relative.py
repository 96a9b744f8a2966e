"""Relative dates, and the days that they mean."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.dates.relative import relative_dates

DAY = date(2022, 5, 25)
"""A Wednesday."""


def found(text: str, day: date = DAY) -> list[tuple[str, str, str]]:
    """What is found in the text, and from when to when it is."""
    return [
        (span.of(text), days.first.isoformat(), days.last.isoformat())
        for span, days in relative_dates(text, day)
    ]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("大桥昨日通车。", "昨日", "2022-05-24", "2022-05-24"),
        ("会议今天上午召开。", "今天", "2022-05-25", "2022-05-25"),
        ("记者今日从市政府获悉", "今日", "2022-05-25", "2022-05-25"),
        ("今天，大桥通车。", "今天", "2022-05-25", "2022-05-25"),
        ("本报讯（记者李明）今日通车。", "今日", "2022-05-25", "2022-05-25"),
        ("It rose earlier today.", "earlier today", "2022-05-25", "2022-05-25"),
        ("自今日起开放", "今日", "2022-05-25", "2022-05-25"),
        ("明日闭馆。", "明日", "2022-05-26", "2022-05-26"),
        ("前天下雨。", "前天", "2022-05-23", "2022-05-23"),
        ("大後天开馆。", "大後天", "2022-05-28", "2022-05-28"),
        ("昨晚8时", "昨晚", "2022-05-24", "2022-05-24"),
        ("上周三开会。", "上周三", "2022-05-18", "2022-05-18"),
        ("本週五下午", "本週五", "2022-05-27", "2022-05-27"),
        ("下星期天", "下星期天", "2022-06-05", "2022-06-05"),
        ("上个周日", "上个周日", "2022-05-22", "2022-05-22"),
        ("上上周一", "上上周一", "2022-05-09", "2022-05-09"),
        ("本月15日", "本月15日", "2022-05-15", "2022-05-15"),
        ("本月十五至十八日", "本月十五至十八日", "2022-05-15", "2022-05-18"),
        ("本月15日-18日", "本月15日-18日", "2022-05-15", "2022-05-18"),
        ("上個月中旬", "上個月中旬", "2022-04-11", "2022-04-20"),
        ("本月下旬", "本月下旬", "2022-05-21", "2022-05-31"),
        ("下月启用。", "下月", "2022-06-01", "2022-06-30"),
        ("今年以来", "今年", "2022-01-01", "2022-12-31"),
        ("去年12月25日", "去年12月25日", "2021-12-25", "2021-12-25"),
        ("今年1至5月份", "今年1至5月份", "2022-01-01", "2022-05-31"),
        ("明年二月动工", "明年二月", "2023-02-01", "2023-02-28"),
        ("It opened yesterday.", "yesterday", "2022-05-24", "2022-05-24"),
        ("the day before yesterday", "the day before yesterday", "2022-05-23", "2022-05-23"),
        ("It fell last month.", "last month", "2022-04-01", "2022-04-30"),
        ("It opens next year.", "next year", "2023-01-01", "2023-12-31"),
    ],
)
def test_what_they_mean(text: str, words: str, first: str, last: str) -> None:
    """In either script, with Chinese and other numbers, and in English."""
    assert found(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "文明日益进步，光明日报说明天气。",
        "如今年轻人在过去年代失去年华。",
        "如今日本月球探测，时至今日。",
        "下周日本队比赛，上周一共三场，本周二十人。",
        "基本月薪，晚上周边，晚上月亮。",
        "三年前年产百吨，从前天天下雨，以前天冷。",
        "后天形成的，先天后天，及后天文台，舒明天皇，明日香。",
        "美好的明天，他说今天的中国，在此今天有48家公司，今日已经引进，昨天的你，明天会更好。",
        "本月31日以后",
        "上月31日",
        "明年2月29日",
        "今年13月",
        "今年5月至6月3日",
        "本月18日至15日",
        "日前，近日，周三，上周，月底，当年",
        "today's world, in the last year, used today, of yesterday, last Wednesday",
    ],
)
def test_what_they_are_not(text: str) -> None:
    """Parts of other words, figures of speech, days that there are not, and vague times."""
    day = date(2022, 6, 15) if text == "本月31日以后" else DAY

    assert found(text, day) == []


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_days_follow_one_another(day: date) -> None:
    """Over every border of a month and a year, leap years too."""
    texts = ["前天", "昨天", "今晚", "明天", "后天"]

    firsts = [date.fromisoformat(found(text, day)[0][1]) for text in texts]

    assert firsts == [day + timedelta(days=shift) for shift in range(-2, 3)]


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_months_and_years_meet(day: date) -> None:
    """One ends on the day before the next one begins."""
    for texts in (["上月", "本月", "下月"], ["去年", "今年", "明年"]):
        before, this, behind = (
            [date.fromisoformat(each) for each in found(text, day)[0][1:]] for text in texts
        )

        assert before[1] + timedelta(days=1) == this[0] <= day <= this[1]
        assert this[1] + timedelta(days=1) == behind[0]


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(1, 40))
def test_only_days_that_there_are(day: date, number: int) -> None:
    """本月30日 is nothing in February."""
    there = number <= calendar.monthrange(day.year, day.month)[1]

    expected = [day.replace(day=number).isoformat()] if there else []
    assert [first for _, first, _ in found(f"本月{number}日", day)] == expected


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.sampled_from("一二三四五六日"))
def test_weeks_begin_on_monday(day: date, weekday: str) -> None:
    """上周, 本周 and 下周 are a week apart, and 本周 holds the day."""
    firsts = [
        date.fromisoformat(found(f"{week}周{weekday}", day)[0][1]) for week in ("上", "本", "下")
    ]

    assert firsts[1] - firsts[0] == firsts[2] - firsts[1] == timedelta(days=7)
    assert firsts[1].weekday() == "一二三四五六日".index(weekday)
    assert firsts[1].isocalendar()[:2] == day.isocalendar()[:2]


@given(st.text(), st.dates())
def test_any_text_on_any_day(text: str, day: date) -> None:
    """The spans lie in the text, and no run of days is the wrong way round."""
    for span, days in relative_dates(text + "昨天去年下月", day):
        assert span.end <= len(text) + 6
        assert days.first <= days.last
