"""In whose name a message stands in a chat: the fields that say so.

In groups not everybody writes as a person. Then `from` names one of Telegram's own
accounts, the same for everybody, and only `sender_chat` tells who it was.
"""

from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.values import Json

_ANONYMOUS_ADMIN = Person(1087968824, "Group", "GroupAnonymousBot", None, is_bot=True)
_CHANNEL_WRITER = Person(136817688, "Channel", "Channel_Bot", None, is_bot=True)
_TELEGRAM = Person(777000, "Telegram", None, None)


def person(who: Person) -> Json:
    """Somebody under their own name."""
    return {"from": who.json()}


def anonymous_admin(group: Place) -> Json:
    """An administrator of `group` who hides behind it."""
    return {"from": _ANONYMOUS_ADMIN.json(), "sender_chat": group.json()}


def channel(place: Place) -> Json:
    """Somebody who writes in a group as their own channel."""
    return {"from": _CHANNEL_WRITER.json(), "sender_chat": place.json()}


def linked_channel(place: Place, post_id: int, date: int) -> Json:
    """A channel whose posts Telegram copies into its discussion group by itself."""
    origin = {"type": "channel", "date": date, "chat": place.json(), "message_id": post_id}
    return {
        "from": _TELEGRAM.json(),
        "sender_chat": place.json(),
        "is_automatic_forward": True,
        "forward_origin": origin,
    }


def post(place: Place) -> Json:
    """A channel in itself: there nobody has a name."""
    return {"sender_chat": place.json()}
