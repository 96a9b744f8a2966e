"""The pictures of the READMEs are what the bot sends."""

import re
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.telegram.html import plain
from tests.bot.telegram.seed import answer
from tests.pictures.__main__ import DOCS, draw
from tests.pictures.chat import Chat, drawn
from tests.pictures.chats import CHATS, name_of
from tests.pictures.messages import buttons
from tests.repository.places import ROOT

READMES = {"zh-CN": "README.zh-CN.md", "en": "README.md"}
each_chat = pytest.mark.parametrize("chat", CHATS, ids=lambda chat: chat.language)
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """The lines of a picture."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return ["".join(line.itertext()) for line in root.iter(f"{SVG}text")]


def test_they_are_drawn_from_what_the_bot_says_now(tmp_path: Path) -> None:
    """If this fails, look at what `make pictures` draws, and keep it."""
    draw(tmp_path)

    for chat in CHATS:
        kept, new = ((folder / name_of(chat)).read_bytes() for folder in (DOCS, tmp_path))
        assert kept == new


@each_chat
def test_every_word_and_button_is_there(chat: Chat) -> None:
    """In order, but for what a folded quote hides, and for spaces at the end of a line."""
    shown = texts(drawn(chat, answer))
    screens = [answer(exchange.question) for exchange in chat.exchanges]

    words = "".join("".join(shown).split())
    for screen in screens:
        before, _, folded = screen.text.partition("<blockquote expandable>")
        assert "".join(plain(before).split()) in re.sub(r"\d:\d\d", "", words)
        assert "".join(plain(folded).split())[:60] in words
        assert set(chain.from_iterable(buttons(screen))) <= set(shown)


@each_chat
def test_a_list_a_sentence_and_a_refusal(chat: Chat) -> None:
    """What the picture is to show, with bold, underlined and slanted words."""
    listed, told, refused = (answer(exchange.question).text for exchange in chat.exchanges)

    assert "<blockquote expandable>" in listed
    assert all(f"<{mark}>" in told for mark in "bui")
    assert "<blockquote>" in refused
    assert "<b>" not in refused


@each_chat
def test_the_readme_shows_it(chat: Chat) -> None:
    """With the same words for those who do not see it, and a link to more."""
    readme = (ROOT / READMES[chat.language]).read_text(encoding="utf-8")
    picture = re.search(r'<a href="docs/telegram.md"><img ([^>]*)></a>', readme)

    assert picture is not None
    assert f'src="docs/{name_of(chat)}"' in picture[1]
    assert f'alt="{chat.description}"' in picture[1]
