"""Asking labelled questions, ours and the baseline's way, and keeping what came of each."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import RankedSentence
from retrieval.evaluation.baseline import NaiveRanker, naive_sentences
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.model import AnswerKind, Article, Span
from retrieval.replies import Answer, NoAnswer, Reply, ScoredSentence
from retrieval.text.mapping import MappedText

_KEPT_SHELVES = 64
"""Questions come context by context: a few answerers are in use at a time."""
_SHOWN_MISSES = 3
_KINDS_WITH_SPANS = frozenset({AnswerKind.PERSON, AnswerKind.TIME, AnswerKind.NUMBER})


@dataclass(frozen=True, slots=True)
class CleanedContext:
    """A context as an article, and the way back to its raw text."""

    article: Article
    map: MappedText


AnswererOn = Callable[[Sequence[Article]], Answerer]


@dataclass(frozen=True, slots=True)
class SpanOutcome:
    """What came of pointing at the answer's own words in a right first sentence."""

    given: bool
    """Whether words were pointed at."""
    overlaps: bool
    """Whether they share a character with an accepted answer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    rank: int | None
    """Of the first right sentence, from 1; None if none was ranked."""
    first_chars: int
    """Length of the first sentence, in characters; 0 if there was none."""
    milliseconds: float
    """From question to answer."""
    span: SpanOutcome | None = None
    """None unless a right first sentence was shown, to a question for who, when or how many."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose first sentence does not answer it, for study."""

    id: str
    question: str
    context: int
    """Number of the gold context in its file, from 0."""
    rank: int | None
    ranked: tuple[tuple[str, float, Mapping[str, float]], ...]
    """The first sentences: text, score, signals."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the number of its context in the file."""

    context: int
    labelled: LabelledQuestion


class Bench:
    """The contexts of one file, ready to be asked one by one or all together."""

    def __init__(
        self,
        contexts: Sequence[Context],
        cleaned: Sequence[CleanedContext],
        answerer_on: AnswererOn,
        beside: Sequence[tuple[Context, Article]] = (),
    ) -> None:
        """Hold `contexts` and the articles made of them, in the same order.

        Nothing is asked of what stands `beside`: it is only there when all are asked together.
        """
        self.contexts = contexts
        self.library = (*contexts, *(context for context, _ in beside))
        """All that are asked together; those of the file first."""
        self._cleaned = cleaned
        self._beside = [article for _, article in beside]
        self._answerer_on = answerer_on
        self._numbers = {each.article.id: number for number, each in enumerate(cleaned)}
        self._alone = lru_cache(_KEPT_SHELVES)(
            lambda number: answerer_on([cleaned[number].article])
        )

    def answerer_alone(self, number: int) -> Answerer:
        """An answerer on one context."""
        return self._alone(number)

    def answerer_on_all(self) -> Answerer:
        """An answerer on all contexts of the file, and what stands beside, as one shelf."""
        return self._answerer_on([*(each.article for each in self._cleaned), *self._beside])

    def raw_place(self, ranked: RankedSentence | ScoredSentence) -> tuple[int, Span] | None:
        """The context that a sentence is of, and its span in the raw text.

        None for what stands beside.
        """
        number = self._numbers.get(ranked.sentence.article_id)
        if number is None:
            return None
        return number, self._cleaned[number].map.origin(ranked.sentence.span)

    def is_right(self, asked: Asked, ranked: RankedSentence | ScoredSentence) -> bool:
        """Whether a sentence answers a question: it covers the begin of an answer."""
        place = self.raw_place(ranked)
        return place is not None and _is_right(asked, *place)

    def raw_span(self, article_id: str, span: Span) -> Span:
        """A span of a context's article, in the raw text."""
        return self._cleaned[self._numbers[article_id]].map.origin(span)

    def other_context(self, number: int) -> int:
        """The first context of the next title; after the last comes the first."""
        return other_context(self.contexts, number)


def other_context(contexts: Sequence[Context], number: int) -> int:
    """The first context of the next title; after the last comes the first."""
    title = contexts[number].title
    count = len(contexts)
    following = ((number + step) % count for step in range(1, count))
    return next((other for other in following if contexts[other].title != title), number)


def measure(
    bench: Bench, asked: Iterable[Asked], answerer_for: Callable[[int], Answerer]
) -> Iterator[tuple[Outcome, Miss | None]]:
    """Ask the questions of `asked` that have an answer, with our answerers."""
    for each in asked:
        answerer = answerer_for(each.context)
        started = time.perf_counter()
        reply = answerer.answer(each.labelled.question)
        milliseconds = 1_000 * (time.perf_counter() - started)
        ranked = answerer.rank(reply.query)
        right = (bench.is_right(each, candidate) for candidate in ranked)
        rank = next((number for number, hit in enumerate(right, 1) if hit), None)
        first = len(ranked[0].sentence.span) if ranked else 0
        miss = None if rank == 1 else _miss(each, rank, ranked)
        yield Outcome(rank, first, milliseconds, _span_outcome(bench, each, reply)), miss


def measure_baseline_alone(
    contexts: Sequence[Context], asked: Iterable[Asked]
) -> Iterator[Outcome]:
    """Ask them with the naive baseline, each of its own context."""

    @lru_cache(_KEPT_SHELVES)
    def ranker(number: int) -> tuple[list[tuple[int, Span]], NaiveRanker]:
        return _naive_shelf(contexts, [number])

    for each in asked:
        yield _naive_outcome(each, *ranker(each.context))


def measure_baseline_on_all(
    contexts: Sequence[Context], asked: Iterable[Asked]
) -> Iterator[Outcome]:
    """Ask them with the naive baseline, of all contexts together."""
    places, ranker = _naive_shelf(contexts, range(len(contexts)))
    for each in asked:
        yield _naive_outcome(each, places, ranker)


def confidence(answerer: Answerer, question: str) -> tuple[float, bool]:
    """The confidence of the reply to `question`, and whether it was answered."""
    reply = answerer.answer(question)
    return reply.confidence, not isinstance(reply, NoAnswer)


def _naive_shelf(
    contexts: Sequence[Context], numbers: Iterable[int]
) -> tuple[list[tuple[int, Span]], NaiveRanker]:
    places = [
        (number, span) for number in numbers for span in naive_sentences(contexts[number].text)
    ]
    return places, NaiveRanker([span.of(contexts[number].text) for number, span in places])


def _naive_outcome(each: Asked, places: list[tuple[int, Span]], ranker: NaiveRanker) -> Outcome:
    started = time.perf_counter()
    ranked = ranker.rank(each.labelled.question)
    milliseconds = 1_000 * (time.perf_counter() - started)
    right = (_is_right(each, *places[number]) for number in ranked)
    rank = next((number for number, hit in enumerate(right, 1) if hit), None)
    return Outcome(rank, len(places[ranked[0]][1]) if ranked else 0, milliseconds)


def _span_outcome(bench: Bench, asked: Asked, reply: Reply) -> SpanOutcome | None:
    if not isinstance(reply, Answer) or reply.query.kind not in _KINDS_WITH_SPANS:
        return None
    first = reply.sentences[0]
    if not bench.is_right(asked, first):
        return None
    if first.answer is None:
        return SpanOutcome(given=False, overlaps=False)
    shown = bench.raw_span(first.sentence.article_id, first.answer)
    return SpanOutcome(
        given=True,
        overlaps=any(shown.meets(answer) for answer in asked.labelled.answers),
    )


def _is_right(asked: Asked, context: int, span: Span) -> bool:
    return context == asked.context and asked.labelled.begins_in(span)


def _miss(asked: Asked, rank: int | None, ranked: Sequence[RankedSentence]) -> Miss:
    return Miss(
        asked.labelled.id,
        asked.labelled.question,
        asked.context,
        rank,
        tuple(
            (candidate.sentence.text, candidate.score, candidate.signals)
            for candidate in ranked[:_SHOWN_MISSES]
        ),
    )
