"""Each signal, where it speaks and where it is silent."""

from dataclasses import replace

import numpy as np
import pytest

from retrieval.answering.evidence import (
    Evidence,
    Sought,
    evidence_in,
    share_of_information,
    sought,
)
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.answering.signals import (
    bm25_parts,
    kind_named,
    kind_nearness,
    longest_run,
    new_names,
    novelty,
    query_weights,
    window_coverage,
)
from retrieval.answering.views import view_of
from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.replies import Query
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import PARAMETERS, SPLITTING

TEXT = "新馆由王立新设计。新馆去年开放。馆长是林小梅。她每天早上开门。"
QUESTION = "新馆的馆长是谁？"
DESIGN, OPENING, DIRECTOR, DOOR = range(4)


class _Case:
    """A question on a text, counted."""

    def __init__(self, shelf: Shelf, query: Query) -> None:
        self.query = query
        self.columns: Sought = sought(query)
        self.evidence: Evidence = evidence_in(
            view_of(shelf.placed["one"].shelved, 0, shelf.listed, None), self.columns
        )


@pytest.fixture
def case(tokenizer: JiebaTokenizer, tagger: LacTagger, lexicon: Lexicon) -> _Case:
    """The question above on the text above."""
    tools = Tools(tokenizer, tagger)
    shelf = build_shelf([Article("one", TEXT)], tools, SPLITTING, PARAMETERS)
    return _Case(shelf, QuestionAnalyser(lexicon.question, tokenizer).analyse(QUESTION))


def test_bm25_is_local_to_the_passage(case: _Case) -> None:
    """What half of the sentences say tells less than what one says."""
    scores = bm25_parts(case.evidence, case.columns, PARAMETERS).sum(axis=1)

    assert scores.argmax() == DIRECTOR
    assert scores[DESIGN] > scores[DOOR] == 0


def test_bm25_of_no_column_is_nothing(case: _Case) -> None:
    """Columns that do not count add nothing."""
    none = np.zeros(len(case.columns.weights), dtype=np.bool_)

    assert not (bm25_parts(case.evidence, case.columns, PARAMETERS) @ none).any()


def test_words_near_the_question_word_count_more(case: _Case) -> None:
    """馆长 stands beside 谁, 新馆 does not."""
    near = dict(zip(case.columns.terms, case.columns.nearness, strict=True))

    assert near["馆长/"] > near["新馆/"]


def test_coverage_is_a_share(case: _Case) -> None:
    """Of the information of all that is asked."""
    held = case.evidence.frequencies > 0

    shares = share_of_information(case.columns, held)

    assert shares[DOOR] == 0
    assert 0 < shares[DIRECTOR] < 1
    assert share_of_information(case.columns, np.ones_like(held)) == pytest.approx(1)


def test_a_neighbour_lends_its_words(case: _Case) -> None:
    """她 has the director in the sentence before."""
    window = window_coverage(case.evidence, case.columns)

    assert window[DOOR] == pytest.approx(
        share_of_information(case.columns, case.evidence.frequencies > 0)[DIRECTOR]
    )


def test_the_longest_run(case: _Case) -> None:
    """In characters of the content that was asked, as a share."""
    runs = longest_run("新馆馆长", case.evidence)

    assert list(runs) == [0.5, 0.5, 0.5, 0]


def test_repeating_the_question_is_nothing_new(case: _Case) -> None:
    """A sentence with other characters is."""
    new = novelty("馆长是林小梅。", case.evidence)

    assert new[DIRECTOR] == 0 < new[DOOR]


def test_a_person_answers_who(case: _Case) -> None:
    """Those that name one, the nearer to the question's words the better."""
    names = new_names(case.query, QUESTION, case.evidence)
    named = kind_named(names)
    near = kind_nearness(names, QUESTION, case.evidence)

    assert list(named) == [1, 0, 1, 0]
    assert near[DIRECTOR] > near[OPENING] == near[DOOR] == 0


def test_who_is_asked_with_does_not_answer(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, case: _Case
) -> None:
    """The name in the question is no answer to it."""
    query = QuestionAnalyser(lexicon.question, tokenizer).analyse("林小梅是谁？")

    assert kind_named(new_names(query, query.question, case.evidence))[DIRECTOR] == 0


def test_translations_share_a_word_s_weight(case: _Case) -> None:
    """A word with many does not outweigh a word with one."""
    (first, *_) = case.query.terms
    several = replace(first, alternatives=("一", "二", "三", "四"))
    weights = query_weights(replace(case.query, terms=(several,)))

    assert weights == {first.term: first.weight} | dict.fromkeys("一二三四", first.weight / 2)
