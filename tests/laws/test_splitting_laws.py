"""Laws of splitting, for every text."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Article, Sentence
from retrieval.options import SplittingOptions
from retrieval.text.splitting.passages import split_passages
from retrieval.text.splitting.sentences import split_sentences
from tests.laws.strategies import articles

options = st.builds(
    SplittingOptions,
    passage_chars=st.integers(50, 120),
    passage_overlap=st.integers(0, 4),
)


@given(articles)
def test_a_sentence_is_its_span(article: Article) -> None:
    """The invariant of the whole program."""
    for sentence in split_sentences(article):
        assert sentence.span.of(article.text) == sentence.text


@given(articles)
def test_every_visible_character_is_in_exactly_one_sentence(article: Article) -> None:
    """Nothing is lost between sentences, nothing is said twice."""
    covered = [0] * len(article.text)
    for sentence in split_sentences(article):
        for position in range(sentence.span.start, sentence.span.end):
            covered[position] += 1

    assert max(covered, default=0) <= 1
    assert all(
        count == 1 or character.isspace()
        for count, character in zip(covered, article.text, strict=True)
    )


@given(articles)
def test_sentences_are_numbered_without_gaps(article: Article) -> None:
    """Paragraphs count in the article, sentences in their paragraph, both from 1."""
    places = [(sentence.paragraph, sentence.number) for sentence in split_sentences(article)]

    for before, after in zip([(0, 0), *places], places, strict=False):
        assert after in {(before[0], before[1] + 1), (before[0] + 1, 1)}


def lengths_of(sentences: Sequence[Sentence]) -> list[int]:
    """In code points."""
    return [len(sentence.span) for sentence in sentences]


@given(articles, options)
def test_passages_hold_all_sentences_in_order(
    article: Article, splitting: SplittingOptions
) -> None:
    """Taken one after the other, passages tell the article; overlaps repeat its middle."""
    sentences = split_sentences(article)

    passages = list(split_passages(lengths_of(sentences), splitting))

    seen = [sentence for start, end in passages for sentence in sentences[start:end]]
    assert tuple(dict.fromkeys(seen)) == sentences
    assert all(start < end for start, end in passages)


@given(articles, options)
def test_passages_are_short_and_each_brings_something(
    article: Article, splitting: SplittingOptions
) -> None:
    """Only a sentence that is too long by itself, or the overlap before one, may exceed."""
    before = -1
    sentences = split_sentences(article)
    for start, end in split_passages(lengths_of(sentences), splitting):
        *repeated, last = sentences[start:end]
        length = sum(len(sentence.span) for sentence in sentences[start:end])
        assert length <= splitting.passage_chars or len(repeated) <= splitting.passage_overlap
        assert last.span.start > before
        before = last.span.start
