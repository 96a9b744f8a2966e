"""A passage as signals and readers need it, whatever is asked: made once, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import NO_TAG
from retrieval.analysis.columns import Terms, Vocabulary
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.wordlist import ListedWords
from retrieval.model import Sentence
from retrieval.models.reader import Array
from retrieval.protocols import Encoder

Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class PiecedView:
    """The pieces of a passage, in order; of those that it has more than once, one vector."""

    distinct: Array
    """Vectors of the distinct pieces; shape (distinct, dimensions), rows of length 1."""
    numbers: Numbers
    """Which of them each piece is."""
    tags: Numbers
    """Number of each piece's tag."""
    sentences: Numbers
    """Number of each piece's sentence in the passage, from 0, never decreasing."""
    texts: tuple[str, ...]
    """What the pieces stand for in the folded text, each text once."""
    text_numbers: Numbers
    """Which of them each piece stands for; a piece may stand for nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of numbers, and the sentence of the passage that each is of."""

    numbers: Numbers
    sentences: Numbers
    """From 0, never decreasing."""


@dataclass(frozen=True, slots=True, eq=False)
class PassageView:
    """The sentences of a passage, and what stands in them."""

    sentences: Sequence[Sentence]
    folded: Sequence[str]
    """Their texts in Simplified and lower case."""
    vocabulary: Vocabulary
    """The terms of the article."""
    terms: Rows
    """The numbers of the terms that the sentences have; shape (terms,)."""
    listed: Sequence[Terms]
    """The terms of listed words that each sentence has besides; empty if none are listed."""
    words: Rows
    """Start and end of each tagged word in its sentence, and the number of its tag; shape
    (words, 3)."""
    pieced: PiecedView | None
    """None without an encoder."""

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Terms in each sentence."""
        own = np.bincount(self.terms.sentences, minlength=len(self.sentences))
        more = np.array([len(terms) for terms in self.listed] or [0])
        lengths: NDArray[np.float64] = (own + more).astype(np.float64)
        return lengths


def view_of(
    shelved: ShelvedArticle, number: int, listed: ListedWords, encoder: Encoder | None
) -> PassageView:
    """The view of a passage of an article, which was read with the same encoder."""
    analysis, (first, last) = shelved.analysis, shelved.runs[number]
    sentences = shelved.sentences[first:last]
    folded = [sentence.span.of(analysis.folded) for sentence in sentences]
    terms = analysis.terms.of(first, last)[:, 0].astype(np.intp)
    words = analysis.tags.of(first, last).astype(np.intp)
    tagged = Rows(words, analysis.tags.owners(first, last))
    return PassageView(
        sentences,
        folded,
        analysis.vocabulary,
        Rows(terms, analysis.terms.owners(first, last)),
        [listed.terms(sentence.text) for sentence in sentences] if listed else (),
        tagged,
        None if encoder is None else _pieced(shelved, (first, last), folded, tagged, encoder),
    )


def _pieced(
    shelved: ShelvedArticle,
    run: tuple[int, int],
    folded: Sequence[str],
    words: Rows,
    encoder: Encoder,
) -> PiecedView:
    column = shelved.analysis.pieces
    if column is None:
        message = "the article was read without the encoder"
        raise ValueError(message)
    ids, starts, ends = column.of(*run).astype(np.intp).T
    sentences = column.owners(*run)
    distinct, numbers = np.unique(ids, return_inverse=True)
    said = [
        folded[sentence][start:end]
        for sentence, start, end in zip(
            sentences.tolist(), starts.tolist(), ends.tolist(), strict=True
        )
    ]
    texts = {text: number for number, text in enumerate(dict.fromkeys(said))}
    return PiecedView(
        encoder.piece_vectors(distinct.astype(np.int32)),
        numbers,
        _tags_at(Rows(starts, sentences), words),
        sentences,
        tuple(texts),
        np.array([texts[text] for text in said], dtype=np.intp),
    )


def _tags_at(places: Rows, words: Rows) -> Numbers:
    """The tag of the word in which each place is; words are in order and do not overlap."""
    width = max(int(words.numbers[:, 1].max(initial=0)), int(places.numbers.max(initial=0))) + 1
    starts = words.sentences * width + words.numbers[:, 0]
    ends = words.sentences * width + words.numbers[:, 1]
    asked = places.sentences * width + places.numbers
    before = np.searchsorted(starts, asked, "right") - 1
    if not len(starts):
        return np.full(len(asked), NO_TAG, dtype=np.intp)
    inside = (before >= 0) & (asked < ends[before])
    return np.where(inside, words.numbers[before, 2], NO_TAG)
