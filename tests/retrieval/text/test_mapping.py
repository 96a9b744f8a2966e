"""Texts that remember where they came from."""

import pytest

from retrieval.model import Span
from retrieval.text.mapping import MappedText


def test_deleting_keeps_the_way_back() -> None:
    """What is left still knows its place in the original."""
    mapped = MappedText.of("調(diào)研").delete([Span(1, 7)])

    assert mapped.text == "調研"
    assert mapped.origin(Span(0, 2)) == Span(0, 8)
    assert mapped.origin(Span(1, 2)) == Span(7, 8)


def test_a_replacement_maps_to_all_it_replaced() -> None:
    """Edits of edits still lead to the very original."""
    mapped = MappedText.of("a&amp;b").replace([(Span(1, 6), "&")]).replace([(Span(2, 3), "c")])

    assert mapped.text == "a&c"
    assert mapped.origin(Span(1, 2)) == Span(1, 6)
    assert mapped.origin(Span(2, 3)) == Span(6, 7)


def test_an_empty_span_has_a_place() -> None:
    """The empty place before a character, or at the end."""
    mapped = MappedText.of("abc").delete([Span(0, 1)])

    assert mapped.origin(Span(0, 0)) == Span(1, 1)
    assert mapped.origin(Span(2, 2)) == Span(3, 3)


def test_edits_come_in_order() -> None:
    """Edits that overlap are a mistake of the caller."""
    with pytest.raises(ValueError, match="comes after"):
        MappedText.of("abc").delete([Span(1, 3), Span(2, 3)])


def test_no_edit_changes_nothing() -> None:
    """The same text, as it was."""
    mapped = MappedText.of("abc")

    assert mapped.delete([]) is mapped


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_can_be_sliced(start: int, end: int) -> None:
    """Negative or reversed bounds would slice something else: they are refused."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
