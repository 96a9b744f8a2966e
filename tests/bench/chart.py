"""Curves on two logarithmic axes, as SVG; readable on a light and on a dark ground."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.pictures.svg import Style, group, tag, text

Point = tuple[float, float]

WIDTH, HEIGHT = 720.0, 420.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 78.0, 132.0, 56.0, 58.0
_LINE = 17.0
"""Between two names at the right, at least."""
_FONTS = "-apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"
# Okabe and Ito's colours, which people who see fewer tell apart too; darker on light ground.
_COLOURS = (
    ("#0072b2", "#56b4e9"),
    ("#b34d00", "#e69f00"),
    ("#00785a", "#2fc79a"),
    ("#a3477c", "#e39ac4"),
    ("#5f5f5f", "#b5b5b5"),
    ("#7a6a00", "#e5d53c"),
)
"""On light ground, and on dark."""
_MARKS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-4-4h8v8h-8z",
    "M0-5l5 9h-10z",
    "M-5 0l5-5l5 5l-5 5z",
    "M0 5l5-9h-10z",
    "M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
)
"""A shape for each line besides its colour: a chart has six lines at most."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands in one."""

    title: str
    across: str
    """What is measured to the right, with its unit."""
    up: str
    """What is measured upwards, with its unit."""
    lines: Mapping[str, Sequence[Point]]
    """By name; all numbers above 0."""
    joined: bool = True
    """Whether lines run from point to point."""
    linear: bool = False
    """Whether a dashed line shows what grows as fast as what it is measured by."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Powers of ten from one to another, on a stretch of the picture."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def around(cls, values: Iterable[float], start: float, end: float) -> "_Axis":
        """One on which all values have their place."""
        logs = [math.log10(value) for value in values]
        low = math.floor(min(logs) + 1e-9)
        return cls(low, max(math.ceil(max(logs) - 1e-9), low + 1), start, end)

    def place(self, value: float) -> float:
        """Where a value is."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def powers(self) -> list[float]:
        """What is written at the axis."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def drawn(chart: Chart) -> str:
    """The picture, an SVG file."""
    points = [point for line in chart.lines.values() for point in line]
    across = _Axis.around((x for x, _ in points), _LEFT, WIDTH - _RIGHT)
    up = _Axis.around((y for _, y in points), HEIGHT - _BOTTOM, _TOP)
    description = f"{chart.up}, by {chart.across}, on logarithmic axes: {', '.join(chart.lines)}."
    size: Style = {"width": WIDTH, "height": HEIGHT}
    inside = (
        tag("title", escape(chart.title), id="title"),
        tag("desc", escape(description), id="desc"),
        tag("style", _style(len(chart.lines))),
        tag("rect", rx=8, **{"class": "ground"}, **size),
        text(chart.title, _LEFT, 30, font_size=16, font_weight="600"),
        *_grid(across, up),
        *_labels(chart),
        *([_linear(chart, across, up)] if chart.linear else ()),
        *_curves(chart, across, up),
        *_names(chart, across, up),
    )
    return (
        tag(
            "svg",
            *(f"\n{each}" for each in inside),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
            role="img",
            aria_labelledby="title desc",
            font_family=_FONTS,
            font_size=13,
            **{"class": "ink"},
            **size,
        )
        + "\n"
    )


def written(value: float) -> str:
    """A power of ten as people read it: 0.01, 100, 1k, 1M."""
    for unit, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{name}"
    return f"{value:g}"


def _style(lines: int) -> str:
    """Both grounds: which one it is, whoever shows the picture says."""

    def rules(ground: str, ink: str, faint: str, colours: Sequence[str]) -> str:
        told = [f".ground{{fill:{ground}}}.ink{{fill:{ink}}}.grid{{stroke:{faint}}}"]
        told += (f".c{n}{{fill:{c};stroke:{c}}}" for n, c in enumerate(colours[:lines]))
        return "".join(told)

    light, dark = zip(*_COLOURS, strict=True)
    dark_rules = rules("#0d1117", "#e6edf3", "#30363d", dark)
    return (
        rules("#ffffff", "#1f2328", "#d8dee4", light)
        + f"@media(prefers-color-scheme:dark){{{dark_rules}}}"
    )


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    line: Style = {"class": "grid", "stroke_width": 1}
    for value in across.powers():
        x = across.place(value)
        yield tag("path", d=f"M{x:.1f} {_TOP:g}V{HEIGHT - _BOTTOM:g}", **line)
        yield text(written(value), x, HEIGHT - _BOTTOM + 19, text_anchor="middle")
    for value in up.powers():
        y = up.place(value)
        yield tag("path", d=f"M{_LEFT:g} {y:.1f}H{WIDTH - _RIGHT:g}", **line)
        yield text(written(value), _LEFT - 9, y + 4.5, text_anchor="end")


def _labels(chart: Chart) -> Iterator[str]:
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    yield text(chart.across, middle, HEIGHT - 14, text_anchor="middle")
    turned = f"rotate(-90 20 {(_TOP + HEIGHT - _BOTTOM) / 2:g})"
    y = (_TOP + HEIGHT - _BOTTOM) / 2
    yield text(chart.up, 20, y, text_anchor="middle", transform=turned)


def _linear(chart: Chart, across: _Axis, up: _Axis) -> str:
    """Through the middle of the last line, within the picture."""
    last = list(chart.lines.values())[-1]
    x, y = last[len(last) // 2]
    shares = (10.0**across.low / x, 10.0**across.high / x, 10.0**up.low / y, 10.0**up.high / y)
    low, high = max(shares[0], shares[2]), min(shares[1], shares[3])
    places = [(across.place(x * share), up.place(y * share)) for share in (low, high)]
    path = "L".join(f"{right:.1f} {down:.1f}" for right, down in places)
    return tag("path", d=f"M{path}", stroke_width=2, stroke_dasharray="5 5", **{"class": "grid"})


def _curves(chart: Chart, across: _Axis, up: _Axis) -> Iterator[str]:
    for number, line in enumerate(chart.lines.values()):
        places = [(across.place(x), up.place(y)) for x, y in line]
        parts: list[str] = []
        if chart.joined:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            parts.append(tag("path", d=f"M{path}", style="fill:none", stroke_width=2))
        parts += (_mark(number, x, y) for x, y in places)
        yield group(*parts, **{"class": f"c{number}"})


def _names(chart: Chart, across: _Axis, up: _Axis) -> Iterator[str]:
    """Each at the end of its line but not on another; of points alone, in a column with marks."""
    if not chart.joined:
        for number, name in enumerate(chart.lines):
            x, y = WIDTH - _RIGHT + 16, _TOP + 6 + number * (_LINE + 4)
            yield _name(name, number, x + 11, y + 4.5, _mark(number, x, y))
        return
    ends = sorted(
        (up.place(line[-1][1]), across.place(line[-1][0]), number, name)
        for number, (name, line) in enumerate(chart.lines.items())
    )
    last = -math.inf
    for y, x, number, name in ends:
        last = max(y + 4.5, last + _LINE)
        yield _name(name, number, x + 11, last)


def _name(name: str, number: int, x: float, y: float, *beside: str) -> str:
    label = text(name, x, y, font_weight="600", stroke="none")
    return group(*beside, label, **{"class": f"c{number}"})


def _mark(number: int, x: float, y: float) -> str:
    return tag("path", d=_MARKS[number], transform=f"translate({x:.1f} {y:.1f})", stroke="none")
