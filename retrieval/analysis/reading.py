"""Reading an article: in runs of sentences, which several processes may read, and joined."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import TAG_NUMBERS, Analysis
from retrieval.analysis.columns import Column, Numbers, Sentences, Terms, Vocabulary
from retrieval.analysis.prints import letters_of, prints_of
from retrieval.model import Article, Sentence
from retrieval.protocols import Encoder, Tagger, Tokenizer, Tools
from retrieval.replies import MetadataField
from retrieval.text.scripts import fold_in_place
from retrieval.text.splitting.sentences import split_sentences

RUN = 64
"""Sentences that are read at a time, by whatever process: where a run ends changes the last
bits of vectors, and the same article must come out the same."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadRun:
    """What was read in a run of sentences; the columns are as in `Analysis`."""

    vocabulary: Terms
    """Each term of the run once."""
    terms: Column
    tags: Column
    pieces: Column | None
    vectors: NDArray[np.float32] | None


def analyse(article: Article, tools: Tools) -> Analysis:
    """Read `article` with `tools`."""
    sentences = split_sentences(article)
    read = [read_run(texts, tools) for texts in runs(sentences)]
    return joined(article, sentences, read, tools.tokenizer)


def runs(sentences: Sequence[Sentence]) -> list[list[str]]:
    """The texts of `sentences`, run by run; one run without any if there are none."""
    texts = [sentence.text for sentence in sentences]
    return [texts[at : at + RUN] for at in range(0, max(len(texts), 1), RUN)]


def is_one_run(article: Article) -> bool:
    """Whether reading `article` takes less than starting a process for it."""
    return len(split_sentences(article)) <= RUN


def read_run(texts: Sequence[str], tools: Tools) -> ReadRun:
    """Read sentences with `tools`."""
    vocabulary: dict[str, int] = {}
    terms = _column((_numbers(text, vocabulary, tools.tokenizer) for text in texts), 1)
    encoder = tools.encoder
    return ReadRun(
        tuple(vocabulary),
        terms,
        _column((_tagged(text, tools.tagger) for text in texts), 3),
        None if encoder is None else _column((_pieces(text, encoder) for text in texts), 3),
        None if encoder is None else encoder.encode(texts),
    )


def joined(
    article: Article, sentences: Sequence[Sentence], read: Sequence[ReadRun], tokenizer: Tokenizer
) -> Analysis:
    """What was read in the runs of all the sentences of an article, and in its headline."""
    vocabulary: dict[str, int] = {}
    terms: list[Column] = []
    for run in read:
        known = _known(run.vocabulary, vocabulary)
        terms.append(Column(known[run.terms.rows], run.terms.bounds))
    headline = {
        field: _numbers(text, vocabulary, tokenizer)[:, 0]
        for field, text in headline_lines(article)
    }
    packed, numbers = Vocabulary.of(vocabulary)
    pieces = [run.pieces for run in read if run.pieces is not None]
    vectors = [run.vectors for run in read if run.vectors is not None]
    return Analysis(
        Sentences.of(article, sentences),
        folded(article.text, sentences),
        packed,
        _renumbered(_behind(terms), numbers),
        _behind([run.tags for run in read]),
        _behind(pieces) if pieces else None,
        np.concatenate(vectors).astype(np.float16) if vectors else None,
        {field: numbers[own] for field, own in headline.items()},
        prints_of(letters_of(article.text)),
    )


def _renumbered(column: Column, numbers: Numbers) -> Column:
    return Column(numbers[column.rows], column.bounds)


def folded(text: str, sentences: Sequence[Sentence]) -> str:
    """A text with its sentences in Simplified and lower case, each by itself."""
    parts, end = [], 0
    for sentence in sentences:
        parts += [text[end : sentence.span.start], fold_in_place(sentence.text)]
        end = sentence.span.end
    return "".join([*parts, text[end:]])


def _numbers(text: str, vocabulary: dict[str, int], tokenizer: Tokenizer) -> Numbers:
    """The terms of a text, one a row, by their numbers in `vocabulary`, which grows."""
    return _known((token.term for token in tokenizer(text)), vocabulary).reshape(-1, 1)


def _known(terms: Iterable[str], vocabulary: dict[str, int]) -> Numbers:
    found = [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
    return np.array(found, dtype=np.int32)


def headline_lines(article: Article) -> Iterator[tuple[MetadataField, str]]:
    """Title and deck, as far as the article has them."""
    metadata = article.metadata
    for field, text in (
        (MetadataField.TITLE, metadata.title),
        (MetadataField.DECK, metadata.deck),
    ):
        if text:
            yield field, text


def _tagged(text: str, tagger: Tagger | None) -> list[tuple[int, int, int]]:
    words = () if tagger is None else tagger(text)
    return [(word.span.start, word.span.end, TAG_NUMBERS[word.tag]) for word in words]


def _pieces(text: str, encoder: Encoder) -> Numbers:
    pieces = encoder.pieces(text)
    return np.stack([pieces.ids, pieces.starts, pieces.ends], axis=1)


def _column(sentences: Iterable[Sequence[tuple[int, ...]] | Numbers], width: int) -> Column:
    found = [np.array(rows, dtype=np.int32).reshape(-1, width) for rows in sentences]
    bounds = np.cumsum([0, *map(len, found)], dtype=np.int32)
    rows = np.concatenate(found) if found else np.zeros((0, width), dtype=np.int32)
    return Column(rows, bounds)


def _behind(columns: Sequence[Column]) -> Column:
    """The columns of one run behind those of another."""
    rows = np.concatenate([column.rows for column in columns])
    lengths = np.concatenate([[0], *(np.diff(column.bounds) for column in columns)])
    return Column(rows, np.cumsum(lengths, dtype=np.int32))
