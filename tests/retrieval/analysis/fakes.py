"""Small tools without models, which an analysing process makes for itself."""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Pieces, Span, Tag, TaggedWord, Token, TokenKind
from retrieval.protocols import Tools

WAITS = "等"
"""A sentence with this is read when the file `free` is there."""
KILLS = "杀"
"""A process that reads this is killed, as often as the file `kills` says."""


class FakeTokenizer:
    """Every character is a word."""

    def __init__(self, folder: Path) -> None:
        """What happens while it reads is written, and read, in `folder`."""
        self._folder = folder

    def __call__(self, text: str) -> list[Token]:
        """The characters, after what they make happen."""
        if KILLS in text:
            self._be_killed()
        while WAITS in text and not (self._folder / "free").exists():
            (self._folder / "waiting").touch()
            time.sleep(0.01)
        return self.words(text)

    def words(self, text: str) -> list[Token]:
        """The characters."""
        return [
            Token(character, Span(place, place + 1), TokenKind.WORD)
            for place, character in enumerate(text)
        ]

    def information(self, token: Token) -> float:
        """As much for each."""
        return float(len(token.term))

    def _be_killed(self) -> None:
        left = self._folder / "kills"
        times = int(left.read_text()) if left.exists() else 0
        if times:
            left.write_text(str(times - 1))
            os.kill(os.getpid(), signal.SIGKILL)


class FakeTagger:
    """Every text is one noun."""

    def __call__(self, text: str) -> list[TaggedWord]:
        """It."""
        return [TaggedWord(Span(0, len(text)), Tag.NOUN)]


class FakeEncoder:
    """A text means how long it is, and how many stand beside it."""

    dimensions = 2

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Not by the law that company makes no difference: it must not be another company."""
        rows = [(len(text), len(texts)) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, self.dimensions)

    def pieces(self, text: str) -> Pieces:
        """One a character."""
        places = np.arange(len(text) + 1, dtype=np.int32)
        return Pieces(np.array(list(map(ord, text)), dtype=np.int32), places[:-1], places[1:])

    def piece_vectors(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """All alike."""
        vectors = np.zeros((len(ids), self.dimensions), dtype=np.float32)
        vectors[:, 0] = 1
        return vectors


@dataclass(frozen=True)
class FakeTools:
    """Makes the tools, and says who made them."""

    folder: Path

    def __call__(self) -> Tools:
        """With a file by the name of the process."""
        (self.folder / "made").mkdir(exist_ok=True)
        (self.folder / "made" / str(os.getpid())).touch()
        return Tools(FakeTokenizer(self.folder), FakeTagger(), FakeEncoder())

    @property
    def made(self) -> list[int]:
        """The processes that have made tools."""
        folder = self.folder / "made"
        return [int(file.name) for file in folder.iterdir()] if folder.exists() else []
