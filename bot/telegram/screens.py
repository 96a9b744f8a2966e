"""What a message of the bot looks like: its text and its buttons."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.asking import Asked
from bot.telegram.html import messages


@dataclass(frozen=True, slots=True)
class Screen:
    """A message of the bot."""

    text: str
    markup: InlineKeyboardMarkup | None
    html: bool = True


def answer_screen(asked: Asked, question_id: int) -> Screen:
    """A reply as it is sent first."""
    del question_id
    return Screen(messages(asked.shown, asked.words.reply)[0], None)
