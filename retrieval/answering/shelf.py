"""The articles that one chat sees, made ready for questions."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from retrieval.index.memory import MemoryIndexBuilder
from retrieval.model import Article, Sentence, TaggedWord
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Index, Tagger, Tokenizer, Tools
from retrieval.replies import MetadataField
from retrieval.text.splitting.passages import split_passages
from retrieval.text.splitting.sentences import split_sentences

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Articles, their index, and the terms of each sentence. Never changes."""

    articles: Mapping[str, Article]
    """By id, in the order in which they were put on the shelf."""
    index: Index
    sentence_terms: Mapping[Sentence, Terms]
    headline_terms: Mapping[tuple[str, MetadataField], Terms]
    """By article id and headline field, title or deck; only those that there are."""
    tags: Mapping[Sentence, tuple[TaggedWord, ...]]
    """The words of each sentence, as spans of its article's text; empty without a tagger."""


def build_shelf(
    articles: Iterable[Article],
    tools: Tools,
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Split, tokenize, tag and index `articles`; the same article twice counts once."""
    by_id = {article.id: article for article in articles}
    builder = MemoryIndexBuilder(parameters)
    sentence_terms: dict[Sentence, Terms] = {}
    headline_terms: dict[tuple[str, MetadataField], Terms] = {}
    tags: dict[Sentence, tuple[TaggedWord, ...]] = {}
    for article in by_id.values():
        headline = dict(_headline(article, tools.tokenizer))
        headline_terms |= headline
        sentences = split_sentences(article)
        sentence_terms |= {
            sentence: _terms(sentence.text, tools.tokenizer) for sentence in sentences
        }
        if tools.tagger is not None:
            tags |= {sentence: _tags(sentence, tools.tagger) for sentence in sentences}
        for passage in split_passages(sentences, splitting):
            terms = [term for sentence in passage.sentences for term in sentence_terms[sentence]]
            # What a passage is about often stands in the headline alone.
            builder.add(passage, [*terms, *itertools.chain.from_iterable(headline.values())])
    return Shelf(by_id, builder.build(), sentence_terms, headline_terms, tags)


def _headline(
    article: Article, tokenizer: Tokenizer
) -> Iterator[tuple[tuple[str, MetadataField], Terms]]:
    metadata = article.metadata
    for field, text in (
        (MetadataField.TITLE, metadata.title),
        (MetadataField.DECK, metadata.deck),
    ):
        if text:
            yield (article.id, field), _terms(text, tokenizer)


def _terms(text: str, tokenizer: Tokenizer) -> Terms:
    return tuple(token.term for token in tokenizer(text))


def _tags(sentence: Sentence, tagger: Tagger) -> tuple[TaggedWord, ...]:
    return tuple(
        TaggedWord(word.span.shifted(sentence.span.start), word.tag)
        for word in tagger(sentence.text)
    )
