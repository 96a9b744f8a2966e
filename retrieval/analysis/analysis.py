"""An article, read: in columns, so that a thousand of them load at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Article, Pieces, Sentence, Span, Tag, TaggedWord
from retrieval.protocols import Encoder, Tagger, Tools
from retrieval.replies import MetadataField
from retrieval.text.scripts import fold_in_place
from retrieval.text.splitting.sentences import split_sentences

Terms = tuple[str, ...]
Numbers = NDArray[np.int32]

NO_TAG = 0
TAG_NUMBERS: Mapping[Tag, int] = {tag: number for number, tag in enumerate(Tag, 1)}
"""How tags are written in arrays; 0 is no tag."""
_TAGS = tuple(Tag)


@dataclass(frozen=True, slots=True, eq=False)
class ReadSentence:
    """What ranking needs of a sentence."""

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
class Column:
    """Rows of numbers behind one another, as many for each sentence as it has."""

    rows: Numbers
    """Shape (rows, numbers a row)."""
    bounds: Numbers
    """Where each sentence's rows begin, and where the last one's end."""

    def of(self, first: int, last: int) -> Numbers:
        """The rows of the sentences from number `first` to `last`, half-open."""
        return self.rows[self.bounds[first] : self.bounds[last]]


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What was read in an article."""

    sentences: tuple[Sentence, ...]
    """In text order."""
    vocabulary: Terms
    """Each term of text and headline once."""
    terms: Column
    """One number a row: of the term in `vocabulary`."""
    tags: Column
    """Start and end of a word in the sentence, and the number of its tag."""
    pieces: Column | None
    """Number of a piece, and its start and end in the sentence; None without an encoder."""
    vectors: NDArray[np.float32] | None
    """What each sentence means, as rows of length 1; None without an encoder."""
    headline: Mapping[MetadataField, Numbers]
    """Numbers of the terms of title and deck, where there are some."""

    def headline_terms(self, field: MetadataField) -> Terms:
        """The terms of a field of the headline."""
        return tuple(self.vocabulary[number] for number in self.headline[field])

    def read(self, number: int) -> ReadSentence:
        """What ranking needs of the sentence of that number, from 0."""
        sentence = self.sentences[number]
        tags, pieces = self.tags.of(number, number + 1), None
        if self.pieces is not None:
            ids, starts, ends = self.pieces.of(number, number + 1).T
            pieces = Pieces(ids, starts, ends)
        offset = sentence.span.start
        return ReadSentence(
            tuple(self.vocabulary[term] for (term,) in self.terms.of(number, number + 1).tolist()),
            fold_in_place(sentence.text),
            tuple(
                TaggedWord(Span(start + offset, end + offset), _TAGS[tag - 1])
                for start, end, tag in tags.tolist()
            ),
            pieces,
            _piece_tags(pieces, tags, len(sentence.text)),
        )


def analyse(article: Article, tools: Tools) -> Analysis:
    """Read `article` with `tools`."""
    sentences = split_sentences(article)
    texts = [sentence.text for sentence in sentences]
    vocabulary: dict[str, int] = {}

    def numbers(text: str) -> list[tuple[int]]:
        terms = (token.term for token in tools.tokenizer(text))
        return [(vocabulary.setdefault(term, len(vocabulary)),) for term in terms]

    terms = _column((numbers(text) for text in texts), 1)
    headline = {
        field: np.array(numbers(text), dtype=np.int32).reshape(-1)
        for field, text in headline_lines(article)
    }
    encoder = tools.encoder
    return Analysis(
        sentences,
        tuple(vocabulary),
        terms,
        _column((_tagged(text, tools.tagger) for text in texts), 3),
        None if encoder is None else _column((_pieces(text, encoder) for text in texts), 3),
        None if encoder is None else encoder.encode(texts),
        headline,
    )


def headline_lines(article: Article) -> Iterator[tuple[MetadataField, str]]:
    """Title and deck, as far as the article has them."""
    metadata = article.metadata
    for field, text in (
        (MetadataField.TITLE, metadata.title),
        (MetadataField.DECK, metadata.deck),
    ):
        if text:
            yield field, text


def _tagged(text: str, tagger: Tagger | None) -> list[tuple[int, int, int]]:
    words = () if tagger is None else tagger(text)
    return [(word.span.start, word.span.end, TAG_NUMBERS[word.tag]) for word in words]


def _pieces(text: str, encoder: Encoder) -> Numbers:
    pieces = encoder.pieces(text)
    return np.stack([pieces.ids, pieces.starts, pieces.ends], axis=1)


def _column(sentences: Iterable[Sequence[tuple[int, ...]] | Numbers], width: int) -> Column:
    found = [np.array(rows, dtype=np.int32).reshape(-1, width) for rows in sentences]
    bounds = np.cumsum([0, *map(len, found)], dtype=np.int32)
    rows = np.concatenate(found) if found else np.zeros((0, width), dtype=np.int32)
    return Column(rows, bounds)


def _piece_tags(pieces: Pieces | None, words: Numbers, length: int) -> NDArray[np.int8]:
    """The tag of the word in which each piece begins."""
    if pieces is None:
        return np.zeros(0, dtype=np.int8)
    tags = np.full(length + 1, NO_TAG, dtype=np.int8)
    for start, end, tag in words.tolist():
        tags[start:end] = tag
    chosen: NDArray[np.int8] = tags[pieces.starts]
    return chosen
