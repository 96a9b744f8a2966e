"""Labelled questions as the networks see them."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.inputs import meaning_signals, passage_input, prepare, signals
from retrieval.answering.passages import Candidate
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext
from retrieval.model import Passage, Sentence, Span
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Tools

WHOLE = SplittingOptions(passage_chars=2_000, passage_overlap=0)
"""The contexts of the labelled sets are shorter: each is one passage."""
_LONGEST_PIECES = 1_200
"""Longer passages are left out of fitting: one would fill the memory of a batch."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A question on its own context, with what is right. All arrays as in `models.reader`."""

    question: NDArray[np.int32]
    weights: NDArray[np.float32]
    kind: int
    pieces: NDArray[np.int32]
    tags: NDArray[np.int8]
    asked: NDArray[np.bool_]
    agreeing: NDArray[np.bool_]
    sentences: NDArray[np.int16]
    signals: NDArray[np.float32]
    """Shape (sentences, signals), in the order of `names`."""
    right: tuple[int, ...]
    """Sentences that hold an answer."""
    begins: tuple[int, ...]
    """First pieces of the answers."""
    ends: tuple[int, ...]
    """Last pieces of the answers."""


def fingerprint(text: str) -> int:
    """A number that tells a context from others, whatever blanks it has."""
    return zlib.crc32("".join(text.split()).encode())


def examples(
    contexts: Sequence[Context],
    cleaned: Sequence[CleanedContext],
    tools: Tools,
    analyser: QuestionAnalyser,
    parameters: IndexOptions,
    names: Sequence[str],
) -> Iterator[Example]:
    """Every question that its context answers."""
    if tools.encoder is None:
        message = "fitting needs the encoder"
        raise ValueError(message)
    shelf = build_shelf([each.article for each in cleaned], tools, WHOLE, parameters)
    passages = {passage.article_id: passage for passage in shelf.passages}
    for context, clean in zip(contexts, cleaned, strict=True):
        passage = passages.get(clean.article.id)
        if passage is None or shelf.vectors is None:
            continue
        rows = slice(*shelf.bounds[shelf.passage_number(passage)])
        for labelled in context.questions:
            right = _right(passage, clean, labelled)
            if labelled.impossible or not right:
                continue
            query = analyser.analyse(labelled.question)
            asked = prepare(query, tools.encoder)
            if asked.reading is None:
                continue
            meanings = shelf.vectors[rows] @ tools.encoder.encode([query.question])[0]
            candidate = Candidate(passage, 1.0, float(meanings.max()), meanings)
            given = passage_input(asked, candidate, shelf, tools.encoder)
            if len(given.pieces) > _LONGEST_PIECES:
                continue
            (plain,) = signals(asked, [candidate], shelf, parameters)
            named = {**plain, **meaning_signals(asked.reading, given, meanings)}
            begins, ends = _answer_pieces(passage, clean, labelled, shelf)
            yield Example(
                tools.encoder.pieces(query.question).ids,
                asked.reading.weights,
                asked.reading.kind,
                np.concatenate([_ids(shelf, sentence) for sentence in passage.sentences]),
                given.tags.astype(np.int8),
                given.asked > 0,
                given.agreeing > 0,
                given.sentences.astype(np.int16),
                np.stack([named[name] for name in names], axis=1),
                right,
                begins,
                ends,
            )


def _ids(shelf: Shelf, sentence: Sentence) -> NDArray[np.int32]:
    pieces = shelf.sentences[sentence].pieces
    return np.zeros(0, dtype=np.int32) if pieces is None else pieces.ids


def _right(
    passage: Passage, clean: CleanedContext, labelled: LabelledQuestion
) -> tuple[int, ...]:
    raw = [clean.map.origin(sentence.span) for sentence in passage.sentences]
    return tuple(
        number
        for number, span in enumerate(raw)
        if any(span.start <= answer.start < span.end for answer in labelled.answers)
    )


def _answer_pieces(
    passage: Passage, clean: CleanedContext, labelled: LabelledQuestion, shelf: Shelf
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and the last piece of each answer."""
    begins: list[int] = []
    ends: list[int] = []
    done = 0
    for sentence in passage.sentences:
        pieces = shelf.sentences[sentence].pieces
        if pieces is None:
            continue
        raw = clean.map.origin(sentence.span)
        for answer in labelled.answers:
            if raw.start <= answer.start < raw.end:
                held = _touching(answer, sentence, clean, pieces.starts, pieces.ends)
                begins += [done + held[0]] if held else []
                ends += [done + held[-1]] if held else []
        done += len(pieces)
    return tuple(begins), tuple(ends)


def _touching(
    answer: Span,
    sentence: Sentence,
    clean: CleanedContext,
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
) -> list[int]:
    begin = sentence.span.start
    places = [
        clean.map.origin(Span(begin + int(start), begin + max(int(end), int(start))))
        for start, end in zip(starts, ends, strict=True)
    ]
    return [
        number
        for number, place in enumerate(places)
        if place.start < answer.end and answer.start < place.end
    ]
