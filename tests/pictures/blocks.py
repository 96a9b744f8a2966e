"""What stands in a message, one below the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tests.pictures import look
from tests.pictures.lines import Line, Span, broken, line_width
from tests.pictures.reading import Part
from tests.pictures.svg import Style, group, marked, stroke, tag, text

_BAR = 3.0
_INSET: Final = _BAR + 8.0
"""Of the text of a quote, from its left."""
_MARKS: Final = 26.0
"""At the right of a quote, for its own signs."""
_FOLDED: Final = 3
"""Lines that are shown of a quote that can be opened."""
_TINT = "0.10"
_SPACE = 4.0
"""Above and below the text of a quote."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is as wide as the message in the end."""

    width: float
    """The least."""
    height: float
    draw: Callable[[float], str]
    """At the origin, in that width."""
    last: float = 0.0
    """Width of its last line, if something may stand behind it; else 0."""


def block_of(part: Part) -> Block:
    """A part of a message."""
    return _plain(part.lines) if part.quote is None else _quote(part)


def reply_block(name: str, question: str) -> Block:
    """What a message answers, above it."""
    bold = frozenset({"bold"})
    lines = ((Span(name, bold),), (Span(question),))
    size, step = look.SMALL, 18.0
    wide = _INSET + max(line_width(line, size) for line in lines) + look.PAD_X
    height = 2 * step + 2 * _SPACE

    def draw(width: float) -> str:
        return group(
            *_panel(width, height),
            text(name, _INSET, 18, font_size=size, font_weight="700", fill=look.ACCENT),
            text(question, _INSET, 18 + step, font_size=size),
        )

    return Block(wide, height + look.PAD_Y, draw)


def time_block(time: str) -> Block:
    """When it was sent, in a line of its own."""
    return Block(time_width(time), 16.0, lambda width: time_drawn(time, width, 13.0))


def time_drawn(time: str, right: float, y: float, fill: str = look.FAINT) -> str:
    """When it was sent, ending there."""
    return text(time, right, y, font_size=look.SMALL, fill=fill, text_anchor="end")


def time_width(time: str) -> float:
    """With the space before it."""
    return line_width((Span(time),), look.SMALL) + look.PAD_X


def _plain(lines: tuple[Line, ...]) -> Block:
    rows = [row for line in lines for row in broken(line, look.ROOM, look.SIZE)]
    widths = [line_width(row, look.SIZE) for row in rows]
    drawn = group(*_rows(rows, 0.0, 0.0))
    return Block(max(widths), len(rows) * look.LINE, lambda _: drawn, widths[-1])


def _quote(part: Part) -> Block:
    room = look.ROOM - _INSET - _MARKS
    rows = [row for line in part.lines for row in broken(line, room, look.SIZE)]
    folded = part.quote == "expandable_blockquote" and len(rows) > _FOLDED
    rows = rows[:_FOLDED] if folded else rows
    wide = max(line_width(row, look.SIZE) for row in rows) + _INSET + _MARKS
    height = len(rows) * look.LINE + 2 * _SPACE

    def draw(width: float) -> str:
        signs = [_quotation(width)]
        if folded:
            signs.append(_opener(width, height))
        return group(*_panel(width, height), *signs, *_rows(rows, _INSET, _SPACE))

    return Block(wide, height + _SPACE, draw)


def _rows(rows: list[Line], x: float, y: float) -> Iterator[str]:
    for number, row in enumerate(rows):
        if any(span.text for span in row):
            yield marked(row, x, y + look.BASELINE + number * look.LINE, look.SIZE)


def _panel(width: float, height: float) -> Iterator[str]:
    """A tinted ground with a bar at its left."""
    size: Style = {"height": height, "rx": 4, "fill": look.ACCENT}
    yield tag("rect", width=width, fill_opacity=_TINT, **size)
    yield tag("path", d=f"M4 0v{height:g}a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z", fill=look.ACCENT)


def _quotation(width: float) -> str:
    """Two commas in the upper right corner."""
    comma = "a2.4 2.4 0 1 0-1 4.4q-.2 1.8-2 2.6l.7 1q3.6-1.6 3.6-5.4q0-1.6-1.3-2.6z"
    path = f"M{width - 13:g} 7{comma}M{width - 6:g} 7{comma}"
    return tag("path", d=path, fill=look.ACCENT)


def _opener(width: float, height: float) -> str:
    """A hook that points down, in the lower right corner."""
    return stroke(f"M{width - 18:g} {height - 13:g}l4.5 4.5l4.5-4.5", look.ACCENT, 1.8)
