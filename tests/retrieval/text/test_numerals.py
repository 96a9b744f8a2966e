"""Chinese numerals, by example."""

import pytest

from retrieval.text.numerals import to_arabic


@pytest.mark.parametrize(
    ("numeral", "arabic"),
    [
        ("二", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("两千", "2000"),
        ("三千四百五十六", "3456"),
        ("二〇二二", "2022"),
        ("零", "0"),
        ("", None),
        ("十百", None),
        ("三三十", None),
        ("调研", None),
    ],
)
def test_numerals(numeral: str, arabic: str | None) -> None:
    """Both writings have a value; anything else has none."""
    assert to_arabic(numeral) == arabic
