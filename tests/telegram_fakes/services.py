"""Service messages: what a chat says of itself, with Telegram's fields for it."""

from tests.telegram_fakes.places import Person
from tests.telegram_fakes.values import ChatMessage, Json


def joined(*people: Person) -> Json:
    """They were added, or came."""
    return {"new_chat_members": [person.json() for person in people]}


def departed(person: Person) -> Json:
    """They left, or were removed."""
    return {"left_chat_member": person.json()}


def titled(title: str) -> Json:
    """The group has a new name."""
    return {"new_chat_title": title}


def pinned(message: ChatMessage) -> Json:
    """A message stands at the top from now on."""
    return {"pinned_message": message.body}


def group_created() -> Json:
    """A basic group begins."""
    return {"group_chat_created": True}


def migrated_to(supergroup: int) -> Json:
    """The last message of a group that has become a supergroup."""
    return {"migrate_to_chat_id": supergroup}


def migrated_from(group: int) -> Json:
    """The first message of a supergroup that was a group."""
    return {"migrate_from_chat_id": group}


def topic_created(name: str) -> Json:
    """A forum has a new topic."""
    return {"forum_topic_created": {"name": name, "icon_color": 7322096}}


def topic_closed() -> Json:
    """Nobody but administrators writes in this topic now."""
    return {"forum_topic_closed": {}}


def topic_reopened() -> Json:
    """Everybody writes in this topic again."""
    return {"forum_topic_reopened": {}}


def auto_delete_timer(seconds: int) -> Json:
    """Messages vanish after so long."""
    return {"message_auto_delete_timer_changed": {"message_auto_delete_time": seconds}}


KINDS = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
        "message_auto_delete_timer_changed",
    }
)
"""The fields by which a message is one of these."""
