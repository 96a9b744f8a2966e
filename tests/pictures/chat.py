"""A chat: its head, what was said, and the field for the next message."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from bot.telegram.screens import Screen
from tests.pictures import look
from tests.pictures.lines import Span, line_width
from tests.pictures.messages import answered, asked
from tests.pictures.svg import Style, group, moved, stroke, tag, text

_CLOSE = 5.0
"""Between a question and its answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and the times of it and of its answer."""

    question: str
    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Chat:
    """What one is to see of it, in one language."""

    language: str
    """Its tag, as in the names of the READMEs."""
    person: str
    bot: str
    kind: str
    """What Telegram says below a bot's name."""
    date: str
    field: str
    """What stands in the field for a message."""
    title: str
    description: str
    """For those who do not see it."""
    exchanges: tuple[Exchange, ...]


def drawn(chat: Chat, answer: Callable[[str], Screen]) -> str:
    """The picture, an SVG file; `answer` gives the bot's message."""
    body = [_pill(chat.date, look.HEAD + look.GAP)]
    y = look.HEAD + 48.0
    for exchange in chat.exchanges:
        mine = asked(exchange.question, exchange.asked)
        body.append(moved(mine.body, look.WIDTH - look.MARGIN - mine.width, y))
        y += mine.height + _CLOSE
        screen = answer(exchange.question)
        theirs = answered(screen, chat.person, exchange.question, exchange.answered)
        body.append(moved(theirs.body, look.MARGIN, y))
        y += theirs.height + look.GAP
    height = y + look.GAP / 2 + look.FOOT
    body = [_wallpaper(height), _head(chat), *body, moved(_foot(chat), 0, height - look.FOOT)]
    return _file(chat, height, group(*body, clip_path="url(#window)"))


def _file(chat: Chat, height: float, body: str) -> str:
    size: Style = {"width": look.WIDTH, "height": height}
    edge: Style = {"fill": "none", "stroke": "#000000", "stroke_opacity": "0.18", "rx": 15.5}
    inside = (
        tag("title", escape(chat.title), id="title"),
        tag("desc", escape(chat.description), id="desc"),
        tag("defs", *_shades(), tag("clipPath", tag("rect", rx=16, **size), id="window")),
        body,
        tag("rect", x=0.5, y=0.5, width=look.WIDTH - 1, height=height - 1, **edge),
    )
    return (
        tag(
            "svg",
            *(f"\n{each}" for each in inside),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {look.WIDTH:g} {height:g}",
            role="img",
            aria_labelledby="title desc",
            lang=chat.language,
            font_family=look.FONTS,
            fill=look.INK,
            **size,
        )
        + "\n"
    )


def _shades() -> tuple[str, ...]:
    """Colours that run into each other, and what the wallpaper is strewn with."""
    corners: Style = {"x1": 0, "y1": 0, "x2": 1, "y2": 1}
    wall = (("0", "#d9e2b4"), ("0.5", "#a9d2a6"), ("1", "#86bfa0"))
    face = (("0", "#5fb6ee"), ("1", "#2f7fc9"))
    strewn = (
        "M16 40V16h12M50 22v24h-12",  # 「」
        "M82 20q8-5 16 0v14q-8-5-16 0zM98 20q8-5 16 0v14q-8-5-16 0z",  # a book
        "M18 84h26a6 6 0 0 1 6 6v8a6 6 0 0 1-6 6h-14l-8 6v-6h-4a6 6 0 0 1-6-6v-8a6 6 0 0 1 6-6z",
        "M84 108l4-12l18-18l8 8l-18 18zM102 82l8 8",  # a pencil
    )
    pattern = stroke("".join(strewn), "#3f7d5a", 1.6)
    return (
        _gradient("wall", wall, corners),
        _gradient("face", face, corners),
        tag("pattern", pattern, id="strewn", width=130, height=130, patternUnits="userSpaceOnUse"),
    )


def _gradient(name: str, stops: tuple[tuple[str, str], ...], corners: Style) -> str:
    drawn_stops = [tag("stop", offset=offset, stop_color=colour) for offset, colour in stops]
    return tag("linearGradient", *drawn_stops, id=name, **corners)


def _wallpaper(height: float) -> str:
    size: Style = {"width": look.WIDTH, "height": height}
    return group(
        tag("rect", fill="url(#wall)", **size),
        tag("rect", fill="url(#strewn)", opacity="0.22", **size),
    )


def _head(chat: Chat) -> str:
    middle = look.HEAD / 2
    dots = [
        tag("circle", cx=look.WIDTH - 24, cy=middle + dy, r=1.9, fill=look.FAINT)
        for dy in (-6, 0, 6)
    ]
    letter: Style = {
        "fill": look.WHITE,
        "font_size": 19,
        "font_weight": "700",
        "text_anchor": "middle",
    }
    return group(
        tag("rect", width=look.WIDTH, height=look.HEAD, fill=look.WHITE),
        stroke(f"M26 {middle - 7:g}l-7 7l7 7", look.FAINT, 2),
        tag("circle", cx=60, cy=middle, r=20, fill="url(#face)"),
        text(chat.bot[0], 60, middle + 7, **letter),
        text(chat.bot, 92, middle - 4, font_size=16, font_weight="700"),
        text(chat.kind, 92, middle + 15, font_size=look.SMALL, fill=look.FAINT),
        *dots,
    )


def _pill(date: str, y: float) -> str:
    wide = line_width((Span(date),), look.SMALL) + 2 * look.PAD_X
    shape: Style = {
        "width": wide,
        "height": 24,
        "rx": 12,
        "fill": look.SHADE,
        "fill_opacity": "0.5",
    }
    middle: Style = {"font_size": look.SMALL, "font_weight": "600", "text_anchor": "middle"}
    return group(
        tag("rect", x=(look.WIDTH - wide) / 2, y=y, **shape),
        text(date, look.WIDTH / 2, y + 16.5, fill=look.WHITE, **middle),
    )


def _foot(chat: Chat) -> str:
    right, middle = look.WIDTH - 26, look.FOOT / 2
    clip = f"M22 {middle + 1:g}l7-7.5a4 4 0 0 1 6 5.4l-8.6 9a2.4 2.4 0 0 1-3.6-3.2l7.4-7.8"
    microphone = (
        f"M{right:g} {middle - 9:g}a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3z"
        f"M{right - 6:g} {middle - 1:g}a6 6 0 0 0 12 0M{right:g} {middle + 5:g}v4"
    )
    return group(
        tag("rect", width=look.WIDTH, height=look.FOOT, fill=look.WHITE),
        stroke(clip, look.FAINT, 1.8),
        text(chat.field, 56, middle + 5, font_size=look.SIZE, fill=look.FAINT),
        stroke(microphone, look.FAINT, 1.8),
    )
