"""Buttons that turn the pages of a list."""

from telegram import InlineKeyboardButton

_BACKWARD, _FORWARD = "◀", "▶"
_LONGEST_NUMBER = 4


def turning(prefix: str, page: int, pages: int) -> list[InlineKeyboardButton]:
    """To the pages before and behind; none if there is only one. They carry `prefix` and a page.

    The first page is 0.
    """
    if pages <= 1:
        return []
    row = [InlineKeyboardButton(f"{page + 1}/{pages}", callback_data=f"{prefix}{page}")]
    if page > 0:
        row.insert(0, InlineKeyboardButton(_BACKWARD, callback_data=f"{prefix}{page - 1}"))
    if page + 1 < pages:
        row.append(InlineKeyboardButton(_FORWARD, callback_data=f"{prefix}{page + 1}"))
    return row


def page_of(data: str, prefix: str) -> int | None:
    """The page that a button carries; None if it carries none. Any app may make one up."""
    number = data.removeprefix(prefix)
    plain = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    return int(number) if plain else None
