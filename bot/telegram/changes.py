"""The newest change of each message: Telegram may tell of changes in another order."""

from collections import OrderedDict

from telegram import Message

_KEPT = 2_000
"""Messages whose newest change is known; of one before that, any change counts."""


class Changes:
    """Remembers when messages were changed last, and to what. A restart forgets it."""

    def __init__(self) -> None:
        """Nothing was changed yet."""
        self._newest: OrderedDict[tuple[int, int], tuple[float, str]] = OrderedDict()

    def is_newest(self, message: Message, text: str) -> bool:
        """Whether no later change to `message` is known than this one, to `text`."""
        place = (message.chat_id, message.message_id)
        changed = (message.edit_date or message.date).timestamp()
        before = self._newest.get(place)
        if before is not None and changed < before[0]:
            return False
        self._newest[place] = (changed, text)
        self._newest.move_to_end(place)
        while len(self._newest) > _KEPT:
            self._newest.popitem(last=False)
        return True

    def text_of(self, message: Message, text: str) -> str:
        """What `message`, just told of with `text`, says since a change that overtook it."""
        newest = self._newest.get((message.chat_id, message.message_id))
        return text if newest is None else newest[1]
