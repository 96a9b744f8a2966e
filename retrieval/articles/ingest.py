"""A text as it was read → an article."""

import hashlib
import json
from dataclasses import astuple

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
    detect = options.detect_title
    cleaned = clean(source.text, lexicon, detect_title=detect, told=source.says)
    if not cleaned.text:
        raise ReadingError(ReadingProblem.EMPTY, source.name)
    metadata = cleaned.metadata
    if source.above or source.below:
        # What they tell is understood where they stand, between the title and the text.
        around = (source.says.title or "", source.above, cleaned.text, source.below)
        page = clean("\n".join(around), lexicon, detect_title=detect, told=source.says)
        metadata = page.metadata.or_else(metadata)
    return article_of(cleaned.text, metadata.or_else(source.hints))


def article_of(canonical_text: str, metadata: Metadata) -> Article:
    """The article with this text and this page; its id is the start of their SHA-256.

    The page counts: whoever adds the same text under another headline, or from another
    source, has another article, and changes nothing of this one.
    """
    content = json.dumps([canonical_text, *astuple(metadata)], ensure_ascii=False)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Article(digest[:_ID_LENGTH], canonical_text, metadata)
