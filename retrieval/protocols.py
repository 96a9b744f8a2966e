"""The seams, and the laws that every implementation keeps (tested in `tests/laws/`)."""

from collections.abc import Mapping
from typing import Protocol

from retrieval.model import Hit, Token


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


class Index(Protocol):
    """Finds passages by their terms; it never changes once it is built.

    Laws: a passage that shares no term with the query is never a hit; best first, ties
    in the order in which the passages were added; at most `k` hits; scores are positive
    and finite; an empty index and an empty query have no hits.
    """

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """The `k` best passages for `terms`, each with its weight in the query, above 0."""
        ...

    def document_frequency(self, term: str) -> int:
        """Number of passages that hold `term`."""
        ...
