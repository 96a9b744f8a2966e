"""The index that lives in memory: good to a million passages.

What is added becomes a small segment beside the large one. Small ones are merged as they come;
the large one takes them in when `compacted` is called, which can be beside what is asked.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Self

import numpy as np

from retrieval.index.best import best
from retrieval.index.bm25 import PostingsBM25
from retrieval.index.parts import Part, whole
from retrieval.index.segment import Segment, joined, segment_of
from retrieval.model import Hit
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms

_AT_ONCE = 500_000
"""Postings that are merged while somebody waits: that takes some ten milliseconds."""
_GROWTH = 4
"""A segment is merged with the one before if that has less than so many times its postings:
so each posting is moved a few times only, however many articles come one by one."""
_SCATTERED = 8
"""One of so many passages beside the first segment, or gone, is worth merging all."""


class MemoryIndex:
    """An `Index` over BM25 postings."""

    def __init__(
        self, parts: Sequence[Part], options: IndexOptions, at_once: int = _AT_ONCE
    ) -> None:
        """Find the passages of `parts`; a change merges at most `at_once` postings."""
        self._parts = tuple(parts)
        self._options = options
        self._at_once = at_once
        self._bm25 = PostingsBM25(self._parts, k1=options.k1, b=options.b)
        self._owners = [article for part in self._parts for article in part.segment.articles]
        """Of all parts, also those that are gone."""
        counts = [np.diff(part.segment.firsts) for part in self._parts]
        self._firsts = np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *counts]))
        """The number of each one's first passage, through all parts."""

    @classmethod
    def empty(cls, options: IndexOptions, at_once: int = _AT_ONCE) -> Self:
        """One without articles."""
        return cls((), options, at_once)

    @classmethod
    def over(cls, segment: Segment, options: IndexOptions) -> Self:
        """One of the articles in a segment."""
        return cls([whole(segment)], options)

    @property
    def articles(self) -> list[str]:
        """Ids of the articles, in the order in which they were added."""
        gone = np.concatenate([np.zeros(0, np.bool_), *(part.gone for part in self._parts)])
        return [each for each, out in zip(self._owners, gone.tolist(), strict=True) if not out]

    @property
    def segments(self) -> int:
        """How many a query is looked up in."""
        return len(self._parts)

    @property
    def is_scattered(self) -> bool:
        """Whether `compacted` is worth its time."""
        passages = sum(len(part.segment.lengths) for part in self._parts)
        well = self._parts[0].documents if self._parts else 0
        return (passages - well) * _SCATTERED > passages

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> "MemoryIndex":
        """See `Index`."""
        new = {each.article_id: each for each in added}
        gone = {*removed, *new}
        parts = [part.less(gone) for part in self._parts]
        parts = [part for part in parts if not part.gone.all()]
        if new:
            parts.append(whole(segment_of(tuple(new.values()))))
        return MemoryIndex(_tidied(parts, self._at_once), self._options, self._at_once)

    def compacted(self) -> "MemoryIndex":
        """The same index, in one segment."""
        if len(self._parts) == 1 and self._parts[0].is_whole:
            return self
        return MemoryIndex([whole(self.segment())], self._options, self._at_once)

    def segment(self) -> Segment:
        """All that is there, in one segment."""
        if not self._parts:
            return segment_of(())
        return joined([part.compacted() for part in self._parts])

    def retrieve(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """See `Index`."""
        # Every weight and idf is above 0, so a score of 0 means: shares no term.
        scores = self._bm25.weighted_scores(terms)
        numbers = best(scores, k)
        owners = np.searchsorted(self._firsts, numbers, side="right") - 1
        found = zip(
            owners.tolist(),
            (numbers - self._firsts[owners]).tolist(),
            scores[numbers].tolist(),
            strict=True,
        )
        return [Hit(self._owners[owner], number, score) for owner, number, score in found]

    def document_frequency(self, term: str) -> int:
        """See `Index`."""
        return self._bm25.document_frequency(term)


def _tidied(parts: list[Part], at_once: int) -> list[Part]:
    while len(parts) > 1:
        *others, one, last = parts
        size, last_size = len(one.segment.passages), len(last.segment.passages)
        if size > _GROWTH * last_size or size + last_size > at_once:
            break
        merged = joined([one.compacted(), last.compacted()])
        parts = [*others, whole(merged)]
    return parts
