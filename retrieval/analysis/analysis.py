"""An article, read: in columns, so that a thousand of them load at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import Column, Numbers, Sentences, Terms, Vocabulary
from retrieval.analysis.prints import Prints
from retrieval.model import Pieces, Span, Tag, TaggedWord
from retrieval.replies import MetadataField

NO_TAG = 0
TAG_NUMBERS: Mapping[Tag, int] = {tag: number for number, tag in enumerate(Tag, 1)}
"""How tags are written in arrays; 0 is no tag."""
_TAGS = tuple(Tag)


@dataclass(frozen=True, slots=True, eq=False)
class ReadSentence:
    """A sentence, read."""

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
class Analysis:
    """What was read in an article."""

    sentences: Sentences
    """In text order."""
    folded: str
    """The text, each of its sentences in Simplified and lower case; as long as the text."""
    vocabulary: Vocabulary
    """Each term of text and headline once."""
    terms: Column
    """One number a row: of the term in `vocabulary`."""
    tags: Column
    """Start and end of a word in the sentence, and the number of its tag."""
    pieces: Column | None
    """Number of a piece, and its start and end in the sentence; None without an encoder."""
    vectors: NDArray[np.float16] | None
    """What each sentence means, as rows of length 1; None without an encoder. Half the bytes
    are as good: they move cosines by less than 1e-4."""
    headline: Mapping[MetadataField, Numbers]
    """Numbers of the terms of title and deck, where there are some."""
    prints: Prints
    """What tells its text from others, and what it has in common with them."""

    def headline_terms(self, field: MetadataField) -> Terms:
        """The terms of a field of the headline."""
        terms = self.vocabulary.terms
        return tuple(terms[number] for number in self.headline[field].tolist())

    def words(self, number: int) -> tuple[TaggedWord, ...]:
        """The tagged words of the sentence of that number, from 0, as spans of the article."""
        offset = int(self.sentences.places[number, 2])
        return tuple(
            TaggedWord(Span(start + offset, end + offset), _TAGS[tag - 1])
            for start, end, tag in self.tags.of(number, number + 1).tolist()
        )

    def read(self, number: int) -> ReadSentence:
        """All of the sentence of that number, from 0."""
        sentence = self.sentences[number]
        terms, pieces = self.vocabulary.terms, None
        if self.pieces is not None:
            ids, starts, ends = self.pieces.of(number, number + 1).T
            pieces = Pieces(ids, starts, ends)
        return ReadSentence(
            tuple(terms[term] for (term,) in self.terms.of(number, number + 1).tolist()),
            sentence.span.of(self.folded),
            self.words(number),
            pieces,
            _piece_tags(pieces, self.tags.of(number, number + 1), len(sentence.text)),
        )


def _piece_tags(pieces: Pieces | None, words: Numbers, length: int) -> NDArray[np.int8]:
    """The tag of the word in which each piece begins."""
    if pieces is None:
        return np.zeros(0, dtype=np.int8)
    tags = np.full(length + 1, NO_TAG, dtype=np.int8)
    for start, end, tag in words.tolist():
        tags[start:end] = tag
    chosen: NDArray[np.int8] = tags[pieces.starts]
    return chosen
