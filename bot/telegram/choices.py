"""What a chat can set by buttons, and the two screens on which it does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import LANGUAGES, Catalogue
from bot.store.chats import Askers, Chat
from bot.words import ChatWords

PREFIX = "s:"
"""Of what these buttons carry."""
MOST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One button."""

    data: str
    """What it carries; at most 64 bytes, and the same in every version."""
    label: str
    made: Callable[[Chat], Chat]
    """The chat after it was pressed."""


@dataclass(frozen=True, slots=True)
class ChoiceScreen:
    """A text, and rows of buttons."""

    text: str
    rows: Sequence[Sequence[Choice]]

    def choice(self, data: str) -> Choice | None:
        """The choice that carries `data`; None if there is none."""
        every = (choice for row in self.rows for choice in row)
        return next((choice for choice in every if choice.data == data), None)

    def keyboard(self, chat: Chat, words: ChatWords) -> InlineKeyboardMarkup:
        """The buttons; what holds in `chat` is marked."""
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(_label(each, chat, words), callback_data=each.data)
                    for each in row
                ]
                for row in self.rows
            ]
        )


def language_screen(chat: Chat, words: ChatWords, catalogue: Catalogue) -> ChoiceScreen:
    """`/language`: one button a row."""
    del chat
    rows = [[choice] for choice in _languages(f"{PREFIX}l:", words, catalogue)]
    return ChoiceScreen(words.language, rows)


def settings_screen(chat: Chat, words: ChatWords, catalogue: Catalogue) -> ChoiceScreen:
    """`/settings`: one setting a row; only in groups there is somebody else who may ask."""
    prefix = f"{PREFIX}s:"
    rows = [
        list(_languages(prefix, words, catalogue)),
        list(_sentences(prefix, words)),
        [
            Choice(f"{prefix}quiet:off", words.quiet_off, partial(replace, quiet=False)),
            Choice(f"{prefix}quiet:on", words.quiet_on, partial(replace, quiet=True)),
        ],
    ]
    if chat.id > 0:
        return ChoiceScreen(words.settings, rows)
    labels = {Askers.ALL: words.askers_all, Askers.ADMINS: words.askers_admins}
    rows.append(
        [
            Choice(f"{prefix}askers:{who.value}", label, partial(replace, askers=who))
            for who, label in labels.items()
        ]
    )
    return ChoiceScreen(f"{words.settings}\n{words.settings_askers}", rows)


SCREENS = {"l": language_screen, "s": settings_screen}
"""By the letter behind the prefix."""


def _label(choice: Choice, chat: Chat, words: ChatWords) -> str:
    holds = choice.made(chat) == chat
    return words.chosen.format(label=choice.label) if holds else choice.label


def _languages(prefix: str, words: ChatWords, catalogue: Catalogue) -> Iterator[Choice]:
    yield Choice(f"{prefix}language:auto", words.language_auto, partial(replace, language=None))
    for language in LANGUAGES:
        name = catalogue[language].chats.own_name
        yield Choice(f"{prefix}language:{language}", name, partial(replace, language=language))


def _sentences(prefix: str, words: ChatWords) -> Iterator[Choice]:
    default = words.sentences_default
    yield Choice(f"{prefix}sentences:default", default, partial(replace, sentences=None))
    for number in range(1, MOST_SENTENCES + 1):
        made = partial(replace, sentences=number)
        yield Choice(f"{prefix}sentences:{number}", str(number), made)
