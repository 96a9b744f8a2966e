"""Laws of ranking and answering, for every article and every question."""

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, ScoredSentence
from retrieval.text.tokenizing import JiebaTokenizer
from tests.laws.strategies import texts
from tests.retrieval.answering.shelves import OPTIONS, PARAMETERS, SPLITTING, answerer_on

EXAMPLES = settings(max_examples=60)

articles = st.lists(
    st.builds(Article, st.uuids().map(str), texts), max_size=3, unique_by=lambda one: one.id
)


@EXAMPLES
@given(articles=articles, question=texts, passages=st.integers(1, 4))
def test_ranking_is_a_permutation(
    tokenizer: JiebaTokenizer,
    lexicon: Lexicon,
    articles: list[Article],
    question: str,
    passages: int,
) -> None:
    """Every sentence of the passages that are read once, and no other; best first."""
    tools = Tools(tokenizer)
    shelf = build_shelf(articles, tools, SPLITTING, PARAMETERS)
    options = replace(OPTIONS, passages=passages)
    ranker = Ranker(shelf, tools, load_weights("full"), options, PARAMETERS)
    query = QuestionAnalyser(lexicon.question, tokenizer).analyse(question)

    ranked = ranker.rank(query)

    read = [passage.candidate.passage for passage in ranker.read(query)]
    given_sentences = {sentence for passage in read for sentence in passage.sentences}
    assert len(read) <= passages
    assert len(ranked) == len(given_sentences)
    assert {candidate.sentence for candidate in ranked} == given_sentences
    assert [candidate.score for candidate in ranked] == sorted(
        (candidate.score for candidate in ranked), reverse=True
    )


@EXAMPLES
@given(articles=articles, question=texts)
def test_whatever_is_shown_is_verbatim(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, articles: list[Article], question: str
) -> None:
    """Answers and nearest sentences are spans; what is matched in them is inside them."""
    answerer = answerer_on(tokenizer, lexicon, *articles)

    reply = answerer.answer(question[:100])

    for scored in _sentences(reply):
        sentence = scored.sentence
        text = answerer.shelf.articles[sentence.article_id].text
        assert sentence.span.of(text) == sentence.text
        assert all(
            sentence.span.start <= span.start < span.end <= sentence.span.end
            for span in scored.matched
        )
        assert all(math.isfinite(value) for value in scored.signals.values())
    assert 0 <= reply.confidence <= 1


@EXAMPLES
@given(articles=articles, question=texts)
def test_the_same_question_gets_the_same_reply(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, articles: list[Article], question: str
) -> None:
    """Also from another answerer on the same shelf."""
    one, other = (answerer_on(tokenizer, lexicon, *articles) for _ in range(2))

    assert one.answer(question[:100]) == other.answer(question[:100])


def test_an_answer_does_not_change_its_shelf(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Asking leaves every term and every passage as it was."""
    article = Article("one", "馆长是林小梅。新馆有三层。")
    answerer = answerer_on(tokenizer, lexicon, article)
    before = _content(answerer.shelf)

    answerer.answer("馆长是谁？")

    assert _content(answerer.shelf) == before


def _content(shelf: Shelf) -> tuple[object, ...]:
    return (
        dict(shelf.articles),
        [(each, read.terms, read.folded, read.tags) for each, read in shelf.sentences.items()],
        list(shelf.headlines()),
    )


def _sentences(reply: Answer | MetadataAnswer | NoAnswer) -> list[ScoredSentence]:
    match reply:
        case Answer():
            return [*reply.sentences, *filter(None, [reply.runner_up])]
        case NoAnswer():
            return [*filter(None, [reply.nearest, reply.runner_up])]
        case MetadataAnswer():
            return []
