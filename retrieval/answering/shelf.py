"""The articles that one chat sees, made ready for questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import Analysis, ReadSentence, Terms
from retrieval.analysis.reading import analyse
from retrieval.index.memory import MemoryIndexBuilder
from retrieval.model import Article, Passage, Sentence
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Index, Tools
from retrieval.replies import MetadataField
from retrieval.text.splitting.passages import split_passages


class ReadSentences(Mapping[Sentence, ReadSentence]):
    """The sentences of a shelf in order, each read out of its article's columns when asked for.

    What was read out is kept: the same few are asked for again and again.
    """

    def __init__(self, analyses: Iterable[Analysis]) -> None:
        """Those of all analyses."""
        self._places = {
            sentence: (analysis, number)
            for analysis in analyses
            for number, sentence in enumerate(analysis.sentences)
        }
        self._read: dict[Sentence, ReadSentence] = {}

    def __getitem__(self, sentence: Sentence) -> ReadSentence:
        """What ranking needs of a sentence."""
        read = self._read.get(sentence)
        if read is None:
            analysis, number = self._places[sentence]
            read = self._read[sentence] = analysis.read(number)
        return read

    def __iter__(self) -> Iterator[Sentence]:
        """In the order of the articles and of their texts."""
        return iter(self._places)

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self._places)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Articles, their index, and their sentences, read. Never changes."""

    articles: Mapping[str, Article]
    """By id, in the order in which they were put on the shelf."""
    index: Index
    sentences: Mapping[Sentence, ReadSentence]
    """In the order of the articles and of their texts."""
    by_article: Mapping[str, tuple[Sentence, ...]]
    """By article id, in text order."""
    rows: Mapping[Sentence, int]
    """The number of each sentence in that order, which is its row in `vectors`."""
    vectors: NDArray[np.float32] | None
    """What each sentence means, as rows of length 1; None without an encoder."""
    passages: tuple[Passage, ...]
    bounds: NDArray[np.intp]
    """The rows that each passage runs from and to, half-open; shape (passages, 2)."""
    headline_terms: Mapping[tuple[str, MetadataField], Terms]
    """By article id and headline field, title or deck; only those that there are."""

    def passage_number(self, passage: Passage) -> int:
        """Which of `passages` it is; no two begin with the same sentence."""
        row = self.rows[passage.sentences[0]]
        return int(np.searchsorted(self.bounds[:, 0], row))


def build_shelf(
    articles: Iterable[Article],
    tools: Tools,
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Split, read and index `articles`; the same article twice counts once."""
    analysed = [(article, analyse(article, tools)) for article in articles]
    return shelf_of(analysed, splitting, parameters)


def shelf_of(
    analysed: Iterable[tuple[Article, Analysis]],
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Index articles that were read before; the same article twice counts once.

    All were read with the same tools.
    """
    by_id = {article.id: (article, analysis) for article, analysis in analysed}
    builder = MemoryIndexBuilder(parameters)
    headline_terms: dict[tuple[str, MetadataField], Terms] = {}
    passages: list[Passage] = []
    bounds: list[tuple[int, int]] = []
    row = 0
    for article, analysis in by_id.values():
        known = builder.numbers(analysis.vocabulary)
        headline = [known[numbers] for numbers in analysis.headline.values()]
        for field in analysis.headline:
            headline_terms[article.id, field] = analysis.headline_terms(field)
        numbers = {sentence: number for number, sentence in enumerate(analysis.sentences)}
        for passage in split_passages(analysis.sentences, splitting):
            first, last = numbers[passage.sentences[0]], numbers[passage.sentences[-1]] + 1
            terms = known[analysis.terms.of(first, last)[:, 0]]
            # What a passage is about often stands in the headline alone.
            builder.add_numbered(passage, np.concatenate([terms, *headline]))
            passages.append(passage)
            bounds.append((row + first, row + last))
        row += len(analysis.sentences)
    analyses = [analysis for _, analysis in by_id.values()]
    sentences = ReadSentences(analyses)
    return Shelf(
        {article.id: article for article, _ in by_id.values()},
        builder.build(),
        sentences,
        {article.id: analysis.sentences for article, analysis in by_id.values()},
        {sentence: row for row, sentence in enumerate(sentences)},
        _vectors(analyses),
        tuple(passages),
        np.array(bounds, dtype=np.intp).reshape(-1, 2),
        headline_terms,
    )


def _vectors(analyses: Sequence[Analysis]) -> NDArray[np.float32] | None:
    found = [each.vectors for each in analyses if each.vectors is not None]
    if len(found) < max(len(analyses), 1):
        return None
    joined: NDArray[np.float32] = np.concatenate(found)
    return joined
