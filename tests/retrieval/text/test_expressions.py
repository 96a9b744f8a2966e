"""Times and numbers in text."""

import pytest

from retrieval.text.expressions import numbers, plain_years, times


@pytest.mark.parametrize(
    "written",
    [
        "2008年8月8日上午",
        "5月24日",
        "２００８年",
        "二〇二二年五月",
        "民國十五年",
        "公元前三年",
        "19世纪80年代",
        "十九世纪末",
        "1998年夏天",
        "周五",
        "下午3点30分",
        "去年12月",
    ],
)
def test_whole_times(written: str) -> None:
    """From year to minute, in either script, as one span."""
    text = f"，{written}，"

    assert [span.of(text) for span in times(text)] == [written]


@pytest.mark.parametrize(
    "written",
    [
        "1,200万元",
        "三层",
        "百分之五十",
        "约500人",
        "约 500 人",
        "12.5%",
        "三分之二",
        "338平方公里",
        "第149位",
        "3萬多人",
        "兩千米",
        "20至30公里",
        "$300",
    ],
)
def test_numbers_with_their_units(written: str) -> None:
    """Digits or numerals, with what is said about them and the unit, as one span."""
    text = f"，{written}，"

    assert [span.of(text) for span in numbers(text)] == [written]


def test_a_lone_numeral_is_none() -> None:
    """It is in too many words."""
    assert list(numbers("统一，唯一，一致")) == []


def test_years_without_the_word() -> None:
    """Four digits that may be one, and no part of a longer number."""
    text = "1991开放，12000件，3.1415，2050"

    assert [span.of(text) for span in plain_years(text)] == ["1991", "2050"]
