"""Replies as Telegram's HTML, in messages that are short enough to be sent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from bot.replies.shown import BULLET, ROLE_DASH, Quote, Shown
from bot.words import ReplyWords

MESSAGE_LIMIT = 4096
"""UTF-16 code units of a message's text, counted after Telegram has read the tags."""
MOST_MESSAGES = 3
"""Messages of one answer: a sentence that fills more is cut, and it is said."""
_TAG = re.compile(r"</?[a-z]+>")
_LONGEST_RUN = 1000
"""Code points after which a run may be cut, so that a long sentence goes on in the next
message instead of being refused."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Text in tags, the outer one first, or in none."""

    text: str
    tags: tuple[str, ...] = ()

    def html(self) -> str:
        html = escape(self.text, quote=False)
        for tag in reversed(self.tags):
            html = f"<{tag}>{html}</{tag}>"
        return html

    def units(self) -> int:
        return len(self.text.encode("utf-16-le")) // 2


def messages(shown: Shown, words: ReplyWords) -> list[str]:
    """The HTML of each message, in order; a sentence is only cut if it fills a message."""
    texts: list[str] = []
    text = ""
    size = 0
    for block in _blocks(shown, words):
        if text and size + sum(run.units() for run in block) > MESSAGE_LIMIT:
            texts.append(text.strip())
            text, size = "", 0
        for run in _short(block):
            if size + run.units() > MESSAGE_LIMIT:
                texts.append(text.strip())
                text, size = "", 0
            text += run.html()
            size += run.units()
    texts.append(text.strip())
    if len(texts) > MOST_MESSAGES:
        return [*texts[:MOST_MESSAGES], escape(words.cut, quote=False)]
    return texts


def plain(html: str) -> str:
    """The text of a message without its tags, for a server that does not take them."""
    return unescape(_TAG.sub("", html))


def _blocks(shown: Shown, words: ReplyWords) -> Iterator[list[_Run]]:
    for note in shown.notes:
        yield [_Run(f"{note}\n\n")]
    yield from _listed(shown)
    for quote in shown.quotes:
        yield [*_quoted(quote), *_cited(quote, words)]
    if shown.nearest is not None:
        yield [
            _Run(f"{words.nearest}\n"),
            _Run(shown.nearest.text, ("blockquote",)),
            *_cited(shown.nearest, words),
        ]


def _listed(shown: Shown) -> Iterator[list[_Run]]:
    for number, entry in enumerate(shown.entries, 1):
        last = number == len(shown.entries)
        role = "" if entry.role is None else ROLE_DASH + entry.role
        yield [_Run(BULLET), _Run(entry.text, ("b",)), _Run(role + "\n" * (1 + last))]
    if shown.open_ended is not None:
        yield [_Run(shown.open_ended, ("i",)), _Run("\n\n")]


def _quoted(quote: Quote) -> Iterator[_Run]:
    for piece in quote.pieces:
        tags = ("b",) * piece.answer + ("u",) * piece.matched
        yield _Run(piece.text, tags)
    yield _Run("\n")


def _cited(quote: Quote, words: ReplyWords) -> Iterator[_Run]:
    yield _Run(f"— {quote.citation}", ("i",))
    yield _Run(f" · {words.best}\n\n" if quote.best else "\n\n")


def _short(block: Iterable[_Run]) -> Iterator[_Run]:
    for run in block:
        for start in range(0, len(run.text), _LONGEST_RUN):
            yield _Run(run.text[start : start + _LONGEST_RUN], run.tags)
