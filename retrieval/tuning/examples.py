"""Labelled questions as the networks see them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.evidence import sought
from retrieval.answering.inputs import Asked, meaning_signals, passage_input, prepare, signals
from retrieval.answering.passages import Candidate
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext
from retrieval.model import Passage, Pieces, Sentence, Span
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Tools

WHOLE = SplittingOptions(passage_chars=2_000, passage_overlap=0)
"""The contexts of the labelled sets are shorter: each is one passage."""
_LONGEST_PIECES = 1_200
"""Longer passages are left out of fitting: one would fill the memory of a batch."""
BLIND_SHARE = 0.4
"""Share of the questions that come a second time, blind."""
_SEEN = 0.5
"""Share of a question's content words that are found when it is made blind."""


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


class ExampleMaker:
    """Makes examples of labelled contexts."""

    def __init__(
        self,
        tools: Tools,
        analyser: QuestionAnalyser,
        parameters: IndexOptions,
        names: Sequence[str],
        seed: int,
    ) -> None:
        """Make them with the signals called `names`.

        Raises:
            ValueError: the tools lack the encoder, without which there is nothing to read.
        """
        if tools.encoder is None:
            message = "fitting needs the encoder"
            raise ValueError(message)
        self._tools = tools
        self._encoder = tools.encoder
        self._analyser = analyser
        self._parameters = parameters
        self._names = names
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def of(
        self, contexts: Sequence[Context], cleaned: Sequence[CleanedContext]
    ) -> Iterator[tuple[int, Example]]:
        """Every question that its context answers, with the number of its context.

        Some come a second time, blind: the words of half of the question's content, drawn by
        chance, find nothing. So questions look that are asked in other words than the
        text's, or in another language.
        """
        articles = [each.article for each in cleaned]
        shelf = build_shelf(articles, self._tools, WHOLE, self._parameters)
        passages = {passage.article_id: passage for passage in shelf.passages}
        for number, (context, clean) in enumerate(zip(contexts, cleaned, strict=True)):
            passage = passages.get(clean.article.id)
            for labelled in context.questions:
                if passage is not None and not labelled.impossible:
                    made = self._examples(_Labelled(passage, clean, labelled), shelf)
                    yield from ((number, example) for example in made)

    def _examples(self, one: "_Labelled", shelf: Shelf) -> Iterator[Example]:
        right = one.right()
        query = self._analyser.analyse(one.question.question)
        asked = prepare(query, self._encoder)
        if not right or asked.reading is None or shelf.vectors is None:
            return
        rows = slice(*shelf.bounds[shelf.passage_number(one.passage)])
        meanings = shelf.vectors[rows] @ self._encoder.encode([query.question])[0]
        candidate = Candidate(one.passage, 1.0, float(meanings.max()), meanings)
        ways = [asked]
        if self._chance.random() < BLIND_SHARE:
            ways.append(_blinded(asked, self._chance))
        begins, ends = one.answer_pieces(shelf)
        for way in ways:
            given = passage_input(way, candidate, shelf, self._encoder)
            if len(given.pieces) > _LONGEST_PIECES:
                return
            (plain,) = signals(way, [candidate], shelf, self._parameters)
            named = {**plain, **meaning_signals(asked.reading, given, meanings)}
            yield Example(
                self._encoder.pieces(query.question).ids,
                asked.reading.weights,
                asked.reading.kind,
                np.concatenate([_ids(shelf, each) for each in one.passage.sentences]),
                given.tags.astype(np.int8),
                given.asked > 0,
                given.agreeing > 0,
                given.sentences.astype(np.int16),
                np.stack([named[name] for name in self._names], axis=1),
                right,
                begins,
                ends,
            )


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A question and its context, as a passage."""

    passage: Passage
    clean: CleanedContext
    question: LabelledQuestion

    def right(self) -> tuple[int, ...]:
        """Numbers of the sentences in which an answer begins."""
        raw = [self.clean.map.origin(sentence.span) for sentence in self.passage.sentences]
        return tuple(
            number
            for number, span in enumerate(raw)
            if any(span.start <= answer.start < span.end for answer in self.question.answers)
        )

    def answer_pieces(self, shelf: Shelf) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The first and the last piece of each answer, counted through the passage."""
        begins: list[int] = []
        ends: list[int] = []
        done = 0
        for sentence in self.passage.sentences:
            pieces = shelf.sentences[sentence].pieces
            if pieces is None:
                continue
            raw = self.clean.map.origin(sentence.span)
            for answer in self.question.answers:
                if raw.start <= answer.start < raw.end:
                    held = self._touching(answer, sentence, pieces)
                    begins += [done + held[0]] if held else []
                    ends += [done + held[-1]] if held else []
            done += len(pieces)
        return tuple(begins), tuple(ends)

    def _touching(self, answer: Span, sentence: Sentence, pieces: Pieces) -> list[int]:
        places = [
            self.clean.map.origin(Span(start, max(start, end)).shifted(sentence.span.start))
            for start, end in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
        ]
        return [
            number
            for number, place in enumerate(places)
            if place.start < answer.end and answer.start < place.end
        ]


def _blinded(asked: Asked, blind: random.Random) -> Asked:
    """`asked` with only a part of its content words to be found; the reader sees them all."""
    kept = [word for word in asked.query.words if blind.random() < _SEEN]
    hidden = [word for word in asked.query.words if word not in kept]
    folded = list(asked.folded)
    for word in hidden:
        folded[word.start : word.end] = "\0" * len(word)
    terms = tuple(
        term
        for term in asked.query.terms
        if not any(term.span.start < word.end and word.start < term.span.end for word in hidden)
    )
    return replace(
        asked,
        folded="".join(folded),
        content="".join(word.of(asked.folded) for word in kept),
        columns=sought(replace(asked.query, terms=terms)),
    )


def _ids(shelf: Shelf, sentence: Sentence) -> NDArray[np.int32]:
    pieces = shelf.sentences[sentence].pieces
    return np.zeros(0, dtype=np.int32) if pieces is None else pieces.ids
