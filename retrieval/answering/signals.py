"""The named ingredients of a sentence's score: one function each, with its source.

Each gives one number for every sentence of a passage.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np

from retrieval.analysis.analysis import TAG_NUMBERS
from retrieval.answering.evidence import Evidence, Floats, Sought, share_of_information
from retrieval.index.bm25 import lucene_idf
from retrieval.model import AnswerKind, Tag
from retrieval.options import IndexOptions
from retrieval.replies import Query

KIND_TAGS: Mapping[AnswerKind, frozenset[Tag]] = {
    AnswerKind.PERSON: frozenset({Tag.PERSON}),
    AnswerKind.ORGANISATION: frozenset({Tag.ORGANISATION}),
    AnswerKind.PLACE: frozenset({Tag.PLACE, Tag.ORGANISATION}),
    AnswerKind.TIME: frozenset({Tag.TIME, Tag.NUMBER}),
    AnswerKind.NUMBER: frozenset({Tag.NUMBER, Tag.MEASURE, Tag.TIME}),
}
"""What a text names where it answers a question of a kind."""

_FAR = 60.0
"""Characters after which it no longer matters how far apart two words stand."""


def query_weights(query: Query) -> dict[str, float]:
    """Term → how often it counts; a term that is asked twice counts twice.

    Terms that stand in for one another share its weight, so that a word with many
    translations does not outweigh a word with one.
    """
    weights: dict[str, float] = {}
    for term in query.terms:
        weights[term.term] = weights.get(term.term, 0) + term.weight
        for other in term.alternatives:
            share = term.weight / math.sqrt(len(term.alternatives))
            weights[other] = max(weights.get(other, 0), share)
    return weights


def coverage(query: Query, terms: Collection[str]) -> float:
    """Share of the question's information that `terms` hold, 0 to 1."""
    known = frozenset(terms)
    total = found = 0.0
    for term in query.terms:
        information = term.weight * term.information
        total += information
        if term.term in known or any(other in known for other in term.alternatives):
            found += information
    return found / total if total else 0.0


def bm25_parts(evidence: Evidence, columns: Sought, parameters: IndexOptions) -> Floats:
    """What each column adds to the BM25 of each sentence, as if its passage were all there is.

    0 and up; shape (sentences, columns). Summed over all columns it is `local_bm25`, over some
    `unit_bm25` and `word_bm25`, weighed by nearness to the question word `asked_bm25`.

    What a passage is about stands in most of its sentences, so it tells nothing there
    about which of them answers. Source: Elasticsearch's unified highlighter, which scores
    sentences "as if they were documents".
    """
    frequencies = evidence.frequencies
    counts = len(frequencies)
    idf = np.array([lucene_idf(counts, int(df)) for df in (frequencies > 0).sum(axis=0)])
    lengths = evidence.view.lengths
    relative = lengths / (lengths.mean() or 1.0)
    norms = parameters.k1 * (1 - parameters.b + parameters.b * relative)
    saturated = frequencies * (parameters.k1 + 1) / (frequencies + norms[:, None] + 1e-9)
    parts: Floats = saturated * (columns.weights * idf)
    return parts


def window_coverage(evidence: Evidence, columns: Sought) -> Floats:
    """Coverage of each sentence together with its two neighbours, 0 to 1.

    A sentence that says 她 for a name has the name beside it.
    """
    return share_of_information(columns, evidence.around)


def longest_run(asked: str, evidence: Evidence) -> Floats:
    """Longest run of the question's content that stands in each sentence, as a share; 0 to 1."""
    return np.array([_run(asked, text) for text in evidence.view.folded]) / max(len(asked), 1)


def novelty(question: str, evidence: Evidence) -> Floats:
    """Share of each sentence's characters that are not in the question, 0 to 1.

    A sentence that only repeats the question says nothing new.
    """
    known = frozenset(question)
    return np.array(
        [
            sum(character not in known for character in text) / max(len(text), 1)
            for text in evidence.view.folded
        ]
    )


def new_names(query: Query, question: str, evidence: Evidence) -> list[list[int]]:
    """Where in each sentence names of the expected kind begin that the question lacks."""
    view = evidence.view
    places: list[list[int]] = [[] for _ in view.sentences]
    tags = [TAG_NUMBERS[tag] for tag in KIND_TAGS.get(query.kind, ())]
    named = np.isin(view.words.numbers[:, 2], tags)
    rows, sentences = view.words.numbers[named], view.words.sentences[named]
    for sentence, (start, end, _) in zip(sentences.tolist(), rows.tolist(), strict=True):
        if view.folded[sentence][start:end] not in question:
            places[sentence].append(start)
    return places


def kind_named(names: Sequence[Sequence[int]]) -> Floats:
    """Whether each sentence names something new of the expected kind; 0 or 1."""
    return np.array([float(bool(places)) for places in names])


def kind_nearness(names: Sequence[Sequence[int]], question: str, evidence: Evidence) -> Floats:
    """How near the nearest such name stands to a word of the question; 0 (far) to 1."""
    near = np.zeros(len(evidence.view.sentences))
    pairs = {first + second for first, second in pairwise(question)}
    for number, (places, text) in enumerate(zip(names, evidence.view.folded, strict=True)):
        if places and (matched := _matched(pairs, text)):
            distance = min(abs(name - place) for name in places for place in matched)
            near[number] = 1 - min(distance, _FAR) / _FAR
    return near


def _run(asked: str, text: str) -> int:
    best = 0
    for start in range(len(asked)):
        while start + best < len(asked) and asked[start : start + best + 1] in text:
            best += 1
    return best


def _matched(pairs: Collection[str], text: str) -> list[int]:
    """Where the pairs of characters stand in the text."""
    return [
        place for place, (first, second) in enumerate(pairwise(text)) if first + second in pairs
    ]
