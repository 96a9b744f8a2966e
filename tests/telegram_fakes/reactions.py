"""How the bot reacts to a message with an emoji."""

from telegram.constants import ReactionEmoji

from tests.telegram_fakes import access
from tests.telegram_fakes.chats import Chats
from tests.telegram_fakes.values import ApiError, Json

EVERY = frozenset(str(emoji.value) for emoji in ReactionEmoji)
"""All emoji that Telegram lets anybody react with."""


def set_reaction(chats: Chats, params: Json) -> bool:
    """Answer `setMessageReaction`; a bot has at most one, and no paid or custom ones.

    Raises:
        ApiError: there is no such message, or that reaction is not allowed there.
    """
    chat = chats.get(params["chat_id"])
    access.refuse_unreachable(chat)
    if chats.message(chat, params["message_id"]) is None:
        raise ApiError(400, "Bad Request: message to react not found")
    asked: list[Json] = params.get("reaction") or []
    if len(asked) > 1:
        raise ApiError(400, "Bad Request: REACTIONS_TOO_MANY")
    allowed = EVERY if chat.reactions is None else EVERY & chat.reactions
    if any(reaction.get("emoji") not in allowed for reaction in asked):
        raise ApiError(400, "Bad Request: REACTION_INVALID")
    chat.reacted[params["message_id"]] = asked
    return True
