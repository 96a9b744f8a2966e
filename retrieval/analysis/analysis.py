"""An article, read: in columns, so that a thousand of them load at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.prints import Prints
from retrieval.model import Pieces, Sentence, Span, Tag, TaggedWord
from retrieval.replies import MetadataField
from retrieval.text.scripts import fold_in_place

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
    vectors: NDArray[np.float16] | None
    """What each sentence means, as rows of length 1; None without an encoder. Half the bytes
    are as good: they move cosines by less than 1e-4."""
    headline: Mapping[MetadataField, Numbers]
    """Numbers of the terms of title and deck, where there are some."""
    prints: Prints
    """What tells its text from others, and what it has in common with them."""

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


def _piece_tags(pieces: Pieces | None, words: Numbers, length: int) -> NDArray[np.int8]:
    """The tag of the word in which each piece begins."""
    if pieces is None:
        return np.zeros(0, dtype=np.int8)
    tags = np.full(length + 1, NO_TAG, dtype=np.int8)
    for start, end, tag in words.tolist():
        tags[start:end] = tag
    chosen: NDArray[np.int8] = tags[pieces.starts]
    return chosen
