"""The articles that one chat sees, made ready for questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.index.memory import MemoryIndexBuilder
from retrieval.model import Article, Passage, Sentence
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Index, Tokenizer
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
    title_terms: Mapping[str, Terms]
    """By article id; empty where there is no title."""

    def passage_terms(self, passage: Passage) -> Terms:
        """All that the index knows the passage by: its sentences and its article's title."""
        terms = [term for sentence in passage.sentences for term in self.sentence_terms[sentence]]
        return (*terms, *self.title_terms[passage.article_id])


def build_shelf(
    articles: Iterable[Article],
    tokenizer: Tokenizer,
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Split, tokenize and index `articles`; the same article twice counts once."""
    by_id = {article.id: article for article in articles}
    builder = MemoryIndexBuilder(parameters)
    sentence_terms: dict[Sentence, Terms] = {}
    title_terms: dict[str, Terms] = {}
    for article in by_id.values():
        headline = "\n".join(filter(None, (article.metadata.title, article.metadata.deck)))
        title_terms[article.id] = _terms(headline, tokenizer)
        sentences = split_sentences(article)
        sentence_terms |= {sentence: _terms(sentence.text, tokenizer) for sentence in sentences}
        for passage in split_passages(sentences, splitting):
            terms = [term for sentence in passage.sentences for term in sentence_terms[sentence]]
            builder.add(passage, [*terms, *title_terms[article.id]])
    return Shelf(by_id, builder.build(), sentence_terms, title_terms)


def _terms(text: str, tokenizer: Tokenizer) -> Terms:
    return tuple(token.term for token in tokenizer(text))
