"""A long text comes in several messages: apps cut it, and it is one article all the same."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message

_FULL = 3_500
"""UTF-16 units from which a message may have been cut at Telegram's limit of 4,096."""
_SECONDS = 3
"""Between two parts: an app sends them one after the other."""
_MOST_KEPT = 100
_ENDS = frozenset('。！？!?.…」』”"）)：:')
"""Behind these a text is cut between two paragraphs, and inside of one behind others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The messages of one text, and the offer to add them."""

    messages: tuple[Message, ...]
    offer_id: int

    @property
    def text(self) -> str:
        """All of it."""
        return joined([message.text or "" for message in self.messages])

    def goes_on_with(self, message: Message) -> bool:
        """Whether a message is the next part."""
        last = self.messages[-1]
        return (
            message.text is not None
            and message.from_user == last.from_user
            and message.message_id > last.message_id
            and (message.date - last.date).total_seconds() <= _SECONDS
            and may_go_on(last.text or "")
        )


class Parted:
    """Remembers the text that each chat was offered to add last."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._last: OrderedDict[int, Parts] = OrderedDict()

    def begins(self, message: Message, offer_id: int) -> None:
        """A text was offered to be added."""
        self._last[message.chat_id] = Parts((message,), offer_id)
        self._last.move_to_end(message.chat_id)
        while len(self._last) > _MOST_KEPT:
            self._last.popitem(last=False)

    def goes_on_with(self, message: Message) -> bool:
        """Whether a message is the next part of a text."""
        before = self._last.get(message.chat_id)
        return before is not None and before.goes_on_with(message)

    def goes_on(self, message: Message) -> Parts | None:
        """The text that a message goes on with; None if it does with none."""
        before = self._last.get(message.chat_id)
        if before is None or not before.goes_on_with(message):
            return None
        parts = replace(before, messages=(*before.messages, message))
        self._last[message.chat_id] = parts
        return parts

    def offered(self, chat_id: int, offer_id: int) -> Parts | None:
        """What is offered in that message; None if it is forgotten."""
        parts = self._last.get(chat_id)
        return parts if parts is not None and parts.offer_id == offer_id else None


def may_go_on(text: str) -> bool:
    """Whether a message's text is so long that an app may have cut it there."""
    return _units(text) >= _FULL


def joined(texts: Sequence[str]) -> str:
    """Parts as one text: in a new paragraph, unless a sentence was cut."""
    whole = ""
    for text in texts:
        between = "\n" if whole and whole.rstrip()[-1:] in _ENDS else ""
        whole = f"{whole}{between}{text}"
    return whole


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
