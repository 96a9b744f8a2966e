"""Keyboards under a message: what Telegram takes, and what becomes part of a message."""

from urllib.parse import urlsplit

from tests.telegram_fakes.values import ApiError, Json

_MOST_BUTTONS = 100
_LONGEST_DATA = 64
"""Bytes of UTF-8."""
_LONGEST_COPY = 256
"""Characters."""
_NO_ACTION = frozenset({"text", "style", "icon_custom_emoji_id"})


def shown(markup: Json | None, *, in_private: bool) -> Json:
    """The field that an inline keyboard becomes; other keyboards are no part of a message.

    Raises:
        ApiError: a button is none that Telegram takes.
    """
    rows = (markup or {}).get("inline_keyboard")
    if rows is None:
        return {}
    buttons = [button for row in rows for button in row]
    if len(buttons) > _MOST_BUTTONS:
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        _check(button, in_private=in_private)
    # Telegram drops empty rows, and a keyboard of nothing else is none.
    rows = [row for row in rows if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _check(button: Json, *, in_private: bool) -> None:
    actions = button.keys() - _NO_ACTION
    if not button["text"].strip() or len(actions) != 1:
        raise ApiError(
            400,
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the"
            " inline keyboard",
        )
    (action,) = actions
    value = button[action]
    match action:
        case "callback_data" if not 1 <= len(value.encode()) <= _LONGEST_DATA:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        case "copy_text" if not 1 <= len(value["text"]) <= _LONGEST_COPY:
            raise ApiError(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
        case "url" if not _leads_somewhere(value):
            raise ApiError(
                400,
                f"Bad Request: inline keyboard button URL '{value}' is invalid: Wrong HTTP URL",
            )
        case "web_app" if not in_private:
            raise ApiError(400, "Bad Request: BUTTON_TYPE_INVALID")
        case _:
            pass


def _leads_somewhere(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "tg":
        return bool(parts.netloc)
    return parts.scheme in {"", "http", "https"} and "." in (parts.netloc or parts.path)
