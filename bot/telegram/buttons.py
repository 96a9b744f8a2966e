"""The buttons under an answer, and what a press on one says.

A press names its question by the number that it has in the database, so it works after a
restart, and after an edit. It holds nothing that a person could not forge: what it may
show is decided when it comes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.words import Words
from retrieval.model import Article
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, Reason, Reply

OURS = re.compile(r"v\d")
"""How the data of all these buttons begins: with its version. At most 64 bytes in all."""
_PRESS = re.compile(
    r"v1:(?P<view>[a-z]):(?P<question>\d{1,18}):(?P<page>\d{1,4}):(?P<alone>[01])", re.ASCII
)
_GOOD, _BAD, _BACKWARD, _FORWARD = "👍", "👎", "◀", "▶"
_NAME = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]+", re.IGNORECASE | re.ASCII)
_LONGEST_LINK = 1024
"""Characters of a link that is offered: one that Telegram refuses costs the message."""


class View(Enum):
    """What a button asks for."""

    ANSWER = "a"
    CONTEXT = "c"
    OTHERS = "o"
    WHY = "w"
    GOOD = "g"
    BAD = "b"


@dataclass(frozen=True, slots=True)
class Press:
    """What a press on a button says."""

    question_id: int
    alone: bool
    """Whether the question was asked of one article, not of all that the chat sees."""
    view: View = View.ANSWER
    page: int = 0

    def data(self) -> str:
        """What the button carries."""
        return f"v1:{self.view.value}:{self.question_id}:{self.page}:{self.alone:d}"

    @classmethod
    def read(cls, data: str) -> Self | None:
        """What a button that carries `data` says; None for one of another version."""
        found = _PRESS.fullmatch(data)
        if found is None or found["view"] not in {view.value for view in View}:
            return None
        return cls(
            int(found["question"]),
            found["alone"] == "1",
            View(found["view"]),
            int(found["page"]),
        )


def answer_buttons(  # noqa: PLR0913 - all of it decides which there are
    reply: Reply,
    articles: Sequence[Article],
    press: Press,
    count: int,
    words: Words,
    *,
    narrows: bool = False,
) -> InlineKeyboardMarkup | None:
    """Those under a page of a reply, which has `count`; `articles` are those it is of.

    Where several articles were asked, it `narrows` to the one that answers.
    """
    pages = page_row(press, count, words)
    about = _about(reply, press, words)
    votes = [] if isinstance(reply, NoAnswer) else [*_votes(press), *_link(articles, words)]
    return _keyboard(pages, about, votes, _scope(reply, press, words, narrows=narrows))


def view_buttons(press: Press, count: int, words: Words) -> InlineKeyboardMarkup | None:
    """Those under a page of what a button showed."""
    back = replace(press, view=View.ANSWER, page=0)
    return _keyboard(page_row(press, count, words), [_button(words.buttons.back, back)])


def page_row(press: Press, count: int, words: Words) -> list[InlineKeyboardButton]:
    """To the pages before and behind, where there are some."""
    page = press.page
    if count <= 1:
        return []
    if page == 0 and press.view is View.ANSWER:
        more = words.buttons.more.format(page=1, pages=count)
        return [_button(more, replace(press, page=1))]
    row = [_button(f"{page + 1}/{count}", press)]
    if page > 0:
        row.insert(0, _button(_BACKWARD, replace(press, page=page - 1)))
    if page + 1 < count:
        row.append(_button(_FORWARD, replace(press, page=page + 1)))
    return row


def _about(reply: Reply, press: Press, words: Words) -> list[InlineKeyboardButton]:
    named = {
        View.CONTEXT: words.buttons.context,
        View.OTHERS: words.buttons.others,
        View.WHY: words.buttons.why,
    }
    match reply:
        case Answer():
            views = [View.CONTEXT, View.OTHERS, View.WHY]
        case MetadataAnswer():
            views = [View.WHY]
        case NoAnswer(reason=Reason.EMPTY | Reason.NO_CONTENT_WORDS):
            views = []
        case NoAnswer(asked_field=None, nearest=None):
            views = [View.WHY]
        case NoAnswer(asked_field=None):
            views = [View.CONTEXT, View.WHY]
        case NoAnswer():
            views = []
    return [_button(named[view], replace(press, view=view, page=0)) for view in views]


def _scope(
    reply: Reply, press: Press, words: Words, *, narrows: bool
) -> list[InlineKeyboardButton]:
    """From all articles to the one that answers, and back."""
    start = replace(press, view=View.ANSWER, page=0)
    if press.alone:
        return [_button(words.buttons.every, replace(start, alone=False))]
    if narrows and not isinstance(reply, NoAnswer):
        return [_button(words.buttons.only, replace(start, alone=True))]
    return []


def _votes(press: Press) -> list[InlineKeyboardButton]:
    marks = {View.GOOD: _GOOD, View.BAD: _BAD}
    return [_button(mark, replace(press, view=view, page=0)) for view, mark in marks.items()]


def _link(articles: Sequence[Article], words: Words) -> list[InlineKeyboardButton]:
    links = [article.metadata.source for article in articles if article.metadata.source]
    return [
        InlineKeyboardButton(words.buttons.source, url=link)
        for link in links[:1]
        if _leads_somewhere(link)
    ]


def _leads_somewhere(source: str) -> bool:
    """Whether what a page names as its source is an address that Telegram takes."""
    if len(source) > _LONGEST_LINK or re.search(r"\s", source):
        return False
    try:
        parts = urlsplit(source)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host and _NAME.fullmatch(host))


def _button(text: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=press.data())


def _keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup | None:
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None
