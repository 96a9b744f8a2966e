"""What the bot shows of the seed article, with the default configuration and models."""

from functools import cache

from bot.asking import Asking
from bot.assembly import assemble
from bot.telegram.buttons import Press, View
from bot.telegram.screens import Screen, screen_for
from config.lexicon import load_lexicon
from tests.bot.telegram.harness import CATALOGUE, SETTINGS


@cache
def _asking() -> Asking:
    assembly = assemble(SETTINGS, load_lexicon())
    return Asking.reading(assembly, CATALOGUE, "zh-Hans", SETTINGS.shelf.files)


def answer(question: str, view: View = View.ANSWER) -> Screen:
    """The message that answers, or what a button under it shows."""
    asking = _asking()
    return screen_for(asking, asking.ask(question), Press(1, alone=False, view=view))
