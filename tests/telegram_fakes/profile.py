"""A bot's own account: who it is, and what it says about itself."""

import json
import re
from dataclasses import dataclass

from tests.telegram_fakes.values import ApiError, Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST_COMMAND_DESCRIPTION = 256
"""Characters."""
_LONGEST = {"name": 64, "description": 512, "short_description": 120}
"""Characters; https://core.telegram.org/bots/api#setmyname and the two after it."""


@dataclass(frozen=True, slots=True)
class BotAccount:
    """Who a token belongs to."""

    id: int = 123456789
    first_name: str = "原句"
    username: str = "yuanju_bot"
    reads_all_group_messages: bool = False
    """Whether privacy mode is off, which it is not by default."""
    supports_inline_queries: bool = False

    def user(self) -> Json:
        """The bot as a message names it."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def me(self) -> Json:
        """The answer to `getMe`."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": self.supports_inline_queries,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


class Profile:
    """What the bot has set about itself, per scope and language."""

    def __init__(self) -> None:
        """A bot of which nothing is set."""
        self.commands: dict[tuple[str, str], list[Json]] = {}
        """By scope (as JSON, keys sorted) and language (empty for all)."""
        self.texts: dict[tuple[str, str], str] = {}
        """By what it is (`name`, `description`, `short_description`) and language."""

    def set_commands(self, params: Json) -> bool:
        """Answer `setMyCommands`.

        Raises:
            ApiError: too many, or one that is no command.
        """
        commands: list[Json] = params["commands"]
        if len(commands) > _MOST_COMMANDS:
            raise ApiError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]):
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= _LONGEST_COMMAND_DESCRIPTION:
                raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_audience(params)] = commands
        return True

    def get_commands(self, params: Json) -> list[Json]:
        """Answer `getMyCommands`: exactly that scope and language, no fallback."""
        return self.commands.get(_audience(params), [])

    def delete_commands(self, params: Json) -> bool:
        """Answer `deleteMyCommands`."""
        self.commands.pop(_audience(params), None)
        return True

    def set_text(self, what: str, params: Json) -> bool:
        """Answer `setMyName` and its like; an empty text takes it back.

        Raises:
            ApiError: the text is too long.
        """
        text = params.get(what, "")
        if len(text) > _LONGEST[what]:
            raise ApiError(400, f"Bad Request: {what} is too long")
        self.texts[what, params.get("language_code", "")] = text
        return True

    def get_text(self, what: str, params: Json) -> Json:
        """Answer `getMyName` and its like: that language's text, or everybody's."""
        everybody = self.texts.get((what, ""), "")
        return {what: self.texts.get((what, params.get("language_code", "")), "") or everybody}


def _audience(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")
