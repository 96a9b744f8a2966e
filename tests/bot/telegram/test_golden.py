"""The same question gets the same sentences here and in the console."""

import io
import re
from dataclasses import asdict

import pytest
from rich.console import Console

from bot.asking import Asked, Asking
from bot.assembly import Assembly
from bot.replies.shown import BULLET
from bot.replies.terminal import print_reply
from bot.telegram.buttons import Press
from bot.telegram.screens import answer_screen
from config.lexicon import load_lexicon
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from tests.bot.telegram.harness import CATALOGUE, SETTINGS
from tests.repository.places import ROOT
from tests.telegram_fakes import html_mode

SEED = ROOT / "tests" / "quality" / "seed.yaml"
QUESTIONS = re.findall(r"\{question: (.+?), sentences:", SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asking(tools: Tools) -> Asking:
    """The default shelf."""
    assembly = Assembly(SETTINGS, load_lexicon(), tools, load_weights("full"))
    return Asking.reading(assembly, CATALOGUE, "zh-Hans", SETTINGS.shelf.files)


def in_telegram(asked: Asked) -> str:
    """The message's text, free of tags."""
    screen = answer_screen(asked, Press(1, alone=False))
    text, _ = html_mode.parse(screen.text)
    return text


def in_console(asked: Asked) -> str:
    """What stands in a terminal."""
    output = io.StringIO()
    print_reply(Console(file=output), asked.shown, asked.words.reply)
    return output.getvalue()


def lines(text: str) -> list[str]:
    """What is said, line by line: without the room around it, and the signs of a gap."""
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and line != "…"]


def test_there_are_questions() -> None:
    """The file still has the form that they are read by."""
    assert len(QUESTIONS) > 50


@pytest.mark.parametrize("question", QUESTIONS)
def test_telegram_says_what_the_console_says(asking: Asking, question: str) -> None:
    """Line by line, and each sentence and member stands in an article as it is shown."""
    asked = asking.ask(question)

    said = lines(in_telegram(asked))

    assert said == lines(in_console(asked))
    known = "\n".join(
        "\n".join(filter(None, (article.text, *asdict(article.metadata).values())))
        for article in asked.articles.values()
    )
    shown = asked.shown
    quotes = [*shown.quotes, *([shown.nearest] if shown.nearest else [])]
    for quote in quotes:
        assert quote.text in said
        assert quote.text in known
    members = [line for line in said if line.startswith(BULLET)]
    assert len(members) == len(shown.entries)
    assert all(entry.text in known for entry in shown.entries)
