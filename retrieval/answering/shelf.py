"""The articles that one chat sees, made ready for questions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import Analysis, Numbers, ReadSentence, Terms
from retrieval.analysis.reading import analyse, headline_lines
from retrieval.answering.reprints import Copies, find_copies, other_places
from retrieval.answering.wordlist import NO_WORDS, ListedWords, WordList
from retrieval.index.memory import MemoryIndex
from retrieval.model import Article, Hit, Passage, Sentence
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import ArticleTerms, Index, Tools
from retrieval.replies import MetadataField
from retrieval.text.splitting.passages import split_passages


class ReadSentences(Mapping[Sentence, ReadSentence]):
    """The sentences of a shelf in order, each read out of its article's columns when asked for.

    What was read out is kept: the same few are asked for again and again.
    """

    def __init__(self, analyses: Iterable[Analysis], listed: ListedWords) -> None:
        """Those of all analyses; which of the `listed` words each has is told with its terms."""
        self._listed = listed
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
            read = analysis.read(number)
            if self._listed:
                more = self._listed.terms(sentence.text)
                read = replace(read, terms=(*read.terms, *more))
            self._read[sentence] = read
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
    listed: ListedWords
    """The words that stay whole, and those that mean the same."""
    rows: Mapping[Sentence, int]
    """The number of each sentence in that order, which is its row in `vectors`."""
    vectors: NDArray[np.float32] | None
    """What each sentence means, as rows of length 1; None without an encoder."""
    passages: tuple[Passage, ...]
    first_passages: Mapping[str, int]
    """By article id, the number of its first one."""
    bounds: NDArray[np.intp]
    """The rows that each passage runs from and to, half-open; shape (passages, 2)."""
    headline_terms: Mapping[tuple[str, MetadataField], Terms]
    """By article id and headline field, title or deck; only those that there are."""
    copies: Copies
    """Where the sentences that reprints share stand."""
    analyses: Mapping[str, Analysis]
    """By article id: of which a shelf of some of the articles is made."""
    splitting: SplittingOptions
    parameters: IndexOptions

    def among(self, ids: Collection[str]) -> "Shelf":
        """The shelf that holds only the articles with these ids."""
        chosen = [
            (article, self.analyses[article.id])
            for article in self.articles.values()
            if article.id in ids
        ]
        return shelf_of(chosen, self.splitting, self.parameters, self.listed.words)

    def elsewhere(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Where reprints of its article have the same sentence: one place in each."""
        return other_places(sentence, self.copies.get(sentence, ()))

    def passage_number(self, hit: Hit) -> int:
        """Which of `passages` was hit."""
        return self.first_passages[hit.article_id] + hit.number


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
    words: WordList = NO_WORDS,
) -> Shelf:
    """Index articles that were read before; the same article twice counts once.

    All were read with the same tools; `words` are those that people listed for the shelf.
    """
    listed = ListedWords(words)
    by_id = {article.id: (article, analysis) for article, analysis in analysed}
    indexed: list[ArticleTerms] = []
    headline_terms: dict[tuple[str, MetadataField], Terms] = {}
    passages: list[Passage] = []
    first_passages: dict[str, int] = {}
    bounds: list[tuple[int, int]] = []
    row = 0
    for article, analysis in by_id.values():
        vocabulary = dict(zip(analysis.vocabulary, range(len(analysis.vocabulary)), strict=True))
        headline = list(analysis.headline.values())
        for field, line in headline_lines(article):
            more = listed.terms(line)
            headline.append(_numbers(more, vocabulary))
            headline_terms[article.id, field] = (*analysis.headline_terms(field), *more)
        numbers = {sentence: number for number, sentence in enumerate(analysis.sentences)}
        first_passages[article.id] = len(passages)
        terms: list[Numbers] = []
        for passage in split_passages(analysis.sentences, splitting):
            first, last = numbers[passage.sentences[0]], numbers[passage.sentences[-1]] + 1
            own = analysis.terms.of(first, last)[:, 0]
            more = _listed_in(passage, listed)
            # What a passage is about often stands in the headline alone.
            terms.append(np.concatenate([own, _numbers(more, vocabulary), *headline]))
            passages.append(passage)
            bounds.append((row + first, row + last))
        indexed.append(ArticleTerms(article.id, tuple(vocabulary), terms))
        row += len(analysis.sentences)
    analyses = [analysis for _, analysis in by_id.values()]
    sentences = ReadSentences(analyses, listed)
    return Shelf(
        {article.id: article for article, _ in by_id.values()},
        MemoryIndex.empty(parameters).changed(indexed, ()),
        sentences,
        {article.id: analysis.sentences for article, analysis in by_id.values()},
        listed,
        {sentence: row for row, sentence in enumerate(sentences)},
        _vectors(analyses),
        tuple(passages),
        first_passages,
        np.array(bounds, dtype=np.intp).reshape(-1, 2),
        headline_terms,
        find_copies(
            [article for article, _ in by_id.values()],
            [analysis.sentences for analysis in analyses],
        ),
        {article_id: analysis for article_id, (_, analysis) in by_id.items()},
        splitting,
        parameters,
    )


def _numbers(terms: Iterable[str], vocabulary: dict[str, int]) -> Numbers:
    """The numbers of `terms`; those that are new are put into `vocabulary`."""
    known = [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
    return np.array(known, dtype=np.int32)


def _listed_in(passage: Passage, listed: ListedWords) -> Terms:
    return tuple(term for each in passage.sentences for term in listed.terms(each.text))


def _vectors(analyses: Sequence[Analysis]) -> NDArray[np.float32] | None:
    found = [each.vectors for each in analyses if each.vectors is not None]
    if len(found) < max(len(analyses), 1):
        return None
    joined: NDArray[np.float32] = np.concatenate(found)
    return joined
