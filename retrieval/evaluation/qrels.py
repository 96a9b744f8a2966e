"""Qrels (TREC's word for relevance judgements): questions, and the sentences that answer them."""

from dataclasses import dataclass
from pathlib import Path

from retrieval.model import Sentence
from retrieval.replies import Metadatum


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question, and what answers it."""

    question: str
    sentences: tuple[str, ...]
    """Identifiers of all sentences that answer it; empty if the article does not say."""


@dataclass(frozen=True, slots=True)
class Qrels:
    """Judged questions on one article."""

    article: Path
    """The article's file, relative to the file of the qrels."""
    questions: tuple[JudgedQuestion, ...]


def sentence_identifier(sentence: Sentence) -> str:
    """`paragraph.sentence`, such as `2.1`, as citations count."""
    return f"{sentence.paragraph}.{sentence.number}"


def metadatum_identifier(datum: Metadatum) -> str:
    """The field's name, such as `published`."""
    return datum.field.value
