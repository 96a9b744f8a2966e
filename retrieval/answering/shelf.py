"""The articles that one chat sees, made ready for questions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from retrieval.analysis.analysis import Analysis, ReadSentence
from retrieval.analysis.reading import analyse, headline_lines
from retrieval.answering.meanings import Meanings
from retrieval.answering.reprints import Copies, Reprints, other_places
from retrieval.answering.shelved import ShelvedArticle, article_terms, read_sentence
from retrieval.answering.wordlist import NO_WORDS, ListedWords, WordList
from retrieval.index.memory import MemoryIndex
from retrieval.model import Article, Sentence, TaggedWord
from retrieval.options import IndexOptions, SplittingOptions
from retrieval.protocols import Index, Tools
from retrieval.replies import MetadataField

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class ReadSentences(Mapping[Sentence, ReadSentence]):
    """The sentences of a shelf in order, each read out of its article's columns when asked for."""

    def __init__(self, articles: Mapping[str, "Placed"], listed: ListedWords) -> None:
        """Those of all articles; which of the `listed` words each has is told with its terms."""
        self._listed = listed
        self._articles = articles

    def __getitem__(self, sentence: Sentence) -> ReadSentence:
        """A sentence, read."""
        shelved = self._articles[sentence.article_id].shelved
        return read_sentence(shelved, sentence, self._listed)

    def __iter__(self) -> Iterator[Sentence]:
        """In the order of the articles and of their texts."""
        for placed in self._articles.values():
            yield from placed.shelved.sentences

    def __len__(self) -> int:
        """Number of sentences."""
        return sum(len(placed.shelved.sentences) for placed in self._articles.values())


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """An article on a shelf."""

    place: int
    """Grows from article to article in the order of the shelf, and stays when others go."""
    shelved: ShelvedArticle
    listed: Mapping[MetadataField, tuple[str, ...]]
    """The terms of the listed words in its headline, where there are some."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Articles, their index, and their sentences, read.

    It never changes. A changed one is another, which has what stayed in common with this, and
    answers like one that was made of its articles at once.
    """

    articles: Mapping[str, Article]
    """By id, in the order in which they were put on the shelf."""
    placed: Mapping[str, Placed]
    """The same, as the shelf has them."""
    places: Mapping[int, ShelvedArticle]
    """The same by place."""
    index: Index
    meanings: Meanings
    reprints: Reprints
    listed: ListedWords
    """The words that stay whole, and those that mean the same."""
    splitting: SplittingOptions
    parameters: IndexOptions

    @classmethod
    def empty(
        cls,
        splitting: SplittingOptions,
        parameters: IndexOptions,
        words: WordList = NO_WORDS,
        index: Index | None = None,
    ) -> "Shelf":
        """One without articles; `words` are those that people listed for it.

        It begins with an empty `index`, or else with one in memory.
        """
        listed, index = ListedWords(words), index or MemoryIndex.empty(parameters)
        return cls({}, {}, {}, index, Meanings(), Reprints.none(), listed, splitting, parameters)

    def changed(self, added: Iterable[ShelvedArticle], removed: Collection[str]) -> "Shelf":
        """The shelf without the articles of the ids `removed`, and with others behind the rest.

        An article that is added again takes a new place, behind; an id that is not there is no
        mistake. All were read with the same tools.
        """
        new = {each.article.id: each for each in added}
        gone = {each: self.placed[each] for each in {*removed, *new} if each in self.placed}
        next_place = max(self.places, default=-1) + 1
        coming = {
            name: Placed(place, each, _listed_in_headline(each.article, self.listed))
            for place, (name, each) in zip(count(next_place), new.items(), strict=False)
        }
        fresh = {one.place: one.shelved for one in coming.values()}
        lost = {one.place: one.shelved for one in gone.values()}
        places = _but(self.places, lost) | fresh
        return replace(
            self,
            articles=_but(self.articles, gone) | {each: one.article for each, one in new.items()},
            placed=_but(self.placed, gone) | coming,
            places=places,
            index=self.index.changed(
                [article_terms(each, self.listed) for each in new.values()], gone
            ),
            meanings=self.meanings.changed(places, fresh, lost),
            reprints=self.reprints.changed(places, fresh, lost),
        )

    def indexed(self, place: Callable[[Index], Index]) -> "Shelf":
        """The same shelf, with what `place` makes of its index: one of the same articles."""
        return replace(self, index=place(self.index))

    def among(self, ids: Collection[str]) -> "Shelf":
        """The shelf that holds only the articles with these ids."""
        chosen = [one.shelved for name, one in self.placed.items() if name in ids]
        empty = Shelf.empty(self.splitting, self.parameters, self.listed.words)
        return empty.changed(chosen, ())

    @property
    def sentences(self) -> Mapping[Sentence, ReadSentence]:
        """In the order of the articles and of their texts."""
        return ReadSentences(self.placed, self.listed)

    @property
    def copies(self) -> Copies:
        """Where the sentences that reprints share stand."""
        return self.reprints.copies

    def sentences_of(self, article_id: str) -> Sequence[Sentence]:
        """The sentences of an article, in text order."""
        return self.placed[article_id].shelved.sentences

    def words_of(self, sentence: Sentence) -> tuple[TaggedWord, ...]:
        """The tagged words of a sentence, as spans of its article; none without a tagger."""
        return self.placed[sentence.article_id].shelved.words(sentence)

    def place_of(self, sentence: Sentence) -> tuple[int, int]:
        """What sentences are sorted by that stand in the order of the shelf."""
        return self.placed[sentence.article_id].place, sentence.span.start

    def headlines(self) -> Iterator[tuple[Article, MetadataField, Collection[str]]]:
        """The lines of the headlines, title or deck, with their terms."""
        for one in self.placed.values():
            for field, terms in one.shelved.headline.items():
                more = one.listed.get(field)
                yield one.shelved.article, field, terms.union(more) if more else terms

    def elsewhere(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Where reprints of its article have the same sentence: one place in each."""
        return other_places(sentence, self.copies.get(sentence, ()))


def _but(known: Mapping[_Key, _Value], gone: Iterable[_Key]) -> dict[_Key, _Value]:
    """A copy without some keys: of references alone, however much they refer to."""
    left = dict(known)
    for key in gone:
        del left[key]
    return left


def _listed_in_headline(
    article: Article, listed: ListedWords
) -> Mapping[MetadataField, tuple[str, ...]]:
    if not listed:
        return {}
    return {field: listed.terms(line) for field, line in headline_lines(article)}


def build_shelf(
    articles: Iterable[Article],
    tools: Tools,
    splitting: SplittingOptions,
    parameters: IndexOptions,
) -> Shelf:
    """Split, read and index `articles`; the same article twice counts once."""
    analysed = [(article, analyse(article, tools)) for article in articles]
    return shelf_of(analysed, splitting, parameters)


def shelf_of(
    analysed: Iterable[tuple[Article, Analysis]],
    splitting: SplittingOptions,
    parameters: IndexOptions,
    words: WordList = NO_WORDS,
) -> Shelf:
    """Index articles that were read before; the same article twice counts once.

    All were read with the same tools; `words` are those that people listed for the shelf.
    """
    shelved = [ShelvedArticle(article, analysis, splitting) for article, analysis in analysed]
    return Shelf.empty(splitting, parameters, words).changed(shelved, ())
