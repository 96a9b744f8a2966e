"""`make pictures`: draw the chats anew."""

from pathlib import Path

from tests.bot.telegram.seed import answer
from tests.pictures.chat import drawn
from tests.pictures.chats import CHATS, name_of
from tests.repository.places import ROOT

DOCS = ROOT / "docs"


def draw(folder: Path) -> None:
    """Write every picture to `folder`."""
    for chat in CHATS:
        (folder / name_of(chat)).write_text(drawn(chat, answer), encoding="utf-8")


if __name__ == "__main__":
    draw(DOCS)
