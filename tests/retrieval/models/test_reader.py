"""The reader's tables beside what they are tables of."""

import pytest

from retrieval.analysis.analysis import NO_TAG, TAG_NUMBERS
from retrieval.answering.inputs import KIND_NUMBERS
from retrieval.model import AnswerKind, Tag
from retrieval.models.reader import KINDS, TAGS, reads
from retrieval.models.weights import NAMES, load_weights


def test_every_tag_and_every_kind_has_a_row() -> None:
    """Its own, and no tag has one, too."""
    tags, kinds = {NO_TAG, *TAG_NUMBERS.values()}, set(KIND_NUMBERS.values())

    assert len(tags) == len(Tag) + 1
    assert len(kinds) == len(AnswerKind)
    assert tags <= set(range(TAGS))
    assert kinds <= set(range(KINDS))


@pytest.mark.parametrize("name", NAMES)
def test_shipped_weights_have_these_rows(name: str) -> None:
    """What is fitted anew reads the same numbers."""
    (reader,) = (one.layers for one in load_weights(name).scorings["reading"] if reads(one.layers))

    assert len(reader["tag.weight"]) == TAGS
    assert len(reader["kind.weight"]) == KINDS
