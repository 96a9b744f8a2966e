"""The parts of an analysis as columns."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis.columns import Sentences, Vocabulary, keys_of
from retrieval.model import Article
from retrieval.text.splitting.sentences import split_sentences
from tests.laws.strategies import articles

terms = st.lists(st.text(max_size=4), unique=True)


@given(known=terms, asked=terms)
def test_terms_are_found_by_their_keys(known: list[str], asked: list[str]) -> None:
    """Each that is there by the number that it was given, and no other."""
    vocabulary, numbers = Vocabulary.of(known)

    found = vocabulary.numbers_of(keys_of(asked)).tolist()

    assert [vocabulary.terms[number] for number in numbers.tolist()] == known
    assert [vocabulary.terms[number] if number >= 0 else None for number in found] == [
        term if term in known else None for term in asked
    ]


@given(articles)
def test_sentences_are_the_same_when_asked_for(article: Article) -> None:
    """One by one, in runs, and all together; each knows its number."""
    sentences = split_sentences(article)

    columns = Sentences.of(article, sentences)

    assert tuple(columns) == sentences == columns[:]
    assert [columns.number_of(each) for each in sentences] == list(range(len(columns)))
    assert columns.lengths == [len(each.span) for each in sentences]
    assert np.array_equal(Sentences.of(article, columns).places, columns.places)
