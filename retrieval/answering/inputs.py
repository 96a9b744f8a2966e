"""What the networks are given: the named signals of each sentence, and the reader's arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retrieval.analysis.analysis import TAG_NUMBERS
from retrieval.answering.evidence import (
    Evidence,
    Floats,
    Sought,
    evidence_in,
    share_of_information,
    sought,
)
from retrieval.answering.signals import (
    KIND_TAGS,
    bm25_parts,
    kind_named,
    kind_nearness,
    longest_run,
    new_names,
    novelty,
    window_coverage,
)
from retrieval.answering.views import PassageView, PiecedView
from retrieval.model import AnswerKind, TokenKind
from retrieval.models.reader import Array, PassageInput, QuestionInput
from retrieval.options import IndexOptions
from retrieval.protocols import Encoder
from retrieval.replies import Query
from retrieval.text.scripts import fold_in_place

KIND_NUMBERS: Mapping[AnswerKind, int] = {kind: n for n, kind in enumerate(AnswerKind)}
PLAIN_SIGNALS = (
    "local_bm25", "unit_bm25", "word_bm25", "asked_bm25",
    "coverage", "passage_coverage", "window_coverage", "bm25_before", "bm25_behind",
    "longest_run", "novelty", "kind_named", "kind_nearness",
    "rank", "place", "first", "length", "company",
)  # fmt: skip
"""What a sentence is told apart by without an encoder; see `signals`."""
MEANING_SIGNALS = (
    "meaning", "meaning_above", "meaning_beside",
    "alignment", "alignment_above", "alignment_least",
)  # fmt: skip
"""What the encoder adds."""
_FAINT_WEIGHT = 0.3
"""How much a piece of the question tells that is in none of its terms, in nats."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question, prepared once for all its passages."""

    query: Query
    folded: str
    """The question in Simplified and lower case."""
    content: str
    """Its content words, joined."""
    columns: Sought
    reading: QuestionInput | None
    """None without an encoder."""


def prepare(query: Query, encoder: Encoder | None) -> Asked:
    """`query` as all that follows needs it."""
    folded = fold_in_place(query.question)
    content = "".join(word.of(folded) for word in query.words)
    reading = None if encoder is None else _question_input(query, encoder)
    return Asked(query, folded, content, sought(query), reading)


def signals(
    asked: Asked, views: Sequence[PassageView], parameters: IndexOptions
) -> list[dict[str, Array]]:
    """The plain signals of every sentence of every passage, by name."""
    columns = asked.columns
    every = [evidence_in(view, columns) for view in views]
    parts = [bm25_parts(evidence, columns, parameters) for evidence in every]
    scores = [part.sum(axis=1) for part in parts]
    best = max((float(score.max()) for score in scores), default=0.0) or 1.0
    return [
        {
            name: np.asarray(values, dtype=np.float32)
            for name, values in _plain(asked, evidence, part, score / best).items()
        }
        for evidence, part, score in zip(every, parts, scores, strict=True)
    ]


def _plain(asked: Asked, evidence: Evidence, part: Floats, score: Floats) -> dict[str, Floats]:
    columns = asked.columns
    count = len(evidence.view.sentences)
    held = evidence.frequencies > 0
    numbers = np.arange(count, dtype=np.float64)
    units, words, near = part @ ~columns.words, part @ columns.words, part @ columns.nearness
    named = new_names(asked.query, asked.folded, evidence)
    passage = share_of_information(columns, np.atleast_2d(held.any(axis=0)))[0]
    values = (
        score,
        units / (units.max() or 1.0),
        words / (words.max() or 1.0),
        near / (near.max() or 1.0),
        share_of_information(columns, held),
        np.full(count, passage),
        window_coverage(evidence, columns),
        np.append(0.0, score[:-1]),
        np.append(score[1:], 0.0),
        longest_run(asked.content, evidence),
        novelty(asked.folded, evidence),
        kind_named(named),
        kind_nearness(named, asked.folded, evidence),
        np.argsort(np.argsort(-score, kind="stable")) / max(count - 1, 1),
        numbers / max(count - 1, 1),
        numbers == 0,
        np.log1p([len(text) for text in evidence.view.folded]),
        np.full(count, np.log(count)),
    )
    return dict(zip(PLAIN_SIGNALS, map(np.asarray, values), strict=True))


def meaning_signals(
    asked: QuestionInput, passage: PassageInput, meanings: Array
) -> dict[str, Array]:
    """The encoder's signals of every sentence of a passage, by name.

    `alignment`: for each piece of the question the likest piece of the sentence, averaged by
    what each piece tells (Zhang et al., "BERTScore", ICLR 2020).
    """
    count = len(meanings)
    likeness = passage.likeness[passage.pieces]
    likest = np.zeros((count, len(asked.weights)), dtype=np.float32)
    bounds = np.searchsorted(passage.sentences, np.arange(count + 1))
    for number, (start, end) in enumerate(pairwise(bounds)):
        if start < end:
            likest[number] = likeness[start:end].max(axis=0)
    alignment = likest @ asked.weights / (asked.weights.sum() or 1.0)
    beside = np.pad(meanings, 1, constant_values=-1.0)
    values = (
        meanings,
        meanings - meanings.mean(),
        np.maximum(beside[:-2], beside[2:]),
        alignment,
        alignment - alignment.mean(),
        likest.min(axis=1),
    )
    return dict(zip(MEANING_SIGNALS, values, strict=True))


def passage_input(asked: Asked, reading: QuestionInput, pieced: PiecedView) -> PassageInput:
    """A passage as the reader sees it with a question in mind."""
    said = [bool(text) and text in asked.folded for text in pieced.texts]
    in_question = np.array(said, dtype=np.float32)[pieced.text_numbers]
    wanted = [TAG_NUMBERS[tag] for tag in KIND_TAGS.get(asked.query.kind, ())]
    agreeing = (np.isin(pieced.tags, wanted) & (in_question == 0)).astype(np.float32)
    return PassageInput(
        pieced.distinct @ reading.vectors.T,
        pieced.numbers,
        pieced.tags,
        in_question,
        agreeing,
        pieced.sentences,
    )


def _question_input(query: Query, encoder: Encoder) -> QuestionInput:
    pieces = encoder.pieces(query.question)
    weights = [
        _telling(query, start, end)
        for start, end in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
    ]
    return QuestionInput(
        encoder.piece_vectors(pieces.ids),
        np.array(weights, dtype=np.float32),
        KIND_NUMBERS[query.kind],
    )


def _telling(query: Query, start: int, end: int) -> float:
    """How much a piece of the question tells: as the most telling word or unit in it."""
    inside = [
        term.weight * term.information
        for term in query.terms
        if term.kind is not TokenKind.PAIR and term.span.start < end and start < term.span.end
    ]
    return max(inside, default=_FAINT_WEIGHT)
