"""The bot put together."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.assembly import Assembly
from bot.store.database import Database, DatabaseError
from bot.store.places import Place
from bot.telegram.running import run
from config.lexicon import load_lexicon
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.store.conftest import write
from tests.bot.telegram.harness import CATALOGUE, SETTINGS, TOKEN


def test_a_store_that_fails_before_the_bot_serves(tokenizer: JiebaTokenizer, place: Place) -> None:
    """It is told in one line, wherever it is met: here by the first who looks at a shelf."""
    Database(place).close()
    write(place, "DROP TABLE chat_shelf")
    if isinstance(place, Path):
        there = replace(SETTINGS.store, file=place)
    else:
        there = replace(SETTINGS.store, url=place)
    broken = Assembly(
        replace(SETTINGS, store=there), load_lexicon(), Tools(tokenizer), load_weights("full")
    )

    with pytest.raises(DatabaseError, match="chat_shelf") as caught:
        run(broken, CATALOGUE, "en", SETTINGS.shelf.files, TOKEN)

    assert "\n" not in str(caught.value)
