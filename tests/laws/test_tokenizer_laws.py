"""The laws of `Tokenizer`."""

from hypothesis import given

from retrieval.text.folding import fold
from retrieval.text.tokenizing import JiebaTokenizer
from tests.laws.strategies import texts


@given(text=texts)
def test_tokens_lie_in_the_text_and_show_something(tokenizer: JiebaTokenizer, text: str) -> None:
    """Every token can be pointed at."""
    for token in tokenizer(text):
        assert 0 <= token.span.start < token.span.end <= len(text)
        assert token.span.of(text).strip()
        assert token.term


@given(text=texts)
def test_folded_text_has_the_same_terms(tokenizer: JiebaTokenizer, text: str) -> None:
    """Script, width and case make no difference to what is found."""
    folded = fold(text).text

    assert [token.term for token in tokenizer(folded)] == [token.term for token in tokenizer(text)]


@given(text=texts)
def test_words_cover_the_text(tokenizer: JiebaTokenizer, text: str) -> None:
    """Words follow each other without a gap: nothing of a question is overlooked."""
    words = tokenizer.words(text)

    assert "".join(word.term for word in words) == fold(text).text


@given(text=texts)
def test_every_token_tells_something(tokenizer: JiebaTokenizer, text: str) -> None:
    """Information is above 0, also for the commonest word and for one never seen."""
    assert all(tokenizer.information(token) > 0 for token in tokenizer(text))
