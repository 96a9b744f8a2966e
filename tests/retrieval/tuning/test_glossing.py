"""A makeshift English for Chinese questions."""

import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.model import AnswerKind
from retrieval.text.dictionary.entries import Entry, Gloss
from retrieval.text.tokenizing import JiebaTokenizer
from retrieval.tuning.glossing import Glosser, Translator

ENTRIES = [
    Entry("图书馆", (Gloss(("library",), 1.0),)),
    Entry("公司", (Gloss(("company",), 1.0),)),
    Entry("设施", (Gloss(("facilities",), 1.0),)),
    Entry("建造", (Gloss(("build",), 1.0),)),
    Entry("参观", (Gloss(("visit",), 1.0),)),
    Entry("周围", (Gloss(("that", "which", "is", "all", "around"), 1.0),)),
    Entry("层", (Gloss(("of",), 1.0),)),
]


@pytest.fixture
def analyser(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> QuestionAnalyser:
    """An analyser without a dictionary."""
    return QuestionAnalyser(lexicon.question, tokenizer)


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("谁建造了图书馆？", "Who build library?"),
        ("图书馆什么时候建造？", "When library build?"),
        ("哪家公司建造了图书馆？", "What company build library?"),
        ("参观了哪些设施？", "What facilities visit?"),
        ("姚明参观了图书馆吗？", "What Yao Ming visit library?"),
        ("图书馆有多少 LED？", "How many LED library?"),
        ("图书馆周围", "What library Zhou Wei?"),
    ],
)
def test_words_become_english_in_their_order(
    analyser: QuestionAnalyser, question: str, english: str
) -> None:
    """Question word first, then what it asks of; names are written as they are read."""
    assert Glosser(ENTRIES, 1).glossed(analyser.analyse(question)) == english


def test_a_compound_is_said_by_its_parts(analyser: QuestionAnalyser) -> None:
    """A word that the dictionary lacks may be two that it has."""
    query = analyser.analyse("谁建造图书馆公司？")
    assert "library company" in Glosser(ENTRIES, 1).glossed(query)


def test_translations_are_queries_of_their_kind(analyser: QuestionAnalyser) -> None:
    """Who asks for a person in both languages."""
    translator = Translator(Glosser(ENTRIES, 1), analyser.analyse, 1)
    query = translator.translated(analyser.analyse("谁建造了图书馆？"))
    assert query.cross_lingual
    assert query.kind is AnswerKind.PERSON


def test_the_same_seed_says_the_same(analyser: QuestionAnalyser) -> None:
    """Fitting can be repeated."""
    several = [Entry("建造", tuple(Gloss((f"build{n}",), 0.5) for n in range(9)))]
    query = analyser.analyse("谁建造？")
    first = [Glosser(several, 7).glossed(query) for _ in range(2)]
    assert first[0] == first[1]
