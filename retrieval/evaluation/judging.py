"""Asking judged questions, and counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from retrieval.answering.answerer import Answerer
from retrieval.evaluation.qrels import (
    JudgedQuestion,
    Qrels,
    metadatum_identifier,
    sentence_identifier,
)
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, Reply


class MissKind(Enum):
    """What went wrong with a question."""

    WRONG_SENTENCE = "wrong sentence"
    INCOMPLETE = "incomplete"
    DECLINED = "declined, but the article says"
    ANSWERED = "answered, but the article does not say"


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that went wrong."""

    question: str
    kind: MissKind
    shown: tuple[str, ...]
    """Identifiers of what was shown, best first."""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts over the questions of one file."""

    answerable: int
    unanswerable: int
    hits_at_1: int
    """Answerable questions whose best-ranked sentence answers, declined or not."""
    hits_at_3: int
    """The same for one of the best three."""
    complete: int
    """Answerable questions for which everything that answers was shown."""
    answered: int
    """Answerable questions that were answered, rightly or not."""
    declined: int
    """Unanswerable questions that were declined."""
    misses: tuple[Miss, ...]

    @property
    def questions(self) -> int:
        """All questions."""
        return self.answerable + self.unanswerable


@dataclass(frozen=True, slots=True)
class _Outcome:
    judged: JudgedQuestion
    shown: tuple[str, ...]
    ranked: tuple[str, ...]


def evaluate_qrels(qrels: Qrels, answerer: Answerer) -> Report:
    """Ask every question of `qrels`; `answerer` has their article on its shelf."""
    outcomes = [_outcome(judged, answerer) for judged in qrels.questions]
    answerable = [outcome for outcome in outcomes if outcome.judged.sentences]
    unanswerable = [outcome for outcome in outcomes if not outcome.judged.sentences]
    return Report(
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        hits_at_1=sum(_hit(outcome, 1) for outcome in answerable),
        hits_at_3=sum(_hit(outcome, 3) for outcome in answerable),
        complete=sum(_complete(outcome) for outcome in answerable),
        answered=sum(bool(outcome.shown) for outcome in answerable),
        declined=sum(not outcome.shown for outcome in unanswerable),
        misses=tuple(_misses(outcomes)),
    )


def _outcome(judged: JudgedQuestion, answerer: Answerer) -> _Outcome:
    reply = answerer.answer(judged.question)
    shown = tuple(_shown(reply))
    if isinstance(reply, MetadataAnswer):
        return _Outcome(judged, shown, shown)
    ranked = answerer.rank(reply.query)
    return _Outcome(
        judged, shown, tuple(sentence_identifier(candidate.sentence) for candidate in ranked)
    )


def _shown(reply: Reply) -> Iterator[str]:
    match reply:
        case Answer():
            yield from (sentence_identifier(scored.sentence) for scored in reply.sentences)
        case MetadataAnswer():
            yield from (metadatum_identifier(datum) for datum in reply.data)
        case NoAnswer():
            return


def _hit(outcome: _Outcome, k: int) -> bool:
    return not set(outcome.judged.sentences).isdisjoint(outcome.ranked[:k])


def _complete(outcome: _Outcome) -> bool:
    return set(outcome.judged.sentences) <= set(outcome.shown)


def _misses(outcomes: Sequence[_Outcome]) -> Iterator[Miss]:
    for outcome in outcomes:
        if (kind := _miss_kind(outcome)) is not None:
            yield Miss(outcome.judged.question, kind, outcome.shown)


def _miss_kind(outcome: _Outcome) -> MissKind | None:
    if not outcome.judged.sentences:
        return MissKind.ANSWERED if outcome.shown else None
    if not outcome.shown:
        return MissKind.DECLINED
    if not _hit(outcome, 1):
        return MissKind.WRONG_SENTENCE
    return None if _complete(outcome) else MissKind.INCOMPLETE
