"""Laws of shelves: however one came to have its articles, it is like one made at once."""

import gc
import weakref
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.analysis.reading import analyse
from retrieval.answering import meanings
from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import Shelf
from retrieval.answering.shelved import ShelvedArticle
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.models.encoder import UseEncoder
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.replies import Reply, best_of, shown_sentences
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import (
    BRIDGE,
    LIBRARY,
    NOTE,
    OPTIONS,
    PARAMETERS,
    SPLITTING,
)

FOOTER = "欢迎来电垂询，工作日上午九点到下午五点均有专人接听，请勿在其他时间拨打。"
ARTICLES = [
    LIBRARY,
    BRIDGE,
    NOTE,
    Article("reprint", f"据市报消息。\n{BRIDGE.text}", Metadata(title="大桥通车")),
    Article("longer", f"{BRIDGE.text}\n{FOOTER}\n{LIBRARY.text}"),
    Article("again", LIBRARY.text),
    Article("other", f"气象站建在山顶上。站长是周平。\n{FOOTER}"),
    Article("empty", ""),
]
QUESTIONS = [
    "谁在通车仪式上讲话？",
    "How long is the bridge?",
]

changes = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(ARTICLES) - 1), max_size=3, unique=True),
        st.lists(st.integers(0, len(ARTICLES) - 1), max_size=3, unique=True),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def tools(tokenizer: JiebaTokenizer, encoder: UseEncoder) -> Tools:
    """With the encoder, since what sentences mean is a part of a shelf."""
    return Tools(tokenizer, encoder=encoder)


@pytest.fixture(scope="module")
def shelved(tools: Tools) -> Mapping[str, ShelvedArticle]:
    """The articles, read."""
    return {each.id: ShelvedArticle(each, analyse(each, tools), SPLITTING) for each in ARTICLES}


@pytest.fixture(params=[True, False], ids=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a few sentences made a large shelf, or as it is."""
    if not request.param:
        monkeypatch.setattr(meanings, "MOST_IN_ALL", 10)


def changed(
    steps: Sequence[tuple[list[int], list[int]]], shelved: Mapping[str, ShelvedArticle]
) -> tuple[Shelf, Shelf]:
    """A shelf that was changed step by step, and one with the same articles made at once."""
    shelf, ids = Shelf.empty(SPLITTING, PARAMETERS), list[str]()
    for added, removed in steps:
        new, gone = ([ARTICLES[number].id for number in numbers] for numbers in (added, removed))
        shelf = shelf.changed([shelved[each] for each in new], gone)
        ids = [*(each for each in ids if each not in {*new, *gone}), *new]
    return shelf, Shelf.empty(SPLITTING, PARAMETERS).changed([shelved[each] for each in ids], ())


@pytest.mark.usefixtures("size")
@settings(max_examples=15, deadline=None)
@given(steps=changes)
def test_a_changed_shelf(
    tools: Tools,
    lexicon: Lexicon,
    shelved: Mapping[str, ShelvedArticle],
    steps: Sequence[tuple[list[int], list[int]]],
) -> None:
    """It has the same articles and copies in the same order, and gives the same replies."""
    shelf, at_once = changed(steps, shelved)

    assert list(shelf.articles) == list(at_once.articles)
    assert list(shelf.sentences) == list(at_once.sentences)
    assert dict(shelf.copies) == dict(at_once.copies)
    one, other = (
        Answerer(
            Ranker(each, tools, load_weights("full"), OPTIONS, PARAMETERS),
            lexicon.question,
            OPTIONS,
        )
        for each in (shelf, at_once)
    )
    for question in QUESTIONS:
        assert told(one.answer(question)) == told(other.answer(question))


def test_a_shelf_that_nobody_asks_is_gone_at_once(
    tools: Tools, lexicon: Lexicon, shelved: Mapping[str, ShelvedArticle]
) -> None:
    """Nothing that was kept while it was asked holds it; Python's collector comes seldom."""
    shelf = Shelf.empty(SPLITTING, PARAMETERS).changed(shelved.values(), ())
    ranker = Ranker(shelf, tools, load_weights("full"), OPTIONS, PARAMETERS)
    answerer = Answerer(ranker, lexicon.question, OPTIONS)
    gc.disable()
    try:
        asked = answerer.changed([], [NOTE.id])
        asked.answer("哪些人在通车仪式上讲话？")
        asked.answer("《图书馆新馆开馆》一文中，馆长是谁？")
        gone = weakref.ref(asked)
        del asked

        assert gone() is None
    finally:
        gc.enable()


def told(reply: Reply) -> tuple[object, ...]:
    """What a reply says; products of other sizes of matrices are rounded otherwise."""
    shown = [
        (each.sentence, each.also, pytest.approx(each.score, abs=1e-4))
        for each in shown_sentences(reply)
    ]
    return type(reply), best_of(reply), shown, pytest.approx(reply.confidence, abs=1e-4)
