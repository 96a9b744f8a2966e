"""The articles that one chat sees, made ready for questions."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.index.memory import MemoryIndexBuilder
from retrieval.model import Article, Passage, Pieces, Sentence, Tag, TaggedWord
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Encoder, Index, Tagger, Tools
from retrieval.replies import MetadataField
from retrieval.text.scripts import fold_in_place
from retrieval.text.splitting.passages import split_passages
from retrieval.text.splitting.sentences import split_sentences

Terms = tuple[str, ...]

NO_TAG = 0
TAG_NUMBERS: Mapping[Tag, int] = {tag: number for number, tag in enumerate(Tag, 1)}
"""How tags are written in arrays; 0 is no tag."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadSentence:
    """What ranking needs of a sentence, made once."""

    terms: Terms
    folded: str
    """The text in Simplified and lower case, as long as the sentence."""
    tags: tuple[TaggedWord, ...]
    """Its words, as spans of its article's text; empty without a tagger."""
    pieces: Pieces | None
    """As spans of the sentence; None without an encoder."""
    piece_tags: NDArray[np.int8]
    """The number of each piece's tag; empty without an encoder."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Articles, their index, and their sentences, read. Never changes."""

    articles: Mapping[str, Article]
    """By id, in the order in which they were put on the shelf."""
    index: Index
    sentences: Mapping[Sentence, ReadSentence]
    """In the order of the articles and of their texts."""
    by_article: Mapping[str, tuple[Sentence, ...]]
    """By article id, in text order."""
    rows: Mapping[Sentence, int]
    """The number of each sentence in that order, which is its row in `vectors`."""
    vectors: NDArray[np.float32] | None
    """What each sentence means, as rows of length 1; None without an encoder."""
    passages: tuple[Passage, ...]
    bounds: NDArray[np.intp]
    """The rows that each passage runs from and to, half-open; shape (passages, 2)."""
    headline_terms: Mapping[tuple[str, MetadataField], Terms]
    """By article id and headline field, title or deck; only those that there are."""

    def passage_number(self, passage: Passage) -> int:
        """Which of `passages` it is; no two begin with the same sentence."""
        row = self.rows[passage.sentences[0]]
        return int(np.searchsorted(self.bounds[:, 0], row))


def build_shelf(
    articles: Iterable[Article],
    tools: Tools,
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Split, read and index `articles`; the same article twice counts once."""
    by_id = {article.id: article for article in articles}
    builder = MemoryIndexBuilder(parameters)
    sentences: dict[Sentence, ReadSentence] = {}
    headline_terms: dict[tuple[str, MetadataField], Terms] = {}
    by_article: dict[str, tuple[Sentence, ...]] = {}
    passages: list[Passage] = []
    for article in by_id.values():
        headline = dict(_headline(article, tools))
        headline_terms |= headline
        split = split_sentences(article)
        by_article[article.id] = split
        sentences |= {sentence: read_sentence(sentence, tools) for sentence in split}
        for passage in split_passages(split, splitting):
            terms = [term for sentence in passage.sentences for term in sentences[sentence].terms]
            # What a passage is about often stands in the headline alone.
            builder.add(passage, [*terms, *itertools.chain.from_iterable(headline.values())])
            passages.append(passage)
    rows = {sentence: row for row, sentence in enumerate(sentences)}
    bounds = [
        (rows[passage.sentences[0]], rows[passage.sentences[-1]] + 1) for passage in passages
    ]
    return Shelf(
        by_id,
        builder.build(),
        sentences,
        by_article,
        rows,
        _vectors(sentences, tools.encoder),
        tuple(passages),
        np.array(bounds, dtype=np.intp).reshape(-1, 2),
        headline_terms,
    )


def read_sentence(sentence: Sentence, tools: Tools) -> ReadSentence:
    """What ranking needs of `sentence`."""
    text = sentence.text
    tags = () if tools.tagger is None else tuple(_tags(sentence, tools.tagger))
    pieces = None if tools.encoder is None else tools.encoder.pieces(text)
    return ReadSentence(
        _terms(text, tools),
        fold_in_place(text),
        tags,
        pieces,
        _piece_tags(pieces, tags, sentence),
    )


def _vectors(sentences: Iterable[Sentence], encoder: Encoder | None) -> NDArray[np.float32] | None:
    return None if encoder is None else encoder.encode([sentence.text for sentence in sentences])


def _headline(article: Article, tools: Tools) -> Iterator[tuple[tuple[str, MetadataField], Terms]]:
    metadata = article.metadata
    for field, text in (
        (MetadataField.TITLE, metadata.title),
        (MetadataField.DECK, metadata.deck),
    ):
        if text:
            yield (article.id, field), _terms(text, tools)


def _terms(text: str, tools: Tools) -> Terms:
    return tuple(token.term for token in tools.tokenizer(text))


def _tags(sentence: Sentence, tagger: Tagger) -> Iterator[TaggedWord]:
    for word in tagger(sentence.text):
        yield TaggedWord(word.span.shifted(sentence.span.start), word.tag)


def _piece_tags(
    pieces: Pieces | None, words: Iterable[TaggedWord], sentence: Sentence
) -> NDArray[np.int8]:
    """The tag of the word in which each piece begins."""
    if pieces is None:
        return np.zeros(0, dtype=np.int8)
    tags = np.full(len(sentence.text) + 1, NO_TAG, dtype=np.int8)
    for word in words:
        start = word.span.start - sentence.span.start
        tags[start : start + len(word.span)] = TAG_NUMBERS[word.tag]
    chosen: NDArray[np.int8] = tags[pieces.starts]
    return chosen
