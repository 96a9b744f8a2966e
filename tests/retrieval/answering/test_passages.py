"""Which passages are read for a question."""

from collections import Counter

import numpy as np
import pytest

from retrieval.answering.passages import find_passages
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.lexicon import Lexicon
from retrieval.model import Hit
from retrieval.models.encoder import UseEncoder
from retrieval.options import SplittingOptions
from retrieval.protocols import Tools
from retrieval.replies import Query
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, NOTE, PARAMETERS

SHORT = SplittingOptions(passage_chars=50, passage_overlap=1)
ENGLISH = "How long is the bridge?"


@pytest.fixture
def shelf(tokenizer: JiebaTokenizer, encoder: UseEncoder) -> Shelf:
    """Three articles in short passages, which overlap."""
    tools = Tools(tokenizer, encoder=encoder)
    return build_shelf([LIBRARY, BRIDGE, NOTE], tools, SHORT, PARAMETERS)


def analysed(question: str, tokenizer: JiebaTokenizer, lexicon: Lexicon) -> Query:
    """The query for a question, without a dictionary."""
    return QuestionAnalyser(lexicon.question, tokenizer).analyse(question)


def test_words_alone(shelf: Shelf, tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Without a vector, passages that share a word; the best has share 1."""
    found = find_passages(analysed("大桥多长？", tokenizer, lexicon), None, shelf, 5, 1.0)

    assert found[0].passage.article_id == BRIDGE.id
    assert found[0].bm25 == 1
    assert all(candidate.bm25 > 0 and candidate.meaning == 0 for candidate in found)


def test_meaning_finds_what_no_word_does(
    shelf: Shelf, tokenizer: JiebaTokenizer, lexicon: Lexicon, encoder: UseEncoder
) -> None:
    """A question in another language shares none."""
    query = analysed(ENGLISH, tokenizer, lexicon)
    (vector,) = encoder.encode([ENGLISH])

    (found,) = find_passages(query, vector, shelf, 1, 1.0)

    assert find_passages(query, None, shelf, 1, 1.0) == []
    assert found.passage.article_id == BRIDGE.id
    assert found.meaning == pytest.approx(found.meanings.max())
    assert len(found.meanings) == len(found.passage.sentences)


def test_the_meaning_of_overlapping_passages(shelf: Shelf, encoder: UseEncoder) -> None:
    """Each passage is as near as its own nearest sentence, shared sentences included."""
    assert shelf.vectors is not None
    (vector,) = encoder.encode([ENGLISH])
    query = Query(ENGLISH, "en", None, (), ())

    found = find_passages(query, vector, shelf, len(shelf.passages), 1.0)

    meanings = shelf.vectors @ vector
    for candidate in found:
        rows = [shelf.rows[sentence] for sentence in candidate.passage.sentences]
        assert candidate.meaning == pytest.approx(float(meanings[rows].max()))
        assert np.allclose(candidate.meanings, meanings[rows])


def test_every_passage_knows_its_number(shelf: Shelf) -> None:
    """Which is how hits of the index and rows of vectors find each other."""
    own = Counter[str]()
    numbers = []
    for passage in shelf.passages:
        numbers.append(shelf.passage_number(Hit(passage.article_id, own[passage.article_id], 1.0)))
        own[passage.article_id] += 1

    assert numbers == list(range(len(shelf.passages)))


def test_an_empty_shelf(tokenizer: JiebaTokenizer, lexicon: Lexicon, encoder: UseEncoder) -> None:
    """Nothing is found, and nothing breaks."""
    shelf = build_shelf([], Tools(tokenizer, encoder=encoder), SHORT, PARAMETERS)
    (vector,) = encoder.encode([ENGLISH])

    assert find_passages(analysed("大桥？", tokenizer, lexicon), vector, shelf, 5, 1.0) == []
