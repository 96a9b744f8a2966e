"""The shipped lexicon."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from config.lexicon import load_lexicon
from retrieval.text.folding import fold


def _lists(value: object) -> Iterator[tuple[str, ...]]:
    """Every list of words below `value`."""
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _lists(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _lists(getattr(value, field.name))


def test_words_are_folded() -> None:
    """Simplified and lower case, as the rules compare them: another one would never match."""
    unfolded = [
        word for words in _lists(load_lexicon()) for word in words if fold(word).text != word
    ]

    assert unfolded == []


def test_no_word_is_listed_twice() -> None:
    """A list that grows by hand stays readable."""
    repeated = [words for words in _lists(load_lexicon()) if len(set(words)) < len(words)]

    assert repeated == []
