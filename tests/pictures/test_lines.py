"""Breaking text into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.lines import Line, Span, broken, line_width

SIZE = 10.0
BOLD = frozenset({"bold"})
TEXTS = st.text(st.sampled_from("所長唐，。“”（）,.a1 "), max_size=40)


def lines(text: str, room: float) -> list[str]:
    """The lines of a text without marks."""
    return ["".join(span.text for span in line) for line in broken((Span(text),), room, SIZE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("所長唐景庭", ["所長唐", "景庭"]),
        ("所長唐。景庭", ["所長", "唐。景", "庭"]),
        ("所長“唐”景", ["所長", "“唐”", "景"]),
        ("see the cat", ["see", "the", "cat"]),
        ("所mini線", ["所", "mini", "線"]),
        ("internationally", ["internationally"]),
        ("", [""]),
    ],
)
def test_where_a_line_ends(text: str, expected: list[str]) -> None:
    """Between Chinese characters and at spaces, not before or behind a mark that clings."""
    assert lines(text, 30) == expected


@given(TEXTS, st.integers(10, 200))
def test_nothing_is_lost(text: str, room: int) -> None:
    """But spaces where a line ends."""
    assert "".join("".join(lines(text, room)).split()) == "".join(text.split())


@given(TEXTS, st.integers(40, 200))
def test_lines_fit(text: str, room: int) -> None:
    """Unless a line is one word that is wider."""
    for line in lines(text, room):
        assert line_width((Span(line),), SIZE) <= room + 1e-6 or lines(line, 1) == [line]


def test_marks_go_along() -> None:
    """Into as many lines as there are."""
    line: Line = (Span("在"), Span("唐景庭", BOLD), Span("的"))

    assert list(broken(line, 30, SIZE)) == [
        (Span("在"), Span("唐景", BOLD)),
        (Span("庭", BOLD), Span("的")),
    ]


def test_bold_letters_are_wider() -> None:
    """Chinese ones are not."""
    assert Span("abc", BOLD).width(SIZE) > Span("abc").width(SIZE)
    assert Span("唐", BOLD).width(SIZE) == Span("唐").width(SIZE) == SIZE
