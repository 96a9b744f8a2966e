"""A bot's own account: who it is, and what it says about itself."""

import json
import re
from dataclasses import dataclass

from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.values import ApiError, Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
"""Two letters: there is no `zh-hant` here, although people's apps tell it."""
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
    supports_guest_queries: bool = False
    """Whether it can be called into chats in which it is not."""

    @property
    def person(self) -> Person:
        """The bot as one who takes part."""
        return Person(self.id, self.first_name, self.username, None, is_bot=True)

    def user(self) -> Json:
        """The bot as a message names it."""
        return self.person.json()

    def me(self) -> Json:
        """The answer to `getMe`."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": self.supports_inline_queries,
            "supports_guest_queries": self.supports_guest_queries,
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
        self.buttons: dict[int | None, Json] = {}
        """Menu buttons by private chat; None is everybody's."""

    def set_commands(self, params: Json) -> bool:
        """Answer `setMyCommands`.

        Raises:
            ApiError: too many, or one that is no command.
        """
        commands: list[Json] = params["commands"]
        _check_language(params)
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
        _check_language(params)
        if len(text) > _LONGEST[what]:
            raise ApiError(400, f"Bad Request: {what} is too long")
        self.texts[what, params.get("language_code", "")] = text
        return True

    def get_text(self, what: str, params: Json) -> Json:
        """Answer `getMyName` and its like: that language's text, or everybody's."""
        everybody = self.texts.get((what, ""), "")
        return {what: self.texts.get((what, params.get("language_code", "")), "") or everybody}

    def set_button(self, params: Json) -> bool:
        """Answer `setChatMenuButton`."""
        self.buttons[params.get("chat_id")] = params.get("menu_button", {"type": "default"})
        return True

    def get_button(self, params: Json) -> Json:
        """Answer `getChatMenuButton`: that chat's, or everybody's."""
        everybody = self.buttons.get(None, {"type": "default"})
        return self.buttons.get(params.get("chat_id"), everybody)

    def menu(self, place: Place, person: Person, *, administers: bool = False) -> list[Json]:
        """The commands that `person` is shown in `place`: those of the narrowest scope.

        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        here = {"chat_id": place.id}
        wide = "all_private_chats" if place.kind == "private" else "all_group_chats"
        scopes: list[Json] = [{"type": "chat", **here}, {"type": wide}, {"type": "default"}]
        if place.kind != "private":
            if administers:
                scopes.insert(1, {"type": "all_chat_administrators"})
                scopes.insert(0, {"type": "chat_administrators", **here})
            scopes.insert(0, {"type": "chat_member", **here, "user_id": person.id})
        language = (person.language_code or "")[:2]
        for scope in scopes:
            for code in (language, ""):
                commands = self.commands.get(_audience({"scope": scope, "language_code": code}))
                if commands:
                    return commands
        return []


def _check_language(params: Json) -> None:
    if not _LANGUAGE.fullmatch(params.get("language_code", "")):
        raise ApiError(400, "Bad Request: invalid language code specified")


def _audience(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")
