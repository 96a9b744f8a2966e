"""Dates that are written out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.dates.written import published_day, written_dates


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-25",
        "2022/5/25 10:30",
        "2022.05.25",
        "2022年05月25日",
        "２０２２年５月２５日",
        "二〇二二年五月二十五日",
        "發布時間：2022年5月25號 星期三",
        "May 25, 2022",
        "25 May 2022",
        "Wed, 25 May 2022 10:00:00 GMT",
        "2022-05-25T10:00:00Z",
        "2022-05-25T20:00:00+08:00",
        "2022-05-25（2022年5月25日）",
    ],
)
def test_the_day_that_a_page_gives(written: str) -> None:
    """However it is written, in either script and width."""
    assert published_day(written) == date(2022, 5, 25)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "昨天",
        "2022年5月",
        "5月25日",
        "05/06/2022",
        "2022-13-45",
        "2022-02-29",
        "2022-05-25 至 2022-05-28",
        "2022-05-25T20:00:00Z",
        "20220-05-25",
    ],
)
def test_no_clear_day(written: str | None) -> None:
    """Half a date, two, none that there is, or one that may be two."""
    assert published_day(written) is None


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    """From the year 1000 on, which is where years of four digits begin."""
    texts = [f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日"]

    expected = day if day.year < 3000 and day.year >= 1000 else None
    assert [published_day(text) for text in texts] == [expected, expected]


def test_places() -> None:
    """Each date once, in order, with what is written of it."""
    text = "二〇二一年动工，2022年3月封顶，5月20日通车，on May 3rd"
    found = [(each.span.of(text), each.year, each.month, each.day) for each in written_dates(text)]

    assert found == [
        ("二〇二一年", 2021, None, None),
        ("2022年3月", 2022, 3, None),
        ("5月20日", None, 5, 20),
        ("May 3rd", None, 5, 3),
    ]
