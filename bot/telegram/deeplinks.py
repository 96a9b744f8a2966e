"""What a link to the bot carries: `t.me/bot?start=a_…` and `?start=q_…`.

https://core.telegram.org/bots/features#deep-linking
"""

import base64
import binascii
import re
from dataclasses import dataclass

_LONGEST = 64
_PAYLOAD = re.compile(r"(?P<kind>[aq])_(?P<rest>[A-Za-z0-9_-]+)")
_SHORTEST_ID = 6
"""Of an article: less could mean another one."""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Leads to an article."""

    prefix: str
    """Of its id."""


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """Asks a question."""

    text: str


def read_payload(payload: str) -> ArticleLink | QuestionLink | None:
    """What a payload means; None if nothing, for anybody can make a link."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None or len(payload) > _LONGEST:
        return None
    rest = found["rest"]
    if found["kind"] == "a":
        return ArticleLink(rest) if len(rest) >= _SHORTEST_ID else None
    text = _decoded(rest)
    return QuestionLink(text) if text else None


def _decoded(encoded: str) -> str:
    """The text in base64url without its padding; empty if it is none."""
    try:
        raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        return raw.decode().strip()
    except (binascii.Error, UnicodeDecodeError):
        return ""
