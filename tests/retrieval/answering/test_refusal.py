"""How sure an answer must be, and why there is none."""

from dataclasses import replace

import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.refusal import (
    LEAST_OF_YES_OR_NO,
    LEAST_WITHOUT_NAME,
    lacks_a_name,
    least_confidence,
    missing_words,
    reason_for,
)
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Span
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.replies import Query, Reason
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import LIBRARY, PARAMETERS, SPLITTING

THRESHOLD = 0.1


@pytest.fixture
def analyser(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> QuestionAnalyser:
    """With the shipped words."""
    return QuestionAnalyser(lexicon.question, tokenizer)


def shelf_of(tokenizer: JiebaTokenizer, text: str) -> Shelf:
    """One article with that text."""
    return build_shelf([Article("one", text)], Tools(tokenizer), SPLITTING, PARAMETERS)


def spans(question: str, *words: str) -> tuple[Span, ...]:
    """Where these words stand."""
    starts = (question.index(word) for word in words)
    return tuple(Span(start, start + len(word)) for start, word in zip(starts, words, strict=True))


def known_abroad(query: Query, word: str) -> Query:
    """`query` with a translation of `word`, 北京, as the index has it."""
    (place,) = spans(query.question, word)
    terms = tuple(
        replace(term, alternatives=("北 京",)) if term.span == place else term
        for term in query.terms
    )
    return replace(query, terms=terms)


@pytest.mark.parametrize(
    ("question", "name"), [("北京的馆长是谁？", "北京"), ("王立新是馆长吗？", "王立新")]
)
def test_a_name_may_be_missing(
    analyser: QuestionAnalyser, tagger: LacTagger, question: str, name: str
) -> None:
    """A person or a place that no article has, which the tagger tells."""
    query = analyser.analyse(question)

    assert lacks_a_name(query, spans(question, name), tagger)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("北京的馆长是谁？", []),
        ("林小梅在食堂吗？", ["食堂"]),
        ("林小梅的车是什么颜色？", ["颜色"]),
    ],
)
def test_a_word_that_is_missing_is_no_name(
    analyser: QuestionAnalyser, tagger: LacTagger, question: str, missing: list[str]
) -> None:
    """Nor is a name that is there."""
    query = analyser.analyse(question)

    assert not lacks_a_name(query, spans(question, *missing), tagger)


def test_a_name_is_missing_by_more_than_half(
    analyser: QuestionAnalyser, tagger: LacTagger
) -> None:
    """A word that takes a letter of it is not enough."""
    question = "王立新是馆长吗？"
    query = analyser.analyse(question)

    assert not lacks_a_name(query, spans(question, "王"), tagger)
    assert lacks_a_name(query, spans(question, "立新"), tagger)


def test_names_are_not_told_without_a_tagger(analyser: QuestionAnalyser) -> None:
    """In Chinese nothing else tells them."""
    question = "北京的馆长是谁？"

    assert not lacks_a_name(analyser.analyse(question), spans(question, "北京"), None)


def test_an_english_name_with_a_translation_may_be_missing(analyser: QuestionAnalyser) -> None:
    """Without one, or as the first word, nothing is told of it."""
    asked = analyser.analyse("When did Beijing open it?")
    first = analyser.analyse("Beijing opened when?")
    missing = spans(asked.question, "Beijing")

    assert lacks_a_name(known_abroad(asked, "Beijing"), missing, None)
    assert not lacks_a_name(asked, missing, None)
    assert not lacks_a_name(known_abroad(first, "Beijing"), spans(first.question, "Beijing"), None)


def test_the_threshold_is_enough_for_a_plain_question(
    analyser: QuestionAnalyser, tagger: LacTagger
) -> None:
    """All of its words are there, and it is not one of yes or no."""
    query = analyser.analyse("馆长是谁？")

    assert least_confidence(query, (), tagger, THRESHOLD) == THRESHOLD


@pytest.mark.parametrize(
    ("question", "missing", "least"),
    [
        ("北京的馆长是谁？", ["北京"], LEAST_WITHOUT_NAME),
        ("馆长走了吗？", [], LEAST_OF_YES_OR_NO),
        ("北京的馆长走了吗？", ["北京"], LEAST_WITHOUT_NAME),
    ],
)
def test_more_is_asked_of_some_questions(
    analyser: QuestionAnalyser, tagger: LacTagger, question: str, missing: list[str], least: float
) -> None:
    """With a name that is missing, or of yes or no; a higher threshold stands."""
    query, places = analyser.analyse(question), spans(question, *missing)

    assert least_confidence(query, places, tagger, THRESHOLD) >= least
    assert least_confidence(query, places, tagger, 0.99) >= 0.99


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("食堂几点开门？", LIBRARY.text, ["食堂", "开门"]),
        ("食堂的馆长是谁？", LIBRARY.text, ["食堂"]),
        ("館長是誰？", LIBRARY.text, []),
        ("谁是研究生？", "他研究生命。", []),
        ("谁参加了会议？", "会长参观，加入商议。", ["参加", "会议"]),
    ],
)
def test_what_stands_nowhere_is_missing(
    analyser: QuestionAnalyser,
    tokenizer: JiebaTokenizer,
    question: str,
    text: str,
    missing: list[str],
) -> None:
    """A word is there in either script, or letter by letter where it was cut elsewhere."""
    query = analyser.analyse(question)

    assert missing_words(query, shelf_of(tokenizer, text).index) == spans(question, *missing)


def test_a_translation_stands_for_its_word(
    analyser: QuestionAnalyser, tokenizer: JiebaTokenizer
) -> None:
    """The English word is missing until it has one that is there."""
    query = analyser.analyse("When did Beijing open it?")
    index = shelf_of(tokenizer, "北京新馆开馆。").index
    (name,) = spans(query.question, "Beijing")

    assert name in missing_words(query, index)
    assert name not in missing_words(known_abroad(query, "Beijing"), index)


@pytest.mark.parametrize(
    ("question", "missing", "reason"),
    [
        ("", [], Reason.EMPTY),
        ("你是谁", [], Reason.NO_CONTENT_WORDS),
        ("食堂的菜单？", ["食堂", "菜单"], Reason.NO_MATCH),
        ("食堂的馆长是谁？", ["食堂"], Reason.LOW_CONFIDENCE),
        ("馆长是谁？", [], Reason.LOW_CONFIDENCE),
    ],
)
def test_why_nothing_answers(
    analyser: QuestionAnalyser, question: str, missing: list[str], reason: Reason
) -> None:
    """Nothing asked, nothing to look for, none of it there, or too little of it."""
    assert reason_for(analyser.analyse(question), spans(question, *missing)) is reason
