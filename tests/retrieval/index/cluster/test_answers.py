"""The same answers, wherever the index is."""

import secrets
from dataclasses import replace

import pytest

from config.loading import load_yaml_as
from retrieval.answering import shelf as shelving
from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.evaluation.qrels import Qrels
from retrieval.index.cluster import loading
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.shared import Place, SharedIndex
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.models.weights import load_weights
from retrieval.options import IndexOptions
from retrieval.protocols import Tools
from retrieval.replies import Answer
from tests.repository.places import ROOT
from tests.retrieval.answering.shelves import (
    BRIDGE,
    LIBRARY,
    NOTE,
    OPTIONS,
    PARAMETERS,
    SPLITTING,
)

SEED = Article(
    "seed",
    (ROOT / "seeds" / "seed-article.txt").read_text(encoding="utf-8"),
    Metadata(title="忻州市委書記朱曉東到二所調研"),
)
LIKE_THE_SERVER = IndexOptions(k1=1.2, b=0.5)
QUESTIONS = [
    each.question for each in load_yaml_as(ROOT / "tests/quality/seed.yaml", Qrels).questions
]


def answerer(shelf: Shelf, tools: Tools, lexicon: Lexicon) -> Answerer:
    """One on a shelf, whose index has parameters of its own."""
    ranker = Ranker(shelf, tools, load_weights("full"), OPTIONS, PARAMETERS)
    return Answerer(ranker, lexicon.question, OPTIONS)


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_the_seeds_questions(
    cluster: Cluster,
    tools: Tools,
    lexicon: Lexicon,
    monkeypatch: pytest.MonkeyPatch,
    every: int,
) -> None:
    """Each has the reply that the index in memory gives with the server's parameters."""
    articles = [LIBRARY, SEED, BRIDGE, NOTE]
    here = build_shelf(articles, tools, SPLITTING, LIKE_THE_SERVER)

    class Empty:
        """What shelves begin with, in place of the index in memory."""

        @staticmethod
        def empty(parameters: IndexOptions) -> SharedIndex:
            return SharedIndex(parameters)

    monkeypatch.setattr(shelving, "MemoryIndex", Empty)
    there = build_shelf(articles, tools, SPLITTING, LIKE_THE_SERVER)
    place = Place(loading.Shelf(cluster, Names.of(secrets.token_hex(8))))
    assert isinstance(there.index, SharedIndex)
    index = there.index.placed(place)
    in_memory = answerer(here, tools, lexicon)
    on_cluster = answerer(replace(there, index=index), tools, lexicon)
    pairs = [(in_memory.answer(each), on_cluster.answer(each)) for each in QUESTIONS[::every]]

    assert sum(isinstance(ours, Answer) for ours, _ in pairs) > len(pairs) / 2
    for ours, theirs in pairs:
        assert type(theirs) is type(ours)
        assert theirs.confidence == pytest.approx(ours.confidence, rel=1e-5)
        if isinstance(ours, Answer) and isinstance(theirs, Answer):
            assert [each.sentence for each in theirs.sentences] == [
                each.sentence for each in ours.sentences
            ]
    place.shelf.forget()
