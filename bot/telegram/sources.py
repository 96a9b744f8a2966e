"""What a message holds that can become an article, and where it comes from."""

import re
from dataclasses import dataclass

from telegram import Document, Message, MessageOriginChannel

from retrieval.model import Metadata

_LONG = 300
"""Characters from which a text is more likely an article than a question."""
_LONG_FORWARDED = 40
"""The same of one that was forwarded: nobody forwards what he asks himself."""
_LINK = re.compile(r"\s*(?:(?:https?://|www\.)\S+(?:\s+|\Z))+", re.IGNORECASE)
_ADD = re.compile(r"\s*/add(?![a-z0-9_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a text."""

    document: Document | None
    text: str
    """Empty for a file."""
    origin: str
    """What tells it from others: what comes from there again takes its place."""
    hints: Metadata
    """What Telegram says of it; it counts where the text itself is silent."""

    def origin_of(self, title: str | None) -> str:
        """Where an article comes from that has this title.

        Many different files are called `1.pdf`: two are versions of one article only if they
        have one title.
        """
        return self.origin if self.document is None else f"{self.origin}/{title or ''}"


def source_in(message: Message) -> Source | None:
    """The file or the text of a message; None if it has neither.

    Posts are pictures with their text below as often as not.
    """
    document = message.document
    text = text_of(message)
    if document is None and not text.strip():
        return None
    hints = Metadata()
    origin = f"message:{message.chat_id}/{message.message_id}"
    post = message.forward_origin
    if isinstance(post, MessageOriginChannel):
        place = post.chat.username or post.chat.id
        origin = f"https://t.me/{place}/{post.message_id}"
        hints = Metadata(published=post.date.date().isoformat(), source=post.chat.title)
    if document is not None:
        return Source(document, "", f"upload:{document.file_name or ''}", hints)
    return Source(None, text, origin, hints)


def text_of(message: Message) -> str:
    """What is written in a message, or below its picture."""
    return message.text or message.caption or ""


def is_link(text: str) -> bool:
    """Whether a text is an address, or several, and nothing else."""
    return _LINK.fullmatch(text) is not None


def is_short(text: str) -> bool:
    """Whether a text is more likely said of an article than one itself."""
    return len(text) < _LONG


def seems_article(message: Message) -> bool:
    """Whether a message is more likely meant as an article than as a question."""
    if message.document is not None:
        return True
    shortest = _LONG if message.forward_origin is None else _LONG_FORWARDED
    return len(text_of(message)) >= shortest


def adds(message: Message) -> bool:
    """Whether a message is dealt with beside others of its chat: adding takes a while."""
    return message.document is not None or bool(_ADD.match(text_of(message)))


def named(origin: str | None) -> str | None:
    """What people call an origin: the name of a file, or a link; None where there is none."""
    if origin is None:
        return None
    if origin.startswith("upload:"):
        return origin.removeprefix("upload:").partition("/")[0] or None
    if origin.startswith("file:"):
        return origin.rpartition("/")[2] or None
    return origin if origin.startswith("https://") else None
