"""Unquoted words."""

import math

import pytest

from config.scalars import Scalar, scalar


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-3", -3),
        ("010", 10),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("-.inf", -math.inf),
    ],
)
def test_word_with_a_meaning(word: str, expected: Scalar) -> None:
    """Null, booleans and decimal numbers are what YAML 1.2 says."""
    actual = scalar(word)

    assert (type(actual), actual) == (type(expected), expected)


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "y", "1:30", "2022-05-25", "２０２２", "1_000", "一", "."]
)
def test_word_without_a_meaning(word: str) -> None:
    """What only YAML 1.1 or Python takes for a value stays text."""
    actual = scalar(word)

    assert actual == word


def test_not_a_number() -> None:
    """`.nan` is the one value that differs from itself."""
    actual = scalar(".nan")

    assert isinstance(actual, float)
    assert math.isnan(actual)
