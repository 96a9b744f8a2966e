"""Real text as bags of terms: what the generator is fitted to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from retrieval.answering.question import QuestionAnalyser
from retrieval.evaluation.datasets import Context, parse_squad
from retrieval.model import Article, TokenKind
from retrieval.protocols import Tokenizer
from retrieval.text.splitting.sentences import split_sentences

Bag = dict[TokenKind, list[str]]
"""Terms by their kind, as often as they occur."""


@dataclass(frozen=True, slots=True)
class RealQuestion:
    """A labelled question."""

    terms: Bag
    """Each once."""
    sentence: int
    """Number of the sentence in which its answer begins."""


@dataclass(frozen=True, slots=True)
class RealText:
    """The sentences of labelled files, and the questions on them."""

    sentences: tuple[Bag, ...]
    articles: tuple[range, ...]
    """The numbers of the sentences of each."""
    questions: tuple[RealQuestion, ...]


def read_files(
    files: Sequence[Path], tokenizer: Tokenizer, analyser: QuestionAnalyser
) -> RealText:
    """What stands in files of SQuAD's format, as the program makes terms of it."""
    sentences: list[Bag] = []
    questions: list[RealQuestion] = []
    articles: list[range] = []
    for file in files:
        contexts = parse_squad(json.loads(file.read_text(encoding="utf-8")))
        for _, article in groupby(contexts, key=attrgetter("title")):
            first = len(sentences)
            for context in article:
                questions += _questions(context, analyser, len(sentences))
                sentences += (bag_of(text, tokenizer) for text in sentences_of(context.text))
            articles.append(range(first, len(sentences)))
    return RealText(tuple(sentences), tuple(articles), tuple(questions))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence.text for sentence in split_sentences(Article("", text))]


def bag_of(text: str, tokenizer: Tokenizer) -> Bag:
    """The terms of a sentence."""
    bag: Bag = {kind: [] for kind in TokenKind}
    for token in tokenizer(text):
        bag[token.kind].append(token.term)
    return bag


def _questions(
    context: Context, analyser: QuestionAnalyser, before: int
) -> Iterator[RealQuestion]:
    sentences = split_sentences(Article("", context.text))
    for question in context.questions:
        answering = [
            number
            for number, sentence in enumerate(sentences, before)
            if question.begins_in(sentence.span)
        ]
        if answering:
            terms: dict[TokenKind, dict[str, None]] = {kind: {} for kind in TokenKind}
            for term in analyser.analyse(question.question).terms:
                terms[term.kind][term.term] = None
            bag = {kind: list(found) for kind, found in terms.items()}
            yield RealQuestion(bag, answering[0])
