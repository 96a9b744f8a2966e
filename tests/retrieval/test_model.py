"""Spans: ranges that can be compared."""

import pytest

from retrieval.model import Span


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (Span(0, 3), Span(2, 5), 1),
        (Span(2, 5), Span(0, 3), 1),
        (Span(0, 5), Span(1, 3), 2),
        (Span(0, 2), Span(2, 4), 0),
        (Span(0, 1), Span(3, 4), 0),
    ],
)
def test_what_two_spans_have_in_common(one: Span, other: Span, common: int) -> None:
    """They meet where they have a code point in common."""
    assert one.common(other) == common
    assert one.meets(other) is bool(common)
