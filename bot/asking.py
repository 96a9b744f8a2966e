"""Asking and being answered in words: what the console and Telegram have in common."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from bot.assembly import Assembly
from bot.catalogue import Catalogue, language_for_question
from bot.replies.shown import Shown, shown
from bot.words import Words
from retrieval.answering.answerer import Answerer
from retrieval.answering.examples import proven_examples
from retrieval.answering.shelved import ShelvedArticle
from retrieval.model import Article, Sentence
from retrieval.protocols import Index
from retrieval.replies import Answer, FoundWord, NoAnswer, Reply, ScoredSentence

Today = Callable[[], date]
"""Which day it is where the person is."""


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
        self,
        assembly: Assembly,
        catalogue: Catalogue,
        default: str,
        answerer: Answerer,
        today: Today | None = None,
    ) -> None:
        """Ask `answerer`; where a question's language is not ours, speak `default`.

        Without `today`, 昨天的报道里 names no article.
        """
        self._today = today
        self._assembly = assembly
        self._catalogue = catalogue
        self._default = default
        self._answerer = answerer

    @classmethod
    def reading(
        cls,
        assembly: Assembly,
        catalogue: Catalogue,
        default: str,
        files: Iterable[Path],
        today: Today | None = None,
    ) -> Self:
        """Ask the articles in `files`.

        Raises:
            ReadingError: a file cannot be read as an article.
        """
        answerer = assembly.answerer(assembly.articles(files))
        return cls(assembly, catalogue, default, answerer, today)

    @property
    def threshold(self) -> float:
        """Least confidence of an answer."""
        return self._assembly.settings.answering.threshold

    def notice(self, language: str) -> str | None:
        """What is said at the start: which models are off; None if all are on."""
        return models_off(self._assembly, self._catalogue[language])

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
            (article, len(shelf.sentences_of(article.id))) for article in shelf.articles.values()
        )

    def ask(self, question: str, most: int | None = None, default: str | None = None) -> Asked:
        """The reply to `question` with at most `most` sentences.

        Raises:
            QuestionTooLongError: the question is longer than is configured.
        """
        answerer = self._answerer
        today = None if self._today is None else self._today()
        reply = answerer.answer(question, most, today)
        language = language_for_question(reply.query, default or self._default)
        words = self._catalogue[language]
        articles = answerer.shelf.articles
        return Asked(reply, shown(reply, articles, words.reply), words, articles)

    @property
    def ids(self) -> Collection[str]:
        """Those of the articles, in the order of the shelf."""
        return self._answerer.shelf.articles.keys()

    def changed(self, added: Iterable[ShelvedArticle], removed: Collection[str]) -> "Asking":
        """One without the articles of the ids `removed`, and with others behind."""
        other = copy(self)
        other._answerer = self._answerer.changed(added, removed)  # noqa: SLF001 - one of our own
        return other

    @property
    def index(self) -> Index:
        """Where the passages are found."""
        return self._answerer.shelf.index

    def indexed(self, place: Callable[[Index], Index]) -> "Asking":
        """One of the same articles, with what `place` makes of their index."""
        other = copy(self)
        other._answerer = self._answerer.indexed(place)  # noqa: SLF001 - one of our own
        return other

    def examples(self, article_id: str, most: int) -> Sequence[str]:
        """Questions that an article on the shelf surely answers."""
        return proven_examples(self._answerer, article_id, most)

    def sentences(self, article_id: str) -> Sequence[Sentence]:
        """The sentences of an article on the shelf, in text order."""
        return self._answerer.shelf.sentences_of(article_id)

    def further(self, reply: Answer | NoAnswer, most: int) -> Sequence[ScoredSentence]:
        """The best sentences that a reply of this shelf does not show, best first."""
        return self._answerer.further(reply, most)

    def needed(self, reply: Reply) -> float:
        """Least confidence of an answer to the question of a reply of this shelf."""
        return self._answerer.needed(reply.query)

    def found(self, reply: Reply, sentences: Collection[Sentence]) -> Sequence[FoundWord]:
        """The question's words, and what `sentences` of this shelf have of each."""
        return self._answerer.found(reply.query, sentences)


def models_off(assembly: Assembly, words: Words) -> str | None:
    """Which models are off, in words; None if all are on."""
    does = {"encoder": words.models.encoder, "tagger": words.models.tagger}
    if not assembly.off:
        return None
    names = words.models.between.join(does[name] for name in assembly.off)
    return words.models.off.format(models=names)
