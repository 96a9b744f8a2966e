"""What the bot learns about a chat and who is in it."""

from dataclasses import dataclass

from tests.telegram_fakes import access, members
from tests.telegram_fakes.chats import Chat, Chats
from tests.telegram_fakes.places import Person
from tests.telegram_fakes.values import ApiError, Json

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
_MOST_REACTIONS = 11


@dataclass(frozen=True, slots=True)
class Membership:
    """The methods about chats and their members."""

    chats: Chats
    bot: Json
    """Our bot as a message names it."""

    def get_chat(self, params: Json) -> Json:
        """Answer `getChat`."""
        chat = self._reached(params)
        body = chat.place.json() | {
            "accent_color_id": 0,
            "max_reaction_count": _MOST_REACTIONS,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        }
        if chat.reactions is not None:
            allowed = sorted(chat.reactions)
            body["available_reactions"] = [{"type": "emoji", "emoji": emoji} for emoji in allowed]
        if chat.slow_mode:
            body["slow_mode_delay"] = chat.slow_mode
        return body

    def get_member(self, params: Json) -> Json:
        """Answer `getChatMember`.

        Raises:
            ApiError: nobody with that number was ever seen here.
        """
        chat, number = self._reached(params), params["user_id"]
        if number == self.bot["id"]:
            return self._own(chat)
        if number in chat.members:
            return chat.members[number]
        if self.chats.boundless:
            return members.member(Person(number, f"person {number}").json())
        raise ApiError(400, "Bad Request: PARTICIPANT_ID_INVALID")

    def administrators(self, params: Json) -> list[Json]:
        """Answer `getChatAdministrators`; other bots are left out, as Telegram does.

        Raises:
            ApiError: there are none in a private chat.
        """
        chat = self._reached(params)
        if chat.place.kind == "private":
            raise ApiError(400, "Bad Request: there are no administrators in the private chat")
        return [
            each
            for each in (*chat.members.values(), self._own(chat))
            if each["status"] in members.SEEING_ALL
            and (not each["user"]["is_bot"] or each["user"]["id"] == self.bot["id"])
        ]

    def count(self, params: Json) -> int:
        """Answer `getChatMemberCount`."""
        chat = self._reached(params)
        inside = [each for each in chat.members.values() if each["status"] not in members.OUTSIDE]
        return len(inside) + 1

    def leave(self, params: Json) -> bool:
        """Answer `leaveChat`.

        Raises:
            ApiError: nobody leaves a private chat.
        """
        chat = self._reached(params)
        if chat.place.kind == "private":
            raise ApiError(400, "Bad Request: chat is not a group, supergroup or channel chat")
        chat.standing = members.left(self.bot)
        return True

    def _reached(self, params: Json) -> Chat:
        chat = self.chats.get(params["chat_id"])
        access.refuse_unreachable(chat)
        return chat

    def _own(self, chat: Chat) -> Json:
        return chat.standing or members.member(self.bot)
