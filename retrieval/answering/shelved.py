"""An article as shelves have it: what no shelf changes, made once for all that hold it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from operator import itemgetter

import numpy as np

from retrieval.analysis.analysis import Analysis, ReadSentence
from retrieval.analysis.columns import Numbers, Sentences
from retrieval.analysis.prints import letters_of
from retrieval.analysis.reading import headline_lines
from retrieval.answering.wordlist import ListedWords
from retrieval.model import Article, Passage, Sentence, TaggedWord
from retrieval.options import SplittingOptions
from retrieval.protocols import ArticleTerms
from retrieval.replies import MetadataField
from retrieval.text.dates.written import published_day
from retrieval.text.splitting.passages import split_passages

_KEPT_SENTENCES = 512
"""Sentences whose words are kept, of all shelves; each has some fifty objects, which Python's
collector walks over."""

_words = lru_cache(_KEPT_SENTENCES)(Analysis.words)


class ShelvedArticle:
    """An article, what was read in it, and its passages. It never changes."""

    def __init__(self, article: Article, analysis: Analysis, splitting: SplittingOptions) -> None:
        """Cut an article that was read into passages."""
        self.article = article
        self.analysis = analysis
        self.runs = tuple(split_passages(analysis.sentences.lengths, splitting))
        """The numbers of the sentences that each passage runs from and to, half-open."""

    @property
    def sentences(self) -> Sentences:
        """In text order."""
        return self.analysis.sentences

    def passage(self, number: int) -> Passage:
        """The passage of that number, from 0."""
        return Passage(self.article.id, tuple(self.sentences[slice(*self.runs[number])]))

    def passages_with(self, sentence: int) -> Iterator[int]:
        """The numbers of the passages that have the sentence of that number, in order."""
        number = bisect_right(self.runs, sentence, key=itemgetter(1))
        while number < len(self.runs) and self.runs[number][0] <= sentence:
            yield number
            number += 1

    def words(self, sentence: Sentence) -> tuple[TaggedWord, ...]:
        """The tagged words of a sentence, as spans of the article."""
        return _words(self.analysis, self.sentences.number_of(sentence))

    @cached_property
    def title_letters(self) -> str:
        """What no printing changes of the title; empty if there is none."""
        return letters_of(self.article.metadata.title or "")

    @cached_property
    def day(self) -> date | None:
        """The day that the page gives."""
        return published_day(self.article.metadata.published)

    @cached_property
    def headline(self) -> Mapping[MetadataField, frozenset[str]]:
        """The terms of the lines of the headline that there are."""
        analysis = self.analysis
        return {field: frozenset(analysis.headline_terms(field)) for field in analysis.headline}


def read_sentence(
    shelved: ShelvedArticle, sentence: Sentence, listed: ListedWords
) -> ReadSentence:
    """A sentence, read; which of the `listed` words it has is told with its terms."""
    read = shelved.analysis.read(shelved.sentences.number_of(sentence))
    more = listed.terms(sentence.text)
    return replace(read, terms=(*read.terms, *more)) if more else read


def article_terms(shelved: ShelvedArticle, listed: ListedWords) -> ArticleTerms:
    """The terms of each passage, with those of the `listed` words in it."""
    article, analysis = shelved.article, shelved.analysis
    vocabulary = {term: number for number, term in enumerate(analysis.vocabulary.terms)}
    # What a passage is about often stands in the headline alone.
    headline = list(analysis.headline.values())
    headline += [_numbers(listed.terms(line), vocabulary) for _, line in headline_lines(article)]
    passages = []
    for first, last in shelved.runs:
        own = analysis.terms.of(first, last)[:, 0]
        more = _listed_in(shelved.sentences[first:last], listed)
        passages.append(np.concatenate([own, _numbers(more, vocabulary), *headline]))
    return ArticleTerms(article.id, tuple(vocabulary), passages)


def _numbers(terms: Iterable[str], vocabulary: dict[str, int]) -> Numbers:
    """The numbers of `terms`; those that are new are put into `vocabulary`."""
    known = [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
    return np.array(known, dtype=np.int32)


def _listed_in(sentences: Iterable[Sentence], listed: ListedWords) -> list[str]:
    if not listed:
        return []
    return [term for each in sentences for term in listed.terms(each.text)]
