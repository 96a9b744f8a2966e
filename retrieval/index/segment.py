"""A part of an index: articles and their postings, in columns that never change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.index.fingerprints import Fingerprints, fingerprints
from retrieval.protocols import ArticleTerms

Ints = NDArray[np.int64]

_RUN_TERMS = 4_000_000
"""Terms, repeated ones too, that are put in order at a time: what is kept meanwhile takes
some 50 bytes for each."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Articles, their passages, and which passages each term is in.

    Passages are numbered through all articles, in their order.
    """

    articles: Sequence[str]
    """Their ids."""
    firsts: NDArray[np.int32]
    """The number of each article's first passage, and behind them that of all passages."""
    lengths: NDArray[np.int32]
    """How many terms each passage has, repeated ones too."""
    terms: Fingerprints
    """Each term that a passage has, ascending."""
    bounds: Ints
    """Where each term's postings begin, and behind them where the last one's end."""
    passages: NDArray[np.int32]
    """For each posting its passage; ascending within a term."""
    frequencies: NDArray[np.unsignedinteger]
    """How often the term is in that passage; as many bytes as the highest needs."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each article, by id."""
        return {article: number for number, article in enumerate(self.articles)}

    def places(self, wanted: Fingerprints) -> NDArray[np.intp]:
        """Which of `terms` each wanted one is; −1 if it is none."""
        if not len(self.terms):
            return np.full(len(wanted), -1, dtype=np.intp)
        places = np.searchsorted(self.terms, wanted)
        there = self.terms[np.minimum(places, len(self.terms) - 1)] == wanted
        return np.where(there, places, -1)


def segment_of(articles: Sequence[ArticleTerms]) -> Segment:
    """A segment of those articles."""
    return joined([_segment(run) for run in _runs(articles)])


def _runs(articles: Sequence[ArticleTerms]) -> Iterator[Sequence[ArticleTerms]]:
    run: list[ArticleTerms] = []
    terms = 0
    for article in articles:
        run.append(article)
        terms += sum(map(len, article.passages))
        if terms > _RUN_TERMS:
            yield run
            run, terms = [], 0
    yield run


def _segment(articles: Sequence[ArticleTerms]) -> Segment:
    vocabulary: dict[str, int] = {}
    own: list[NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]
    for each in articles:
        numbers = [vocabulary.setdefault(term, len(vocabulary)) for term in each.vocabulary]
        known = np.array(numbers, dtype=np.int32)
        own += [known[passage] for passage in each.passages]
    lengths = np.array([len(passage) for passage in own[1:]], dtype=np.int32)
    terms, ranks = np.unique(fingerprints(tuple(vocabulary)), return_inverse=True)
    # A term and a passage in one number: sorted by the term, then by the passage.
    size = max(len(lengths), 1)
    pairs = ranks[np.concatenate(own)] * size + np.repeat(np.arange(len(lengths)), lengths)
    pairs, frequencies = np.unique(pairs, return_counts=True)
    used, holding = np.unique(pairs // size, return_counts=True)
    counts = np.array([len(each.passages) for each in articles], dtype=np.int64)
    return Segment(
        [each.article_id for each in articles],
        _ends(counts).astype(np.int32),
        lengths,
        terms[used],
        _ends(holding),
        (pairs % size).astype(np.int32),
        _narrow(frequencies),
    )


def joined(segments: Sequence[Segment]) -> Segment:
    """One segment of several, their articles behind one another."""
    if len(segments) == 1:
        return segments[0]
    terms, numbers = np.unique(
        np.concatenate([each.terms for each in segments]), return_inverse=True
    )
    own = np.split(numbers, np.cumsum([len(each.terms) for each in segments])[:-1])
    holding = np.zeros(len(terms), dtype=np.int64)
    for each, places in zip(segments, own, strict=True):
        holding[places] += np.diff(each.bounds)
    bounds = _ends(holding)
    kind = max((each.frequencies.dtype for each in segments), key=lambda one: one.itemsize)
    passages = np.empty(bounds[-1], dtype=np.int32)
    frequencies = np.empty(bounds[-1], dtype=kind)
    free, first = bounds[:-1].copy(), 0
    for each, places in zip(segments, own, strict=True):
        held = np.diff(each.bounds)
        # Where each posting goes: as far behind the free place as behind its term's first.
        into = np.repeat(free[places] - each.bounds[:-1], held) + np.arange(len(each.passages))
        passages[into] = each.passages + np.int32(first)
        frequencies[into] = each.frequencies
        free[places] += held
        first += len(each.lengths)
    return Segment(
        [article for each in segments for article in each.articles],
        _ends(np.concatenate([np.diff(each.firsts) for each in segments])).astype(np.int32),
        np.concatenate([each.lengths for each in segments]),
        terms,
        bounds,
        passages,
        frequencies,
    )


def without(segment: Segment, gone: NDArray[np.bool_]) -> Segment:
    """The segment without the articles that are `gone`; one truth value an article."""
    if not gone.any():
        return segment
    kept = np.repeat(~gone, np.diff(segment.firsts))
    renumbered = np.cumsum(kept) - 1
    held = kept[segment.passages]
    # How many postings are left before each place.
    left = np.concatenate([[0], np.cumsum(held)])
    holding = np.diff(left[segment.bounds])
    used = holding > 0
    return Segment(
        [article for article, out in zip(segment.articles, gone, strict=True) if not out],
        _ends(np.diff(segment.firsts)[~gone]).astype(np.int32),
        segment.lengths[kept],
        segment.terms[used],
        _ends(holding[used]),
        renumbered[segment.passages[held]].astype(np.int32),
        segment.frequencies[held],
    )


def _ends(counts: NDArray[np.integer]) -> Ints:
    """Where each of some runs begins, and behind them where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _narrow(frequencies: NDArray[np.integer]) -> NDArray[np.unsignedinteger]:
    kind = np.min_scalar_type(int(frequencies.max(initial=0)))
    narrow: NDArray[np.unsignedinteger] = frequencies.astype(kind)
    return narrow
