"""Curves on logarithmic axes."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from tests.bench.chart import HEIGHT, WIDTH, Chart, drawn, written

SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart(
    "Time & size",
    "sentences",
    "ms",
    {"ours": [(1_000, 0.5), (10_000, 5)], "others": [(1_000, 4.8), (10_000, 5.1)]},
    linear=True,
)


def test_all_its_words_are_there() -> None:
    """Title, axes, the powers of ten at them, and a name for each line."""
    root = ET.fromstring(drawn(CHART))  # noqa: S314 - our own
    words = {element.text for element in root.iter(f"{SVG}text")}

    assert words == {"Time & size", "sentences", "ms", "1k", "10k", "0.1", "1", "10",
                     "ours", "others"}  # fmt: skip


def test_all_of_it_is_in_the_picture() -> None:
    """Points, lines, and names, which do not lie on each other."""
    svg = drawn(CHART)
    places = re.findall(r"(?:translate\(|[ML])(\d+\.\d) (\d+\.\d)", svg)
    names = sorted(float(y) for y in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>o\w+</text>', svg))

    assert len(places) >= 10
    assert all(0 < float(x) < WIDTH and 0 < float(y) < HEIGHT for x, y in places)
    assert names[1] - names[0] >= 16


def test_equal_factors_are_equal_distances() -> None:
    """Ten times as much is as far everywhere."""
    chart = Chart("", "", "", {"line": [(1, 1), (10, 10), (100, 100)]})
    places = [
        tuple(map(float, place))
        for place in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", drawn(chart))
    ]

    steps = {(round(b[0] - a[0]), round(b[1] - a[1])) for a, b in pairwise(places)}
    assert len(steps) == 1


def test_points_alone_have_their_names_in_a_column() -> None:
    """At the right, where no point is, with the mark of each."""
    svg = drawn(replace(CHART, joined=False))
    names = re.findall(r'translate\(([\d.]+) [\d.]+\)" stroke="none"/>\n<text x="([\d.]+)"', svg)

    assert names == [("604.0", "615")] * 2
    assert 'style="fill:none"' not in svg


def test_both_grounds_have_colours() -> None:
    """A dark one its own."""
    light, dark = drawn(CHART).split("prefers-color-scheme:dark")

    assert re.findall(r"\.c\d", light)[:2] == re.findall(r"\.c\d", dark)[:2] == [".c0", ".c1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.01, "0.01"), (1, "1"), (100, "100"), (1e3, "1k"), (1e5, "100k"), (1e6, "1M"), (1e9, "1G")],
)
def test_powers_of_ten(value: float, expected: str) -> None:
    """As one reads them at an axis."""
    assert written(value) == expected
