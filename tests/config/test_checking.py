"""Values against types, and the words for what does not fit."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from annotated_types import Gt, Interval, Len, Lt

from config.checking import check
from config.documents import Value
from config.fields import Location, dotted
from config.problems import ConfigurationError


@dataclass(frozen=True, slots=True)
class Inner:
    """A section in a section."""

    share: Annotated[float, Interval(ge=0, le=1)] = 0.5


@dataclass(frozen=True, slots=True)
class Outer:
    """One field of every kind that settings or a lexicon may need."""

    inner: Inner = Inner()
    count: Annotated[int, Interval(ge=1, le=9)] = 1
    strict: Annotated[float, Gt(0), Lt(10)] = 1
    switch: bool = True
    word: str = ""
    choice: Literal["one", "two"] = "one"
    path: Path | None = None
    words: tuple[str, ...] = ()
    few: Annotated[tuple[int, ...], Len(1, 2)] = (1,)
    bag: frozenset[str] = frozenset()
    table: dict[str, tuple[str, ...]] | None = None
    either: str | tuple[str, ...] = ""
    letter: Annotated[str, Len(1, 2)] = "a"
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Needy:
    """Two fields without a default."""

    one: int
    two: int


def place(location: Location) -> str:
    """The location alone."""
    return dotted(location)


def mistakes(value: Value, type_: type = Outer) -> list[str]:
    """What is wrong with a value, as it is printed."""
    with pytest.raises(ConfigurationError) as caught:
        check(value, type_, place)
    return str(caught.value).splitlines()


def test_values_that_fit() -> None:
    """Lists become tuples, whole numbers fractions, and texts paths."""
    value: Value = {"inner": {"share": 1}, "path": "a/b", "words": ["x"], "table": {"k": ["v"]}}

    outer = check(value, Outer, place)

    assert outer == Outer(Inner(1.0), path=Path("a/b"), words=("x",), table={"k": ("v",)})
    assert isinstance(outer.inner.share, float)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("count", 0, "must be at least 1, is 0"),
        ("count", 10, "must be at most 9, is 10"),
        ("count", 1.5, "must be a whole number, is 1.5"),
        ("count", True, "must be a whole number, is true"),
        ("count", "1", 'must be a whole number, is "1"'),
        ("count", [1], "must be a whole number, is a list"),
        ("count", {"a": 1}, "must be a whole number, is a section"),
        ("strict", 0, "must be more than 0, is 0"),
        ("strict", 10, "must be less than 10, is 10"),
        ("strict", "x", 'must be a number, is "x"'),
        ("strict", float("nan"), "must be a finite number, is NaN"),
        ("switch", "yes", 'must be true or false, is "yes"'),
        ("switch", 1, "must be true or false, is 1"),
        ("word", 3, "must be text, is 3"),
        ("word", None, "must be text, is null"),
        ("word", ["甲"], "must be text, is a list"),
        ("choice", "tow", 'must be one or two, is "tow"'),
        ("path", 1, "must be text, is 1"),
        ("words", "a", 'must be a list such as [one, two], is "a"'),
        ("few", [], "must have at least 1 entries, is a list"),
        ("few", [1, 2, 3], "must have at most 2 entries, is a list"),
        ("bag", "a", 'must be a list such as [one, two], is "a"'),
        ("letter", "", 'must have at least 1 characters, is ""'),
        ("letter", "abc", 'must have at most 2 characters, is "abc"'),
        ("inner", 3, "must be a section of `key: value` lines"),
        ("table", [], "must be a section of `key: value` lines"),
    ],
)
def test_value_that_does_not_fit(key: str, value: Value, expected: str) -> None:
    """Each kind of mistake is said in words, with what stands there."""
    found = mistakes({key: value})

    assert found == [f"{key}: {expected}"]


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"words": ["a", 3]}, "words[1]"),
        ({"table": {"k": ["a", 3]}}, "table.k[1]"),
        ({"inner": {"share": "x"}}, "inner.share"),
    ],
)
def test_deep_mistake_is_placed(value: Value, where: str) -> None:
    """A mistake inside something is reported where it stands."""
    found = mistakes(value)

    assert [line.partition(": ")[0] for line in found] == [where]


def test_mistake_in_a_union_is_placed_at_its_key() -> None:
    """The members of a union, which stand in no file, are not part of the place."""
    found = mistakes({"either": 3})

    assert found == [
        "either: must be text, is 3",
        "either: must be a list such as [one, two], is 3",
    ]


def test_mistake_without_words_of_its_own() -> None:
    """A kind of mistake that nobody foresaw is still named and placed, in one line."""
    found = mistakes({"day": "someday"})

    assert len(found) == 1
    assert found[0].startswith("day: does not fit (date ")


def test_long_value_is_cut() -> None:
    """A line stays a line, however long the wrong value is."""
    found = mistakes({"count": "x" * 1_000})

    assert len(found[0]) < 120


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"cuont": 1}, "cuont: unknown key; did you mean count?"),
        ({"share": 1}, "share: unknown key; did you mean inner.share?"),
        ({"inner": {"shar": 1}}, "inner.shar: unknown key; did you mean share?"),
        ({"zzz": 1}, "zzz: unknown key"),
    ],
)
def test_unknown_key(value: Value, expected: str) -> None:
    """A key that does not exist is an error, with the likeliest one in its place."""
    found = mistakes(value)

    assert found == [expected]


def test_all_at_once() -> None:
    """Mistakes of all kinds and depths are reported together."""
    found = mistakes({"inner": {"share": 2, "a": 1}, "count": "x", "words": [1, 2]})

    assert sorted(line.partition(": ")[0] for line in found) == [
        "count",
        "inner.a",
        "inner.share",
        "words[0]",
        "words[1]",
    ]


def test_every_missing_key() -> None:
    """Each missing key is reported under its name."""
    found = mistakes({}, Needy)

    assert found == ["one: is missing", "two: is missing"]


def test_error_holds_no_pydantic() -> None:
    """The traceback has no other error behind it, whose text would show the input."""
    with pytest.raises(ConfigurationError) as caught:
        check({"count": "pass1234"}, Outer, place)

    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
