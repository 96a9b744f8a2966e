"""Labelled questions as the networks see them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.inputs import (
    MEANING_SIGNALS,
    PLAIN_SIGNALS,
    Asked,
    meaning_signals,
    passage_input,
    prepare,
    signals,
)
from retrieval.answering.naming import with_names
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.shelf import Shelf, build_shelf
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.views import view_of
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext
from retrieval.model import Passage, Pieces, Sentence, Span
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Encoder, Tools
from retrieval.replies import Query
from retrieval.tuning.glossing import Translator
from retrieval.tuning.variants import blinded, unread

WHOLE = SplittingOptions(passage_chars=2_000, passage_overlap=0)
"""The contexts of the labelled sets are shorter: each is one passage."""
SIGNALS = PLAIN_SIGNALS + MEANING_SIGNALS
_LONGEST_PIECES = 1_200
"""Longer passages are left out of fitting: one would fill the memory of a batch."""
_GLOSSED_SHARE = 0.35
"""Share of the Chinese questions that come a second time, in another language."""
_BLIND_SHARE = 0.25
"""Share of the questions that come once more, blind."""
_SEEN = 0.5
"""Share of a blind question's content words that are found."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A question on a passage, with what is right. All arrays as in `models.reader`."""

    question: NDArray[np.int32]
    weights: NDArray[np.float32]
    kind: int
    pieces: NDArray[np.int32]
    tags: NDArray[np.int8]
    asked: NDArray[np.bool_]
    agreeing: NDArray[np.bool_]
    sentences: NDArray[np.int16]
    signals: NDArray[np.float32]
    """Shape (sentences, signals), in the order of `SIGNALS`."""
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
        translator: Translator,
        parameters: IndexOptions,
        seed: int,
    ) -> None:
        """Make them with these; `seed` tells what chance chooses.

        Without a tagger, pieces have no tags and signals no names, as in answering.

        Raises:
            ValueError: the tools lack the encoder, without which there is nothing to read.
        """
        if tools.encoder is None:
            message = "examples need the encoder"
            raise ValueError(message)
        self._tools = tools
        self._encoder: Encoder = tools.encoder
        self._analyser = analyser
        self._translator = translator
        self._parameters = parameters
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def of(
        self, contexts: Sequence[Context], cleaned: Sequence[CleanedContext]
    ) -> Iterator[tuple[int, Example]]:
        """Every question that its context answers, with the number of that.

        By chance, some come a second time in another language (`glossing`) or blind
        (`variants`).
        """
        articles = [each.article for each in cleaned]
        shelf = build_shelf(articles, self._tools, WHOLE, self._parameters)
        for number, (context, clean) in enumerate(zip(contexts, cleaned, strict=True)):
            shelved = shelf.placed[clean.article.id].shelved
            if not shelved.runs:
                continue
            for labelled in context.questions:
                one = _Labelled(shelf, shelved, clean, labelled)
                yield from ((number, made) for made in self._of(one) if _is_bearable(made))

    def _of(self, one: "_Labelled") -> Iterator[Example]:
        if not one.right():
            return
        plain = self._analyser.analyse(one.question.question)
        queries = [plain]
        if self._chance.random() < _BLIND_SHARE:
            queries.append(blinded(plain, _SEEN, self._chance))
        if not plain.cross_lingual and self._chance.random() < _GLOSSED_SHARE:
            queries.append(self._translator.translated(plain))
        ways = [self._asked(query, one.passage) for query in queries]
        yield from (self._example(way, one) for way in ways)

    def _asked(self, query: Query, passage: Passage) -> Asked:
        return unread(prepare(with_names(query, passage.sentences), self._encoder))

    def _example(self, asked: Asked, one: "_Labelled") -> Example:
        shelf, passage = one.shelf, one.passage
        reading = asked.reading
        assert reading is not None  # noqa: S101 - there is an encoder
        meanings = one.vectors() @ self._encoder.encode([asked.query.question])[0]
        view = view_of(one.shelved, one.number, shelf.listed, self._encoder)
        assert view.pieced is not None  # noqa: S101 - as above
        given = passage_input(asked, reading, view.pieced)
        (plain,) = signals(asked, [view], self._parameters)
        named = {**plain, **meaning_signals(reading, given, meanings)}
        begins, ends = one.answer_pieces()
        return Example(
            self._encoder.pieces(asked.query.question).ids,
            reading.weights,
            reading.kind,
            np.concatenate([_ids(shelf, each) for each in passage.sentences]),
            given.tags.astype(np.int8),
            given.asked > 0,
            given.agreeing > 0,
            given.sentences.astype(np.int16),
            np.stack([named[name] for name in SIGNALS], axis=1),
            one.right(),
            begins,
            ends,
        )


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A question and the passage that it is asked of."""

    shelf: Shelf
    shelved: ShelvedArticle
    clean: CleanedContext
    question: LabelledQuestion

    @property
    def number(self) -> int:
        """Of the passage in its article: the last one, of a context that is too long for one."""
        return len(self.shelved.runs) - 1

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.shelved.passage(self.number)

    def vectors(self) -> NDArray[np.float32]:
        """What each sentence of the passage means."""
        vectors = self.shelved.analysis.vectors
        assert vectors is not None  # noqa: S101 - there is an encoder
        return vectors[slice(*self.shelved.runs[self.number])].astype(np.float32)

    def right(self) -> tuple[int, ...]:
        """Numbers of the sentences in which an answer begins."""
        raw = [self.clean.map.origin(sentence.span) for sentence in self.passage.sentences]
        return tuple(n for n, span in enumerate(raw) if self.question.begins_in(span))

    def answer_pieces(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The first and the last piece of each answer, counted through the passage."""
        begins: list[int] = []
        ends: list[int] = []
        done = 0
        for sentence in self.passage.sentences:
            pieces = self.shelf.sentences[sentence].pieces
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
        return [number for number, place in enumerate(places) if place.meets(answer)]


def _ids(shelf: Shelf, sentence: Sentence) -> NDArray[np.int32]:
    pieces = shelf.sentences[sentence].pieces
    return np.zeros(0, dtype=np.int32) if pieces is None else pieces.ids


def _is_bearable(example: Example) -> bool:
    return len(example.pieces) <= _LONGEST_PIECES
