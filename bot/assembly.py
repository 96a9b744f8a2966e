"""Settings → an answerer on a shelf: files are read, cleaned and indexed here."""

import gc
from collections.abc import Iterable, Sequence
from copy import copy
from functools import partial
from pathlib import Path

from config.settings import Settings
from retrieval.analysis.analysis import Analysis
from retrieval.analysis.pool import Analysing
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import analysis_version
from retrieval.analysis.tools import load_tools
from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import Shelf
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.wordlist import NO_WORDS, WordList
from retrieval.articles.ingest import ingest
from retrieval.articles.reading import Reader, SourceText
from retrieval.index.kept import KeptIndex, forget_indexes
from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.models.loading import check_installed
from retrieval.models.weights import Weights, load_weights
from retrieval.protocols import Index, Tools
from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.dictionary.storing import open_tables

_COLLECTING = (50_000, 20, 100)
"""How many more objects there are, and how often, before Python looks for those that hold each
other alone. Ours do not, and a walk over all of them holds an answer up for 0.1 s."""


class Reading:
    """Reads articles, and has them analysed by other processes: it loads no model."""

    def __init__(self, settings: Settings, lexicon: Lexicon, off: Sequence[str]) -> None:
        """Work with these; `off` are the models that are, by their names in the configuration."""
        self.settings = settings
        self.lexicon = lexicon
        self.off = tuple(off)
        self.reader = Reader(settings.reading)

    def articles(self, files: Iterable[Path]) -> list[Article]:
        """Read and clean `files`.

        Raises:
            ReadingError: a file cannot be read as an article; says which and why.
        """
        return [self.ingested(self.reader.read(file)) for file in files]

    def ingested(self, source: SourceText) -> Article:
        """The article in a text that was read.

        Raises:
            ReadingError: nothing is left of it after cleaning.
        """
        return ingest(source, self.lexicon.cleaning, self.settings.cleaning)

    def forget(self) -> None:
        """Keep nothing of the articles of any shelf to start faster."""
        forget_indexes(self.settings.cache.folder)

    def analysing(self, processes: int, idle_seconds: float | None = None) -> Analysing:
        """What is read in an article, in processes of their own."""
        make_tools = partial(
            load_tools,
            self.settings.cache.folder,
            tagger="tagger" not in self.off,
            encoder="encoder" not in self.off,
        )
        return Analysing(make_tools, processes, idle_seconds)

    @property
    def analysis_version(self) -> str:
        """Of all that reads: what another one read is stale."""
        return analysis_version(tagger="tagger" not in self.off, encoder="encoder" not in self.off)


class Assembly(Reading):
    """Makes answerers that share the tools of reading, which take a second to load."""

    def __init__(
        self, settings: Settings, lexicon: Lexicon, tools: Tools, weights: Weights
    ) -> None:
        """Work with these."""
        models = {"encoder": tools.encoder, "tagger": tools.tagger}
        super().__init__(
            settings, lexicon, [name for name, model in models.items() if model is None]
        )
        self.tools = tools
        self.weights = weights
        self.dictionary = Dictionary(partial(open_tables, settings.cache.folder))
        # What it keeps of articles, all rankers have that are made of it.
        empty = Shelf.empty(settings.splitting, settings.index)
        self._ranker = Ranker(empty, tools, weights, settings.answering, settings.index)

    def with_weights(self, weights: Weights) -> "Assembly":
        """The same tools and dictionary, ranking by other weights."""
        other = copy(self)
        other.weights = weights
        other._ranker = self._ranker.with_weights(weights)  # noqa: SLF001 - one of our own
        return other

    def analyse(self, article: Article) -> Analysis:
        """What is read in an article."""
        return analyse(article, self.tools)

    def answerer(self, articles: Sequence[Article]) -> Answerer:
        """An answerer on a shelf of `articles`."""
        return self.answerer_on((article, self.analyse(article)) for article in articles)

    def answerer_on(
        self, analysed: Iterable[tuple[Article, Analysis]], words: WordList = NO_WORDS
    ) -> Answerer:
        """The same where they were read before, with the words that people listed for them."""
        shelved = [self.shelved(article, analysis) for article, analysis in analysed]
        return self.answerer_on_shelved(shelved, words)

    def shelved(self, article: Article, analysis: Analysis) -> ShelvedArticle:
        """An article that was read before, as shelves have it."""
        return ShelvedArticle(article, analysis, self.settings.splitting)

    def answerer_on_shelved(
        self,
        shelved: Iterable[ShelvedArticle],
        words: WordList = NO_WORDS,
        index: Index | None = None,
    ) -> Answerer:
        """An answerer on a shelf of such articles, in this order.

        It begins with that empty index, or else with one in memory, which is kept on the disk.
        """
        settings = self.settings
        first = index or KeptIndex(settings.index, settings.cache.folder)
        shelf = Shelf.empty(settings.splitting, settings.index, words, first)
        ranker = self._ranker.on(shelf.changed(shelved, ()))
        return Answerer(ranker, self.lexicon.question, settings.answering, self.dictionary)


def assemble(settings: Settings, lexicon: Lexicon) -> Assembly:
    """An assembly with the real tools.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    models = settings.models
    tools = load_tools(
        settings.cache.folder, tagger=models.tagger != "off", encoder=models.encoder != "off"
    )
    made = Assembly(settings, lexicon, tools, load_weights("full"))
    # All this stays to the end: Python's collector need not walk over it again and again.
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
    return made


def reading(settings: Settings, lexicon: Lexicon) -> Reading:
    """What reads articles for others to ask.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    models = {"encoder": settings.models.encoder, "tagger": settings.models.tagger}
    off = [name for name, chosen in models.items() if chosen == "off"]
    check_installed(tagger="tagger" not in off, encoder="encoder" not in off)
    return Reading(settings, lexicon, off)
