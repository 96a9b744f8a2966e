"""Folding, by example."""

import pytest

from retrieval.model import Span
from retrieval.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("參觀設施", "参观设施"),
        ("ＮＦＬ２０２２", "nfl2022"),
        ("㎡", "m2"),
        ("乾隆", "乾隆"),
    ],
)
def test_what_counts_as_the_same(text: str, folded: str) -> None:
    """Script, width, case and compatibility forms are folded."""
    assert fold(text).text == folded


def test_the_way_back() -> None:
    """Characters that became longer lead back to the one they came from."""
    folded = fold("長½㎡")

    assert folded.text == "长1⁄2m2"
    assert folded.origin(Span(1, 4)) == Span(1, 2)
    assert folded.origin(Span(4, 6)) == Span(2, 3)
