"""The index that lives in memory: good to some hundred thousand passages."""

from collections.abc import Collection, Mapping, Sequence
from typing import Self

import numpy as np

from retrieval.index.bm25 import NumberedCorpus, Numbers, PostingsBM25
from retrieval.model import Hit
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms


class MemoryIndex:
    """An `Index` over BM25 postings."""

    def __init__(self, articles: Sequence[ArticleTerms], options: IndexOptions) -> None:
        """Index those articles."""
        self._articles = {each.article_id: each for each in articles}
        self._options = options
        self._places: list[tuple[str, int]] = [
            (each.article_id, number)
            for each in self._articles.values()
            for number in range(len(each.passages))
        ]
        self._bm25 = PostingsBM25(_corpus(self._articles.values()), k1=options.k1, b=options.b)

    @classmethod
    def empty(cls, options: IndexOptions) -> Self:
        """One without articles."""
        return cls((), options)

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "MemoryIndex":
        """See `Index`."""
        gone = {*removed, *(each.article_id for each in added)}
        kept = [each for each in self._articles.values() if each.article_id not in gone]
        return MemoryIndex([*kept, *added], self._options)

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """See `Index`."""
        scores = self._bm25.weighted_scores(terms)
        # Every weight and idf is above 0, so a score of 0 means: shares no term.
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            Hit(article_id, place, float(scores[number]))
            for number in best
            for article_id, place in [self._places[number]]
            if scores[number] > 0
        ]

    def document_frequency(self, term: str) -> int:
        """See `Index`."""
        return self._bm25.document_frequency(term)


def _corpus(articles: Collection[ArticleTerms]) -> NumberedCorpus:
    known: dict[str, int] = {}
    documents: list[Numbers] = []
    for each in articles:
        numbers = [known.setdefault(term, len(known)) for term in each.vocabulary]
        own = np.array(numbers, dtype=np.int32)
        documents += [own[passage] for passage in each.passages]
    return NumberedCorpus.of(tuple(known), documents)
