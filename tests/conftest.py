"""What many tests need, made once."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from config.lexicon import load_lexicon
from retrieval.lexicon import Lexicon
from retrieval.models.encoder import UseEncoder
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.postgresql import NoServerError, Server, served

# The first example pays for loading dictionaries, and CI machines are slow: a deadline
# would measure the machine.
settings.register_profile("yuanju", deadline=None)
settings.load_profile("yuanju")


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is slow to make is kept; no other user of the machine writes there."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def tokenizer(cache_folder: Path) -> JiebaTokenizer:
    """The real tokenizer."""
    return JiebaTokenizer(cache_folder)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return load_lexicon()


@pytest.fixture(scope="session")
def tagger() -> LacTagger:
    """The real tagger."""
    return LacTagger()


@pytest.fixture(scope="session")
def tools(tokenizer: JiebaTokenizer, tagger: LacTagger) -> Tools:
    """The real tokenizer and tagger, without an encoder."""
    return Tools(tokenizer, tagger)


@pytest.fixture(scope="session")
def encoder() -> UseEncoder:
    """The real encoder."""
    return UseEncoder()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server; where none can be had, what needs it is passed over."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(served())
        except NoServerError as error:
            pytest.skip(f"no PostgreSQL server: {error}")
        yield server
