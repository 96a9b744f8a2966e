"""The index of this program."""

from collections.abc import Sequence
from pathlib import Path

from retrieval.index.memory import MemoryIndex
from retrieval.index.snapshot import open_snapshot, write_snapshot
from retrieval.model import Hit
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms
from tests.bench.corpus import ARTICLE, Corpus

_FILE = "sentences.index"
_MADE_OF = "bench"


class Ours:
    """Each sentence is a passage."""

    def __init__(self, options: IndexOptions) -> None:
        """With k1 and b."""
        self._options = options
        self._index = MemoryIndex.empty(options)
        self._prepared = 0

    def prepared(self, corpus: Corpus) -> list[ArticleTerms]:
        """Articles, as they are when they have been read; each has a new id."""
        articles = [
            ArticleTerms(str(number), vocabulary, sentences)
            for number, (vocabulary, sentences) in enumerate(corpus.articles(), self._prepared)
        ]
        self._prepared += len(articles)
        return articles

    def build(self, documents: list[ArticleTerms]) -> None:
        """All of them at once."""
        self._index = MemoryIndex.empty(self._options).changed(documents, ())

    def retrieve(self, terms: Sequence[str], k: int) -> list[Hit]:
        """Each term counts once."""
        return self._index.retrieve(dict.fromkeys(terms, 1.0), k)

    def numbers(self, found: list[Hit]) -> list[int]:
        """Counted over all articles, of which all but the last are of one length."""
        return [int(hit.article_id) * ARTICLE + hit.number for hit in found]

    def add(self, documents: list[ArticleTerms]) -> None:
        """As a shelf does, while people wait for it."""
        self._index = self._index.changed(documents, ())

    def save(self, folder: Path) -> None:
        """As one file."""
        write_snapshot(folder / _FILE, self._index.segment(), _MADE_OF)

    def load(self, folder: Path) -> None:
        """The file is memory-mapped."""
        self._index = MemoryIndex.over(open_snapshot(folder / _FILE, _MADE_OF), self._options)
