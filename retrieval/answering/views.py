"""A passage as signals and readers need it, whatever is asked: made once, and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import ReadSentence
from retrieval.answering.shelved import ShelvedArticle, read_sentence
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
class PassageView:
    """The sentences of a passage, and where its terms stand."""

    sentences: Sequence[Sentence]
    read: tuple[ReadSentence, ...]
    places: Mapping[str, tuple[int, ...]]
    """Term → the numbers of the sentences that have it, once for each time they do."""
    lengths: NDArray[np.float64]
    """Terms in each sentence."""
    pieced: PiecedView | None
    """None without an encoder."""


def view_of(
    shelved: ShelvedArticle, number: int, listed: ListedWords, encoder: Encoder | None
) -> PassageView:
    """The view of a passage of an article, which was read with the same encoder.

    The terms of `listed` words are among the others.
    """
    sentences = shelved.sentences[slice(*shelved.runs[number])]
    read = tuple(read_sentence(shelved, sentence, listed) for sentence in sentences)
    places: dict[str, list[int]] = {}
    for row, sentence in enumerate(read):
        for term in sentence.terms:
            places.setdefault(term, []).append(row)
    return PassageView(
        sentences,
        read,
        {term: tuple(numbers) for term, numbers in places.items()},
        np.array([len(sentence.terms) for sentence in read], dtype=np.float64),
        None if encoder is None else _pieced(read, encoder),
    )


def _pieced(read: tuple[ReadSentence, ...], encoder: Encoder) -> PiecedView:
    pieces = [sentence.pieces for sentence in read if sentence.pieces is not None]
    if len(pieces) < len(read):
        message = "the article was read without the encoder"
        raise ValueError(message)
    distinct, numbers = np.unique(
        np.concatenate([each.ids for each in pieces]), return_inverse=True
    )
    said = [
        sentence.folded[start:end]
        for sentence, each in zip(read, pieces, strict=True)
        for start, end in zip(each.starts.tolist(), each.ends.tolist(), strict=True)
    ]
    texts = {text: number for number, text in enumerate(dict.fromkeys(said))}
    return PiecedView(
        encoder.piece_vectors(distinct),
        numbers,
        np.concatenate([sentence.piece_tags for sentence in read]).astype(np.intp),
        np.repeat(np.arange(len(read)), [len(each) for each in pieces]),
        tuple(texts),
        np.array([texts[text] for text in said], dtype=np.intp),
    )
