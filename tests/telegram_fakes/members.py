"""What somebody may do in a chat: the Bot API's `ChatMember`, and its changes."""

from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.values import Json

_FOR_EVER = 0
"""The date until which a ban or a restriction holds."""
_RESTRICTED = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_ADMINISTERED = (
    "can_be_edited",
    "can_manage_video_chats",
    "can_promote_members",
    "can_change_info",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_GRANTED = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_pin_messages",
)
SEEING_ALL = frozenset({"creator", "administrator"})
"""Who runs a chat."""
OUTSIDE = frozenset({"left", "kicked"})
"""Who is not in it."""


def owner(user: Json, *, anonymous: bool = False) -> Json:
    """The one to whom the chat belongs."""
    return {"status": "creator", "user": user, "is_anonymous": anonymous}


def administrator(user: Json, *, anonymous: bool = False) -> Json:
    """One who runs it; bots get the same five rights as people by default."""
    rights = dict.fromkeys(_ADMINISTERED, False) | dict.fromkeys(_GRANTED, True)
    return {"status": "administrator", "user": user, "is_anonymous": anonymous, **rights}


def member(user: Json) -> Json:
    """One like everybody."""
    return {"status": "member", "user": user}


def restricted(user: Json, *, can_send: bool = False) -> Json:
    """One who is in it, but may not do all that others do."""
    return {
        "status": "restricted",
        "user": user,
        "is_member": True,
        "can_send_messages": can_send,
        **dict.fromkeys(_RESTRICTED, can_send),
        "until_date": _FOR_EVER,
    }


def left(user: Json) -> Json:
    """One who is not in it, but may come."""
    return {"status": "left", "user": user}


def banned(user: Json) -> Json:
    """One who was removed; in a private chat: who blocked the other."""
    return {"status": "kicked", "user": user, "until_date": _FOR_EVER}


def changed(place: Place, by: Person, old: Json, new: Json, date: int) -> Json:
    """That the standing of one member changed, as `my_chat_member` and `chat_member` tell it."""
    return {
        "chat": place.json(),
        "from": by.json(),
        "date": date,
        "old_chat_member": old,
        "new_chat_member": new,
    }
