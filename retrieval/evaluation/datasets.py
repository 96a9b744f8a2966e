"""Labelled questions in SQuAD's format: contexts, and where in them the answers begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from retrieval.model import Span


class DatasetError(ValueError):
    """A document that is not in SQuAD's format; says what is missing, and where."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question on one context."""

    id: str
    question: str
    answers: tuple[Span, ...]
    """Where the accepted answers stand, in code points of the raw context."""
    impossible: bool
    """Whether the context does not answer it, though it looks as if it did."""

    def begins_in(self, place: Span) -> bool:
        """Whether an answer begins in `place`, a span of the raw context: what a hit is."""
        return any(place.start <= answer.start < place.end for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Context:
    """A raw text, and the questions on it."""

    title: str
    """Of the article that it is a paragraph of; several contexts may share one."""
    text: str
    questions: tuple[LabelledQuestion, ...]


def parse_squad(document: object) -> tuple[Context, ...]:
    """The contexts of a SQuAD 1.1 or 2.0 document, in their order.

    Raises:
        DatasetError: a part that is needed is not there.
    """
    try:
        return tuple(_contexts(document))
    except (KeyError, TypeError, AttributeError) as error:
        message = f"not in SQuAD's format: {type(error).__name__}: {error}"
        raise DatasetError(message) from error


def _contexts(document: Any) -> Iterator[Context]:  # noqa: ANN401 - just parsed JSON
    for number, article in enumerate(document["data"]):
        for paragraph in article["paragraphs"]:
            # Without titles, each entry of `data` is an article of its own.
            title = article.get("title") or str(number)
            questions = tuple(map(_question, paragraph["qas"]))
            yield Context(title, paragraph["context"], questions)


def _question(labelled: Any) -> LabelledQuestion:  # noqa: ANN401 - just parsed JSON
    impossible = bool(labelled.get("is_impossible", False))
    answers = () if impossible else dict.fromkeys(_answers(labelled["answers"]))
    return LabelledQuestion(str(labelled["id"]), labelled["question"], tuple(answers), impossible)


def _answers(answers: Any) -> Iterator[Span]:  # noqa: ANN401 - just parsed JSON
    for answer in answers:
        start = int(answer["answer_start"])
        # CMRC 2018 marks an answer that does not stand in its context with −1.
        if start >= 0:
            yield Span(start, start + len(answer["text"]))
