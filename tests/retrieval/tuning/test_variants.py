"""Other questions made of labelled ones."""

import random

import pytest

from retrieval.answering.inputs import prepare
from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.replies import Query
from retrieval.text.tokenizing import JiebaTokenizer
from retrieval.tuning.variants import blinded, unread

QUESTION = "王立新什么时候设计了滨江大桥？"


@pytest.fixture
def query(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> Query:
    """A question with a name, a time and a thing."""
    return QuestionAnalyser(lexicon.question, tokenizer).analyse(QUESTION)


def test_blind_questions_miss_what_they_still_ask_for(query: Query) -> None:
    """No term is found, and none is forgotten."""
    blind = blinded(query, 0.0, random.Random(1))
    assert not {term.term for term in blind.terms} & {term.term for term in query.terms}
    assert [term.information for term in blind.terms] == [term.information for term in query.terms]
    assert blind.words == query.words


def test_a_share_is_seen(query: Query) -> None:
    """If all is to be seen, nothing changes."""
    assert blinded(query, 1.0, random.Random(1)) == query


def test_the_letters_of_what_is_hidden_are_not_read(query: Query) -> None:
    """They become others, so that places stay good."""
    asked = prepare(query, None)
    assert unread(asked).folded == asked.folded
    hidden = unread(prepare(blinded(query, 0.0, random.Random(1)), None))
    assert "王立新" in asked.folded
    assert "王立新" not in hidden.folded
    assert len(hidden.folded) == len(asked.folded)
    assert not hidden.content
