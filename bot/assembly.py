"""Settings → an answerer on a shelf: files are read, cleaned and indexed here."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import partial
from pathlib import Path

from config.settings import Settings
from retrieval.analysis.analysis import Analysis, analyse
from retrieval.analysis.storing import analysis_version
from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import shelf_of
from retrieval.answering.wordlist import NO_WORDS, WordList
from retrieval.articles.ingest import ingest
from retrieval.articles.reading import Reader, SourceText
from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.models.loading import load_encoder, load_tagger
from retrieval.models.weights import Weights, load_weights
from retrieval.protocols import Tools
from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.dictionary.storing import open_tables
from retrieval.text.tokenizing import JiebaTokenizer


class Assembly:
    """Makes answerers that share the tools of reading, which take a second to load."""

    def __init__(
        self, settings: Settings, lexicon: Lexicon, tools: Tools, weights: Weights
    ) -> None:
        """Work with these."""
        self.settings = settings
        self.lexicon = lexicon
        self.tools = tools
        self.weights = weights
        self.reader = Reader(settings.reading)
        self.dictionary = Dictionary(partial(open_tables, settings.cache.folder))

    def with_weights(self, weights: Weights) -> "Assembly":
        """The same tools and dictionary, ranking by other weights."""
        other = copy(self)
        other.weights = weights
        return other

    @property
    def off(self) -> tuple[str, ...]:
        """The models that are off, by their names in the configuration."""
        models = {"encoder": self.tools.encoder, "tagger": self.tools.tagger}
        return tuple(name for name, model in models.items() if model is None)

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

    def analyse(self, article: Article) -> Analysis:
        """What is read in an article."""
        return analyse(article, self.tools)

    @property
    def analysis_version(self) -> str:
        """Of all that reads: what another one read is stale."""
        return analysis_version(self.tools)

    def answerer(self, articles: Sequence[Article]) -> Answerer:
        """An answerer on a shelf of `articles`."""
        return self.answerer_on((article, self.analyse(article)) for article in articles)

    def answerer_on(
        self, analysed: Iterable[tuple[Article, Analysis]], words: WordList = NO_WORDS
    ) -> Answerer:
        """The same where they were read before, with the words that people listed for them."""
        settings = self.settings
        shelf = shelf_of(analysed, settings.splitting, settings.index, words)
        ranker = Ranker(shelf, self.tools, self.weights, settings.answering, settings.index)
        return Answerer(ranker, self.lexicon.question, settings.answering, self.dictionary)


def assemble(settings: Settings, lexicon: Lexicon) -> Assembly:
    """An assembly with the real tools.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    models = settings.models
    tools = Tools(
        JiebaTokenizer(settings.cache.folder),
        tagger=None if models.tagger == "off" else load_tagger(),
        encoder=None if models.encoder == "off" else load_encoder(),
    )
    return Assembly(settings, lexicon, tools, load_weights("full"))
