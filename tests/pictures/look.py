"""Sizes, in pixels, and colours: those of Telegram's light theme."""

from typing import Final

FONTS: Final = (
    "-apple-system, Segoe UI, Roboto, PingFang SC, Microsoft YaHei, "
    "Noto Sans CJK SC, Source Han Sans SC, sans-serif"
)

WIDTH: Final = 720.0
MARGIN: Final = 16.0
ROOM: Final = 580.0
"""For a line of a message."""
SIZE: Final = 15.0
LINE: Final = 22.0
BASELINE: Final = 16.0
"""From the top of a line down to where its letters stand."""
SMALL: Final = 13.0
PAD_X: Final = 12.0
PAD_Y: Final = 8.0
ROUND: Final = 14.0
BUTTON: Final = 34.0
BUTTON_GAP: Final = 4.0
HEAD: Final = 56.0
FOOT: Final = 46.0
GAP: Final = 11.0

INK: Final = "#0f1419"
FAINT: Final = "#8a949c"
ACCENT: Final = "#2f8fd0"
WHITE: Final = "#ffffff"
ASKED: Final = "#e6fbd5"
"""Behind what one has written oneself."""
READ: Final = "#4fae4e"
"""The hooks and the time there."""
SHADE: Final = "#3f6b52"
"""Buttons, and the pill of the date; half of the wallpaper shines through."""
