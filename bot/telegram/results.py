"""Replies as results that a person can insert into any chat."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.asking import Asked
from bot.replies.shown import Shown
from bot.telegram.drawing import messages

_MOST = 50
"""Results that Telegram takes."""
_LONGEST_TITLE = 120
"""Code points; apps show two lines of it."""
_ID_LENGTH = 32
"""Of 64 bytes that Telegram takes."""
_BETWEEN = " · "
"""Members of a list in a title, as in a citation."""


def results(asked: Asked) -> list[InlineQueryResultArticle]:
    """A result for each sentence that answers, best first; one for a whole list.

    None for a refusal: what is inserted is an answer. Nor for a sentence that fills more
    than one message, for it would be cut.
    """
    found: dict[str, InlineQueryResultArticle] = {}
    for shown in _insertions(asked.shown):
        texts = messages(shown, asked.words.reply)
        if len(texts) == 1:
            result = told(texts[0], _title(shown), shown.quotes[0].citation)
            found.setdefault(result.id, result)
    return list(found.values())[:_MOST]


def whole(asked: Asked) -> InlineQueryResultArticle:
    """All of a reply as one result; a refusal comes without any sentence.

    A reply that fills more than one message ends with the first.
    """
    shown = replace(asked.shown, nearest=None)
    return told(messages(shown, asked.words.reply)[0], _title(shown))


def told(html: str, title: str, description: str | None = None) -> InlineQueryResultArticle:
    """A result that inserts that text; the same one has the same number each time."""
    content = InputTextMessageContent(
        html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    number = hashlib.sha256(html.encode()).hexdigest()[:_ID_LENGTH]
    return InlineQueryResultArticle(
        number, cut(title, _LONGEST_TITLE), content, description=description
    )


def cut(text: str, longest: int) -> str:
    """`text`, or its beginning and an ellipsis, in so many code points."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _insertions(shown: Shown) -> Iterator[Shown]:
    """What is inserted: members of a list only together with the sentences that hold them."""
    if shown.entries:
        yield shown
        return
    for quote in sorted(shown.quotes, key=lambda quote: not quote.best):
        # Alone in a message, it is not the best of several.
        yield Shown((), (replace(quote, best=False),), None, scope=shown.scope)


def _title(shown: Shown) -> str:
    if shown.entries:
        return _BETWEEN.join(entry.text for entry in shown.entries)
    return shown.quotes[0].text if shown.quotes else shown.notes[0]
