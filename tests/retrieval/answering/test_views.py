"""What ranking sees of a passage, beside its sentences read one by one."""

from collections import Counter

import numpy as np
import pytest

from retrieval.answering.evidence import evidence_in, sought
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.answering.views import view_of
from retrieval.lexicon import Lexicon
from retrieval.models.encoder import UseEncoder
from retrieval.protocols import Tools
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, PARAMETERS, SPLITTING


@pytest.fixture(scope="module")
def shelf(tools: Tools, encoder: UseEncoder) -> Shelf:
    """Two articles, read with both models."""
    full = Tools(tools.tokenizer, tools.tagger, encoder)
    return build_shelf([LIBRARY, BRIDGE], full, SPLITTING, PARAMETERS)


@pytest.mark.parametrize("article", [LIBRARY.id, BRIDGE.id])
def test_pieces_and_their_tags(shelf: Shelf, encoder: UseEncoder, article: str) -> None:
    """The columns of a passage say what its sentences do."""
    shelved = shelf.placed[article].shelved
    read = [shelf.sentences[each] for each in shelved.passage(0).sentences]

    view = view_of(shelved, 0, shelf.listed, encoder)

    assert view.pieced is not None
    assert list(view.folded) == [each.folded for each in read]
    assert view.pieced.tags.tolist() == [tag for each in read for tag in each.piece_tags.tolist()]
    assert view.lengths.tolist() == [len(each.terms) for each in read]
    assert np.bincount(view.pieced.sentences).tolist() == [len(each.piece_tags) for each in read]


def test_how_often_terms_are_held(shelf: Shelf, lexicon: Lexicon, tools: Tools) -> None:
    """As counted one by one."""
    shelved = shelf.placed[LIBRARY.id].shelved
    read = [shelf.sentences[each] for each in shelved.passage(0).sentences]
    query = QuestionAnalyser(lexicon.question, tools.tokenizer).analyse("新馆的馆长是谁？")
    columns = sought(query)

    evidence = evidence_in(view_of(shelved, 0, shelf.listed, None), columns)

    counts = [Counter(each.terms) for each in read]
    assert evidence.frequencies.tolist() == [
        [float(count[term]) for term in columns.terms] for count in counts
    ]
    assert evidence.frequencies.any()
