"""Messages: a bubble with what stands in it, and the buttons below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.telegram.screens import Screen
from tests.pictures import look
from tests.pictures.blocks import (
    Block,
    block_of,
    reply_block,
    time_block,
    time_drawn,
    time_width,
)
from tests.pictures.lines import Span, line_width
from tests.pictures.reading import parts
from tests.pictures.svg import Style, group, moved, stroke, tag, text

_SHARP = 5.0
"""Radius of the corner above which the buttons begin."""
_HOOKS = 20.0
"""Width of the two that say that a message was read."""


@dataclass(frozen=True, slots=True)
class Message:
    """Drawn at the origin."""

    width: float
    height: float
    body: str


def asked(question: str, time: str) -> Message:
    """A message of the person whose chat it is."""
    wide = line_width((Span(question),), look.SIZE)
    width = wide + time_width(time) + _HOOKS + 2 * look.PAD_X
    height = look.LINE + 2 * look.PAD_Y
    y = look.PAD_Y + look.BASELINE
    right = width - look.PAD_X
    return Message(
        width,
        height,
        group(
            tag("path", d=_bubble(width, height, tail=True), fill=look.ASKED),
            text(question, look.PAD_X, y, font_size=look.SIZE),
            time_drawn(time, right - _HOOKS, y + 3, look.READ),
            _read(right - 15, y - 1),
        ),
    )


def answered(screen: Screen, name: str, question: str, time: str) -> Message:
    """A message of the bot, which answers one of `name`."""
    blocks = [reply_block(name, question), *map(block_of, parts(screen.text))]
    behind = blocks[-1].last
    beside = behind > 0 and behind + time_width(time) <= look.ROOM
    if not beside:
        blocks.append(time_block(time))
    rows = buttons(screen)
    inner = max(*(block.width for block in blocks), behind + time_width(time) if beside else 0.0)
    width = inner + 2 * look.PAD_X
    height = sum(block.height for block in blocks) + 2 * look.PAD_Y
    drawn = [
        tag("path", d=_bubble(width, height, tail=False), fill=look.WHITE),
        *_stack(blocks, inner),
    ]
    if beside:
        drawn.append(time_drawn(time, width - look.PAD_X, height - look.PAD_Y - 3))
    for number, row in enumerate(rows):
        top = height + look.BUTTON_GAP + number * (look.BUTTON + look.BUTTON_GAP)
        drawn.append(moved(_keys(row, width), 0, top))
    below = len(rows) * (look.BUTTON + look.BUTTON_GAP)
    return Message(width, height + below, group(*drawn))


def buttons(screen: Screen) -> list[list[str]]:
    """What stands on those of a message."""
    rows = screen.markup.inline_keyboard if screen.markup is not None else ()
    return [[button.text for button in row] for row in rows]


def _stack(blocks: Sequence[Block], width: float) -> list[str]:
    tops = accumulate((block.height for block in blocks), initial=look.PAD_Y)
    return [
        moved(block.draw(width), look.PAD_X, top) for block, top in zip(blocks, tops, strict=False)
    ]


def _keys(row: list[str], width: float) -> str:
    wide = (width - (len(row) - 1) * look.BUTTON_GAP) / len(row)
    drawn = []
    for number, label in enumerate(row):
        x = number * (wide + look.BUTTON_GAP)
        shape: Style = {"width": wide, "height": look.BUTTON, "rx": 10}
        drawn.append(tag("rect", x=x, fill=look.SHADE, fill_opacity="0.55", **shape))
        middle: Style = {"font_size": 14, "font_weight": "600", "text_anchor": "middle"}
        drawn.append(text(label, x + wide / 2, 22, fill=look.WHITE, **middle))
    return group(*drawn)


def _bubble(width: float, height: float, *, tail: bool) -> str:
    """A path, clockwise: at the lower right a tail, or at the lower left a sharper corner."""
    r = look.ROUND
    left = r if tail else _SHARP
    right = height - 2 * r
    steps = [f"M{r:g} 0h{width - 2 * r:g}", _corner(r, r, r), f"v{right:g}"]
    steps += [f"v{r - 3:g}q0 3 7 3h-{7 + r:g}"] if tail else [_corner(r, -r, r)]
    steps += [f"h-{width - left - r:g}", _corner(left, -left, -left)]
    steps += [f"v-{height - left - r:g}", _corner(r, r, -r), "z"]
    return "".join(steps)


def _corner(radius: float, dx: float, dy: float) -> str:
    return f"a{radius:g} {radius:g} 0 0 1 {dx:g} {dy:g}"


def _read(x: float, y: float) -> str:
    path = f"M{x:g} {y:g}l3 3.4l6.5-7.6M{x + 6:g} {y + 2.4:g}l.9 1l6.5-7.6"
    return stroke(path, look.READ, 1.5)
