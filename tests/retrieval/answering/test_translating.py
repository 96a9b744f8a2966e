"""Questions in English, on Chinese text."""

import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.model import Span
from retrieval.replies import Query
from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.dictionary.storing import open_tables
from retrieval.text.tokenizing import JiebaTokenizer


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    """The real dictionary."""
    folder = tmp_path_factory.mktemp("dictionary")
    return Dictionary(lambda: open_tables(folder))


@pytest.fixture
def query(tokenizer: JiebaTokenizer, lexicon: Lexicon, dictionary: Dictionary) -> Query:
    """A question of four content words, one of them the kind of the answer."""
    analyser = QuestionAnalyser(lexicon.question, tokenizer, dictionary)
    return analyser.analyse("Which scientists attended the NASA meeting?")


def test_a_word_stands_for_its_translations(query: Query) -> None:
    """As words and as pairs, for jieba may cut the text otherwise."""
    attended = next(term for term in query.terms if term.term == "attended")

    assert {"出席/", "出 席"} <= set(attended.alternatives)
    assert attended.span == Span(17, 25)


def test_what_the_dictionary_lacks_is_looked_for_as_it_is(query: Query) -> None:
    """A name in Latin letters stands so in Chinese texts, too."""
    (nasa,) = (term for term in query.terms if term.term == "nasa")

    assert nasa.information > 0


def test_function_words_are_not_looked_for(query: Query) -> None:
    """The and which tell nothing."""
    assert not {"the", "which"} & {term.term for term in query.terms}


def test_the_kind_of_the_answer_weighs_less(query: Query) -> None:
    """The sentence that names scientists seldom says so."""
    weights = {term.term: term.weight for term in query.terms}

    assert weights["scientists"] < weights["attended"]


def test_a_chinese_question_is_not_translated(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, dictionary: Dictionary
) -> None:
    """Its terms are its own, with the Latin words in it."""
    analyser = QuestionAnalyser(lexicon.question, tokenizer, dictionary)

    query = analyser.analyse("谁参加了NASA的会议？")

    assert all(not term.alternatives for term in query.terms)
