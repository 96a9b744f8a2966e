"""Answers with buttons, and pressing them."""

from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.telegram_fakes.updates import LI, Person, group_text, pressed, private_text
from tests.telegram_fakes.values import ChatMessage

WORDS = CATALOGUE["zh-Hans"]
BUTTONS, VIEWS = WORDS.buttons, WORDS.views
LIST = "谁参加了会议？"
PLAIN = "二所的所长是谁？"


async def ask(bot: Harness, question: str, *, in_group: bool = False) -> ChatMessage:
    """The answer to a question."""
    update = group_text(f"/ask {question}") if in_group else private_text(question)
    await bot.take(update)
    return bot.request.sent[-1]


async def press(
    bot: Harness, message: ChatMessage, label: str, *, sender: Person = LI
) -> ChatMessage:
    """The message after somebody pressed the button with that label."""
    await bot.take(pressed(message, message.data(label), sender=sender))
    return now(bot, message)


def now(bot: Harness, message: ChatMessage) -> ChatMessage:
    """The message as it is now."""
    (found,) = [each for each in bot.request.sent if each.message_id == message.message_id]
    return found


def labels(message: ChatMessage) -> list[str]:
    """What stands on the buttons of a message, in order."""
    return [str(button["text"]) for button in message.buttons]


def toasts(bot: Harness) -> list[str | None]:
    """What was said to each press."""
    return [call.get("text") for call in bot.request.calls("answerCallbackQuery")]


def marked(message: ChatMessage, kind: str) -> list[str]:
    """The ranges of a message that are marked so."""
    return [each.of(message.text) for each in message.entities if each.kind == kind]
