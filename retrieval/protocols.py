"""The seams, and the laws that every implementation keeps (tested in `tests/laws/`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Hit, Pieces, TaggedWord, Token


class Tokenizer(Protocol):
    """Text → tokens in folded form.

    Laws: the same text gives the same tokens; every token's span lies in the text and
    covers something visible; two texts that fold to the same text give the same terms.
    """

    def __call__(self, text: str) -> list[Token]:
        """The tokens of `text`: words, then units, then pairs, each by position."""
        ...

    def words(self, text: str) -> list[Token]:
        """Every word of `text`, by position, function words and punctuation too."""
        ...

    def information(self, token: Token) -> float:
        """How much `token` tells, from general text: −ln of its share there; above 0."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ArticleTerms:
    """An article as an index takes it: what terms each of its passages has."""

    article_id: str
    vocabulary: Sequence[str]
    """Each term once; those that no passage has do no harm."""
    passages: Sequence[NDArray[np.int32]]
    """The numbers, in `vocabulary`, of each passage's terms, repeated as often as they occur."""


class IndexUnavailableError(Exception):
    """An index cannot be asked just now, and another time it can.

    Its text is for operators, and has neither a password nor a word of a question.
    """


class Index(Protocol):
    """Finds passages by their terms; it never changes, a changed one is another one.

    One that is not in this process may raise `IndexUnavailableError`, and gives no partial
    answer.

    Laws: a passage that shares no term with the query is never a hit; best first, ties
    in the order in which the passages were added; at most `k` hits; scores are positive
    and finite; an empty index and an empty query have no hits. However an index came to
    have its articles, it answers like one that was made of them at once.
    """

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """The `k` best passages for `terms`, each with its weight in the query, above 0."""
        ...

    def document_frequency(self, term: str) -> int:
        """Number of passages that hold `term`."""
        ...

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "Index":
        """The index without the articles of the ids `removed`, and with others behind the rest.

        An article that is added again takes a new place, behind; of two with the same id the
        last counts. An id that is not there is no mistake.
        """
        ...


class Tagger(Protocol):
    """Text → its words with what they name, or their part of speech.

    Laws: the same text gives the same words; the words are in order, do not overlap, and
    cover every visible character; both scripts get the same tags.
    """

    def __call__(self, text: str) -> list[TaggedWord]:
        """The words of `text`, a sentence or a question, by position."""
        ...


class Encoder(Protocol):
    """Texts → vectors of meaning, the same space for every language it knows.

    Laws: the same text gives the same vector, alone or (but for rounding) among others;
    both scripts get the same; every vector has length 1; `dimensions` numbers each.
    """

    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows; shape (len(texts), dimensions)."""
        ...

    def pieces(self, text: str) -> Pieces:
        """What the encoder's vocabulary cuts `text` into, in order, with their places."""
        ...

    def piece_vectors(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """What pieces mean by themselves: rows of length 1; shape (len(ids), dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads the text of articles and of questions alike.

    The two models may be off: all works without them, less well.
    """

    tokenizer: Tokenizer
    tagger: Tagger | None = None
    encoder: Encoder | None = None
