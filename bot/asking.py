"""Asking and being answered in words: what the console and Telegram have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.assembly import Assembly
from bot.catalogue import Catalogue, language_for_question
from bot.replies.shown import Shown, shown
from bot.words import Words
from retrieval.model import Article
from retrieval.replies import Reply


@dataclass(frozen=True, slots=True)
class Asked:
    """A reply, and how it is worded."""

    reply: Reply
    shown: Shown
    words: Words
    """In the question's language, or the default one."""
    articles: Mapping[str, Article]
    """The articles of the shelf that was asked, by id."""


class Asking:
    """A shelf that can be asked, and changed for another one."""

    def __init__(
        self, assembly: Assembly, catalogue: Catalogue, default: str, files: Iterable[Path]
    ) -> None:
        """Read `files`; where a question's language is not ours, speak `default`.

        Raises:
            ReadingError: a file cannot be read as an article.
        """
        self._assembly = assembly
        self._catalogue = catalogue
        self._default = default
        self.load(files)

    @property
    def threshold(self) -> float:
        """Least confidence of an answer."""
        return self._assembly.settings.answering.threshold

    def notice(self, language: str) -> str | None:
        """What is said at the start: which models are off; None if all are on."""
        words = self._catalogue[language].models
        does = {"encoder": words.encoder, "tagger": words.tagger}
        off = self._assembly.off
        if not off:
            return None
        return words.off.format(models=words.between.join(does[name] for name in off))

    def load(self, files: Iterable[Path]) -> None:
        """Put `files` on the shelf in place of what was there.

        Raises:
            ReadingError: one cannot be read; the shelf stays as it was.
        """
        self._answerer = self._assembly.answerer(self._assembly.articles(files))

    def articles(self) -> Iterator[tuple[Article, int]]:
        """The articles on the shelf, each with the number of its sentences."""
        shelf = self._answerer.shelf
        return (
            (article, len(shelf.by_article[article.id])) for article in shelf.articles.values()
        )

    def ask(self, question: str, most: int | None = None, default: str | None = None) -> Asked:
        """The reply to `question` with at most `most` sentences.

        Raises:
            QuestionTooLongError: the question is longer than is configured.
        """
        answerer = self._answerer
        reply = answerer.answer(question, most)
        language = language_for_question(reply.query, default or self._default)
        words = self._catalogue[language]
        articles = answerer.shelf.articles
        return Asked(reply, shown(reply, articles, words.reply), words, articles)
