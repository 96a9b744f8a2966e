"""The laws of `Tokenizer`."""

import pytest
from hypothesis import given

from retrieval.answering.wordlist import ListedWords, WordList
from retrieval.protocols import Tokenizer
from retrieval.text.folding import fold
from retrieval.text.tokenizing import JiebaTokenizer
from tests.laws.strategies import texts

LISTED = WordList((("a1",), ("中", "會議中"), ("馆 长", "..", "１２")))
"""Cut across what jieba sees, and stand in many texts of the strategy."""


@pytest.fixture(scope="session", params=[False, True], ids=["jieba", "listed"])
def cutting(tokenizer: JiebaTokenizer, *, request: pytest.FixtureRequest) -> Tokenizer:
    """Every tokenizer that there is."""
    return ListedWords(LISTED).tokenizing(tokenizer) if request.param else tokenizer


@given(text=texts)
def test_tokens_lie_in_the_text_and_show_something(cutting: Tokenizer, text: str) -> None:
    """Every token can be pointed at."""
    for token in cutting(text):
        assert 0 <= token.span.start < token.span.end <= len(text)
        assert token.span.of(text).strip()
        assert token.term


@given(text=texts)
def test_folded_text_has_the_same_terms(cutting: Tokenizer, text: str) -> None:
    """Script, width and case make no difference to what is found."""
    folded = fold(text).text

    assert [token.term for token in cutting(folded)] == [token.term for token in cutting(text)]


@given(text=texts)
def test_words_cover_the_text(cutting: Tokenizer, text: str) -> None:
    """Words follow each other without a gap: nothing of a question is overlooked."""
    words = cutting.words(text)

    assert "".join(word.term for word in words) == fold(text).text


@given(text=texts)
def test_every_token_tells_something(cutting: Tokenizer, text: str) -> None:
    """Information is above 0, also for the commonest word and for one never seen."""
    assert all(cutting.information(token) > 0 for token in cutting(text))
