"""A text as it was read → an article."""

import hashlib

from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.articles.reading import SourceText
from retrieval.lexicon.cleaning import CleaningLexicon
from retrieval.model import Article, Metadata
from retrieval.options import CleaningOptions
from retrieval.text.cleaning import clean

_ID_LENGTH = 16
"""Hexadecimal digits: 64 bits, safe from chance collisions to hundreds of millions."""


def ingest(source: SourceText, lexicon: CleaningLexicon, options: CleaningOptions) -> Article:
    """The article in `source`.

    Raises:
        ReadingError: nothing is left of it after cleaning.
    """
    cleaned = clean(
        source.text,
        lexicon,
        detect_title=options.detect_title,
        told=source.says,
    )
    if not cleaned.text:
        raise ReadingError(ReadingProblem.EMPTY, source.name)
    return article_of(cleaned.text, cleaned.metadata.or_else(source.hints))


def article_of(canonical_text: str, metadata: Metadata) -> Article:
    """The article with this text; its id is the start of the text's SHA-256."""
    digest = hashlib.sha256(canonical_text.encode()).hexdigest()
    return Article(digest[:_ID_LENGTH], canonical_text, metadata)
