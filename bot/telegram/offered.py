"""The commands that there are, and to whom: the menus and `/help` offer the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Final

from bot.words import ChatWords, CommandWords


class Audience(Enum):
    """To whom a command is offered."""

    PRIVATE = "private"
    GROUP = "group"
    ADMINS = "admins"
    """Administrators of groups."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that is offered."""

    name: str
    audiences: frozenset[Audience]

    def description(self, words: CommandWords) -> str:
        """What it does, in a few words."""
        described: Callable[[CommandWords], str] = attrgetter(self.name)
        return described(words)


_ALL = frozenset(Audience)
_SETTING = frozenset({Audience.PRIVATE, Audience.ADMINS})
OFFERS: Final = (
    Offer("ask", _ALL),
    # In groups it only greets, which Telegram asks for by itself.
    Offer("start", frozenset({Audience.PRIVATE})),
    Offer("add", _SETTING),
    Offer("articles", _ALL),
    Offer("remove", _SETTING),
    Offer("help", _ALL),
    Offer("language", _SETTING),
    Offer("words", _SETTING),
    Offer("gaps", _SETTING),
    Offer("stats", _SETTING),
    Offer("settings", _SETTING),
    Offer("privacy", _ALL),
    Offer("forgetme", _ALL),
)
"""As they stand in a menu."""


def offered(audience: Audience) -> Iterator[Offer]:
    """The commands for `audience`."""
    return (offer for offer in OFFERS if audience in offer.audiences)


def listed(audience: Audience, words: ChatWords) -> str:
    """The same as lines of `/help`."""
    return "\n".join(
        words.command_line.format(name=offer.name, description=offer.description(words.commands))
        for offer in offered(audience)
    )
