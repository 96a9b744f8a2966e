"""Bots for the tests of the handlers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from bot.assembly import Assembly
from config.lexicon import load_lexicon
from config.settings import TelegramSettings
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.telegram.harness import SETTINGS, Harness

MakeBot = Callable[..., Harness]


@pytest.fixture(autouse=True)
def in_no_hurry(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake Telegram has no limits to keep; the tests of the pace have it as it is."""
    if "pace" not in request.path.name:
        for limit in ("_IN_A_CHAT", "_IN_A_GROUP"):
            monkeypatch.setattr(f"bot.telegram.pace.{limit}", 1_000)


@pytest.fixture(scope="session")
def assembly(tokenizer: JiebaTokenizer) -> Assembly:
    """The shipped settings, without models."""
    return Assembly(SETTINGS, load_lexicon(), Tools(tokenizer), load_weights("full"))


@pytest.fixture
def make_bot(assembly: Assembly, tmp_path: Path) -> Iterator[MakeBot]:
    """Makes bots that share a database, and closes them."""
    made: list[Harness] = []

    def make(
        files: Sequence[Path] | None = None, settings: TelegramSettings = SETTINGS.telegram
    ) -> Harness:
        made.append(Harness(assembly, tmp_path, files, settings))
        return made[-1]

    yield make
    for each in made:
        each.database.close()


@pytest.fixture
def bot(make_bot: MakeBot) -> Harness:
    """One on the seed article."""
    return make_bot()
