"""The second stage: the sentences of the retrieved passages, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.answering.shelf import Shelf, Terms
from retrieval.answering.signals import coverage, local_bm25, query_weights
from retrieval.model import Hit, Sentence
from retrieval.options import IndexOptions
from retrieval.replies import Query


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A candidate with its score and the signals that made it."""

    sentence: Sentence
    score: float
    signals: dict[str, float]


def rank(
    query: Query,
    hits: Sequence[Hit],
    shelf: Shelf,
    parameters: IndexOptions,
    passage_weight: float,
) -> list[RankedSentence]:
    """Every sentence of `hits` once, best first, ties in text order.

    score = local_bm25 + passage_weight × passage_bm25. A sentence that stands in two
    passages counts by the better one.
    """
    weights = query_weights(query)
    best: dict[Sentence, RankedSentence] = {}
    for hit in hits:
        terms = [shelf.sentence_terms[sentence] for sentence in hit.passage.sentences]
        local = local_bm25(weights, terms, parameters)
        for candidate in _scored(query, hit, terms, local, passage_weight):
            known = best.get(candidate.sentence)
            if known is None or candidate.score > known.score:
                best[candidate.sentence] = candidate
    order = {article_id: number for number, article_id in enumerate(shelf.articles)}
    return sorted(
        best.values(),
        key=lambda ranked: (
            -ranked.score,
            order[ranked.sentence.article_id],
            ranked.sentence.span.start,
        ),
    )


def _scored(
    query: Query,
    hit: Hit,
    terms: Sequence[Terms],
    local: Iterable[float],
    passage_weight: float,
) -> list[RankedSentence]:
    passage_coverage = coverage(query, {term for held in terms for term in held})
    return [
        RankedSentence(
            sentence,
            float(own) + passage_weight * hit.score,
            {
                "local_bm25": float(own),
                "passage_bm25": hit.score,
                "coverage": coverage(query, held),
                "passage_coverage": passage_coverage,
            },
        )
        for sentence, held, own in zip(hit.passage.sentences, terms, local, strict=True)
    ]
