"""The figures of one labelled file: ours, the baseline's, and refusal."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from retrieval.answering.answerer import Answerer
from retrieval.evaluation.measuring import (
    Asked,
    Bench,
    Miss,
    Outcome,
    confidence,
    measure,
    measure_baseline_alone,
    measure_baseline_on_all,
)
from retrieval.evaluation.metrics import (
    auroc,
    bootstrap_interval,
    hit_at,
    mean_reciprocal_rank,
    percentile,
)

Track = Callable[[str, Iterable[Asked], int], Iterable[Asked]]
"""(what is done, questions, their number) → the same questions, while progress is shown."""


class Task(Enum):
    """Where a question's answer is looked for."""

    ARTICLE = "article"
    """In the question's own context."""
    LIBRARY = "library"
    """In all contexts of the file, and those beside it, as one shelf."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a way of ranking reaches."""

    hit_at_1: float
    hit_at_3: float
    mrr: float
    first_sentence_chars: float
    """Mean length of the first sentence, so that nobody wins by long ones."""
    ms_p50: float
    ms_p99: float
    ci95: tuple[float, float]
    """95 % bootstrap interval of `hit_at_1`."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """How well questions with an answer are told from those without."""

    auroc: float
    """Of the confidence."""
    answered: float
    """Share of the questions with an answer that are answered."""
    false_answers: float
    """Share of those without that are answered."""


@dataclass(frozen=True, slots=True)
class Spans:
    """How often the answer's own words are pointed at, for who, when and how many."""

    questions: int
    """Those whose first sentence is shown and right."""
    given: float
    """Share of them for which words are pointed at."""
    overlap: float
    """Share of them whose words share a character with an accepted answer."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One file, one task."""

    task: Task
    questions: int
    figures: Figures
    baseline: Figures
    refusal: Refusal
    """Against the same questions asked of another title's context."""
    refusal_hard: Refusal | None
    """Against questions marked as impossible; None if there are none."""
    spans: Spans | None
    """None for the library task: they are the same words."""
    misses: tuple[Miss, ...]


def sampled(bench: Bench, sample: int | None, seed: int) -> list[Asked]:
    """The questions of the file, or `sample` of them drawn with `seed`, in file order."""
    asked = [
        Asked(number, question)
        for number, context in enumerate(bench.contexts)
        for question in context.questions
    ]
    if sample is None or sample >= len(asked):
        return asked
    chosen = random.Random(seed).sample(range(len(asked)), sample)  # noqa: S311 - no secret
    return [asked[number] for number in sorted(chosen)]


def evaluate_squad(
    bench: Bench, asked: Sequence[Asked], tasks: Sequence[Task], track: Track
) -> Iterator[Evaluation]:
    """The figures of each task in turn."""
    answerable = [each for each in asked if not each.labelled.impossible]
    refusal, hard = _refusals(bench, asked, track)
    for task in tasks:
        outcomes, misses = _ours(bench, answerable, task, track)
        tracked = track(f"{task.value}: baseline", answerable, len(answerable))
        baseline = _baseline(bench, tracked, task)
        yield Evaluation(
            task,
            len(answerable),
            _figures(outcomes),
            _figures(baseline),
            refusal,
            hard,
            _spans(outcomes) if task is Task.ARTICLE else None,
            misses,
        )


def _ours(
    bench: Bench, asked: Sequence[Asked], task: Task, track: Track
) -> tuple[list[Outcome], tuple[Miss, ...]]:
    answerer_for = _answerer_for(bench, task)
    measured = list(measure(bench, track(task.value, asked, len(asked)), answerer_for))
    return (
        [outcome for outcome, _ in measured],
        tuple(miss for _, miss in measured if miss is not None),
    )


def _answerer_for(bench: Bench, task: Task) -> Callable[[int], Answerer]:
    match task:
        case Task.ARTICLE:
            return bench.answerer_alone
        case Task.LIBRARY:
            everything = bench.answerer_on_all()
            return lambda _: everything


def _baseline(bench: Bench, asked: Iterable[Asked], task: Task) -> list[Outcome]:
    match task:
        case Task.ARTICLE:
            return list(measure_baseline_alone(bench.contexts, asked))
        case Task.LIBRARY:
            return list(measure_baseline_on_all(bench.library, asked))


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    ranks = [outcome.rank for outcome in outcomes]
    times = [outcome.milliseconds for outcome in outcomes]
    return Figures(
        hit_at_1=hit_at(ranks, 1),
        hit_at_3=hit_at(ranks, 3),
        mrr=mean_reciprocal_rank(ranks),
        first_sentence_chars=sum(outcome.first_chars for outcome in outcomes)
        / max(len(outcomes), 1),
        ms_p50=percentile(times, 50),
        ms_p99=percentile(times, 99),
        ci95=bootstrap_interval([rank == 1 for rank in ranks]),
    )


def _spans(outcomes: Sequence[Outcome]) -> Spans:
    spans = [outcome.span for outcome in outcomes if outcome.span is not None]
    count = max(len(spans), 1)
    return Spans(
        len(spans),
        sum(span.given for span in spans) / count,
        sum(span.overlaps for span in spans) / count,
    )


def _refusals(
    bench: Bench, asked: Sequence[Asked], track: Track
) -> tuple[Refusal, Refusal | None]:
    with_answer: list[tuple[float, bool]] = []
    elsewhere: list[tuple[float, bool]] = []
    impossible: list[tuple[float, bool]] = []
    for each in track("refusal", asked, len(asked)):
        own = confidence(bench.answerer_alone(each.context), each.labelled.question)
        if each.labelled.impossible:
            impossible.append(own)
            continue
        with_answer.append(own)
        other = bench.answerer_alone(bench.other_context(each.context))
        elsewhere.append(confidence(other, each.labelled.question))
    hard = _refusal(with_answer, impossible) if impossible else None
    return _refusal(with_answer, elsewhere), hard


def _refusal(
    with_answer: Sequence[tuple[float, bool]], without: Sequence[tuple[float, bool]]
) -> Refusal:
    return Refusal(
        auroc([sure for sure, _ in with_answer], [sure for sure, _ in without]),
        sum(answered for _, answered in with_answer) / max(len(with_answer), 1),
        sum(answered for _, answered in without) / max(len(without), 1),
    )
