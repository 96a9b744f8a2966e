"""How the bot changes what it has sent."""

from dataclasses import dataclass, field

from tests.telegram_fakes import access, keyboards, members
from tests.telegram_fakes.chats import Chat, Chats
from tests.telegram_fakes.sending import content
from tests.telegram_fakes.values import ApiError, ChatMessage, Json

_NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message"
)
_SECONDS_TO_DELETE = 48 * 3600
"""https://core.telegram.org/bots/api#deletemessage"""
_CONTENT = ("text", "entities", "reply_markup")


@dataclass(frozen=True, slots=True)
class Editing:
    """The methods that change or delete messages."""

    chats: Chats
    bot: Json
    """Our bot as a message names it."""
    inline: dict[str, Json] = field(default_factory=dict)
    """Content of the messages that were sent by way of the bot, by their number."""

    def text(self, params: Json, now: int) -> Json | bool:
        """Answer `editMessageText`.

        Raises:
            ApiError: Telegram would not change it.
        """
        if "inline_message_id" in params:
            return self._inline(params, content(params, in_private=False))
        chat, body = self._own(params)
        changed = content(params, in_private=chat.place.kind == "private")
        return self._changed(chat, body, changed, params, now)

    def reply_markup(self, params: Json, now: int) -> Json | bool:
        """Answer `editMessageReplyMarkup`; without a keyboard it takes the old one away.

        Raises:
            ApiError: Telegram would not change it.
        """
        asked = params.get("reply_markup")
        if "inline_message_id" in params:
            before = self.inline.get(params["inline_message_id"], {})
            return self._inline(
                params, _without_keyboard(before) | keyboards.shown(asked, in_private=False)
            )
        chat, body = self._own(params)
        shown = keyboards.shown(asked, in_private=chat.place.kind == "private")
        kept = {name: body[name] for name in _CONTENT if name in body}
        return self._changed(chat, body, _without_keyboard(kept) | shown, params, now)

    def delete(self, params: Json, now: int) -> bool:
        """Answer `deleteMessage`.

        Raises:
            ApiError: it does not exist, or is not the bot's to delete.
        """
        chat = self._reached(params)
        body = self.chats.message(chat, params["message_id"])
        if body is None:
            raise ApiError(400, "Bad Request: message to delete not found")
        own = body.get("from", self.bot)["id"] == self.bot["id"]
        allowed = own or chat.place.kind == "private" or chat.status in members.SEEING_ALL
        # Only an administrator deletes what is old, and only in a group.
        aged = now - body["date"] > _SECONDS_TO_DELETE and chat.status not in members.SEEING_ALL
        if not allowed or (aged and not self.chats.boundless):
            raise ApiError(400, "Bad Request: message can't be deleted")
        chat.messages.pop(params["message_id"], None)
        return True

    def _reached(self, params: Json) -> Chat:
        chat = self.chats.get(params["chat_id"])
        access.refuse_unreachable(chat)
        return chat

    def _own(self, params: Json) -> tuple[Chat, Json]:
        """The message that is to be changed, in its chat."""
        if "chat_id" not in params or "message_id" not in params:
            raise ApiError(400, "Bad Request: message identifier is not specified")
        chat = self._reached(params)
        body = self.chats.message(chat, params["message_id"])
        if body is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        if body.get("from", self.bot)["id"] != self.bot["id"]:
            raise ApiError(400, "Bad Request: message can't be edited")
        return chat, body

    def _changed(self, chat: Chat, body: Json, changed: Json, params: Json, now: int) -> Json:
        before = {name: body[name] for name in _CONTENT if name in body}
        # Of a boundless world's own messages nobody knows what is in them.
        if changed == before and body["message_id"] in chat.messages:
            raise ApiError(400, _NOT_MODIFIED)
        kept = {name: value for name, value in body.items() if name not in before}
        result = {**kept, "from": self.bot, **changed, "edit_date": now}
        chat.edit(ChatMessage(result, params))
        return result

    def _inline(self, params: Json, changed: Json) -> bool:
        number = params["inline_message_id"]
        if number not in self.inline and not self.chats.boundless:
            raise ApiError(400, "Bad Request: MESSAGE_ID_INVALID")
        if self.inline.get(number) == changed:
            raise ApiError(400, _NOT_MODIFIED)
        self.inline[number] = changed
        return True


def _without_keyboard(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "reply_markup"}
