"""Terms and queries on their way to a cluster."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.cluster.query import Query, any_of, coded, digest, place, score, texts
from tests.retrieval.index.cluster.articles import article

anything = st.text(min_size=1, max_size=80)


@given(anything)
def test_a_term_is_letters_and_digits(term: str) -> None:
    """Whatever is in it, no server sees anything to interpret or to cut."""
    assert re.fullmatch(r"[a-z][0-9a-f]+", coded(term))


@given(anything, anything)
def test_different_terms_stay_different(one: str, other: str) -> None:
    """Short or long."""
    assert (coded(one) == coded(other)) == (one == other)


def test_no_term_is_too_long_for_a_server() -> None:
    """The module that the tests use leaves out words of more than 127 letters."""
    assert len(coded("长" * 1_000)) < 127


def test_a_term_of_another_weight_is_a_group() -> None:
    """What most terms have is the unit; a group with itself counts a term twice."""
    found = any_of({"a": 0.5, "b": 2.0, "c": 0.5})

    assert found == Query("t61|((t62 t62) => {$weight: 2.0})|t63", 0.5)


def test_an_article_is_known_by_its_passages() -> None:
    """The same ones have the same digest, others have not."""
    one = digest(texts(article("a")))

    assert one == digest(texts(article("a")))
    assert one != digest(texts(article("a", seed=2)))


def test_scores_of_the_same_words_tie() -> None:
    """In whatever order a server added up."""
    assert score("1.2345678901234", 2) == score("1.2345678901235", 2)
    assert score("1.23456789", 2) > score("1.23456788", 2)


def test_a_key_tells_the_passage() -> None:
    """The article's order and the passage's number."""
    assert place("yuanju:{ab12}:cd34:p:17.203") == (17, 203)
