"""English words in the form that questions and the dictionary share."""

import pytest

from retrieval.text.dictionary.english import english_words, is_function_word, stem, stemmed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who founded the Library?", ["who", "founded", "the", "library"]),
        (
            "the U.S. team's prefecture-level café",
            ["the", "us", "team", "prefecture", "level", "cafe"],
        ),
        ("the director’s 3.5 km in 1998.", ["the", "director", "3.5", "km", "in", "1998"]),
        ("谁？", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Lower case, no accents; hyphens part, dots of abbreviations and possessives go."""
    assert english_words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        "attend attends attended attending",
        "visit visits visited visiting",
        "make makes made making",
        "stop stops stopped stopping",
        "study studies studied studying",
        "facility facilities",
        "bridge bridges",
        "church churches",
        "build builds built building",
        "call calls called calling",
        "person people",
        "win wins won winning",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    """Regular and irregular ones."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("bus", "bu"), ("king", "k"), ("bed", "b"), ("red", "r"), ("class", "clas"), ("thing", "th")],
)
def test_what_only_looks_like_an_ending_stays(one: str, other: str) -> None:
    """Short words, and words that end in ss, us, is."""
    assert stem(one) != stem(other)


def test_a_phrase_is_stemmed_word_by_word() -> None:
    """With one blank between."""
    assert stemmed(["weather", "stations"]) == stemmed(["weather", "station"]) == "weather station"


def test_function_words_are_known() -> None:
    """They hold others together, or ask."""
    assert is_function_word("the")
    assert is_function_word("which")
    assert not is_function_word("library")
