"""What becomes of a question: its query, and the reply as a value.

A reply never holds words of our own: those are the bot's, in the person's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from retrieval.model import AnswerKind, Article, Item, Script, Sentence, Span, TokenKind


class MetadataField(Enum):
    """What a question may ask of the page itself rather than of its text."""

    TITLE = "title"
    DECK = "deck"
    PUBLISHED = "published"
    SOURCE = "source"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term that is searched."""

    term: str
    kind: TokenKind
    span: Span
    """Where in the question."""
    weight: float
    """Above 0, at most 1: what names the kind of the answer (哪些**设施**) counts less."""
    information: float
    """How much the term tells in general text, in nats; above 0."""
    alternatives: tuple[str, ...] = ()
    """Other terms that count as this one: translations."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The articles that a question names, by title or by date; only they are looked into."""

    articles: tuple[str, ...]
    """Their ids, in the order of the shelf; never empty."""
    text: str
    """The words of the question that name them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, analysed."""

    question: str
    """What the person typed, without control characters and outer spaces, and without what
    only names an article."""
    language: str
    """BCP 47 primary tag: `zh`, `en`, …; `und` if there is nothing to tell it by."""
    script: Script | None
    """None if the question is not Chinese, or reads the same in both scripts."""
    words: tuple[Span, ...]
    """The content words in the question, in order; may be empty."""
    terms: tuple[QueryTerm, ...]
    """What is searched: of the content words or, if there is none, of all words."""
    kind: AnswerKind = AnswerKind.UNKNOWN
    """What is expected as the answer."""
    asked: Span | None = None
    """The question word with its number and measure word: 谁, 哪两个, how many; None if there
    is none, or the question is one of yes or no."""
    focus: Span | None = None
    """Where the question names the kind of the answer: 哪两个**公司**, what **year**."""
    count: int | None = None
    """How many answers are asked for (哪两个: 2); None if the question does not say."""
    lists: bool = False
    """Whether all members of a list are asked for: 哪些, 谁参加了, which … are."""
    narrowing: Narrowing | None = None
    """None if the question names no article of the shelf."""

    @property
    def cross_lingual(self) -> bool:
        """Whether it is asked in another language than the texts', which are Chinese."""
        return self.language not in {"zh", "und"}


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """What a relative date of a text (昨日, 本月15日) means by its article's own date."""

    span: Span
    """Where in the article's text."""
    first: date
    last: date
    """The same as `first` for a day."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with its score, and what the score is made of."""

    sentence: Sentence
    score: float
    """Compares only within one question."""
    signals: Mapping[str, float]
    """The named ingredients of score and confidence."""
    matched: tuple[Span, ...]
    """Which parts of the sentence the question's words are found in; spans of the
    article's text, in order, not touching each other."""
    answer: Span | None = None
    """The answer's own words inside the sentence, a span of the article's text; None
    rather than wrong."""
    also: tuple[Sentence, ...] = ()
    """The same sentence in other articles, letter by letter: one place in each."""
    dates: tuple[ResolvedDate, ...] = ()
    """Of the relative dates in the sentence those that can mean one time only, in order."""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A content word of a question, and what some sentences have of it."""

    word: Span
    """Where in the question."""
    share: float
    """Of the information that the question's words hold; 0 to 1."""
    texts: tuple[str, ...]
    """What the sentences have for it, verbatim, each once; empty if none has it."""
    on_shelf: bool
    """Whether any article has it, as far as its letters tell."""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A piece of an article's metadata, verbatim."""

    article: Article
    field: MetadataField
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences of the articles that answer the question."""

    query: Query
    sentences: tuple[ScoredSentence, ...]
    """Best first; never empty."""
    runner_up: ScoredSentence | None
    """The best sentence that is not among them."""
    confidence: float
    """0 to 1; compares across questions."""
    items: tuple[Item, ...] = ()
    """The members of the list, in text order, where one was asked for."""
    open_ended: bool = False
    """Whether the text itself says that its list is not whole (等, 等人)."""


@dataclass(frozen=True, slots=True)
class MetadataAnswer:
    """What the pages say of themselves.

    The question asked for that, or a headline says what the text does not.
    """

    query: Query
    data: tuple[Metadatum, ...]
    """Never empty."""
    confidence: float


class Reason(Enum):
    """Why there is no answer."""

    EMPTY = "empty"
    """Nothing visible was typed."""
    NO_CONTENT_WORDS = "no_content_words"
    """Only question words, marks or pictures: nothing to look for."""
    NO_MATCH = "no_match"
    """None of the words stands in any article of the shelf."""
    LOW_CONFIDENCE = "low_confidence"
    """Too little of what was asked is there."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The articles do not say, as far as can be told."""

    query: Query
    reason: Reason
    missing: tuple[Span, ...]
    """The content words of the question that stand nowhere on the shelf."""
    nearest: ScoredSentence | None
    """The best sentence all the same, where it has a word of the question; not an answer,
    and never to be shown as one."""
    runner_up: ScoredSentence | None
    confidence: float
    asked_field: MetadataField | None = None
    """What was asked of the page itself, which no article states; None for other questions."""

    @property
    def missing_words(self) -> tuple[str, ...]:
        """What the question calls the missing words, each once."""
        return tuple(dict.fromkeys(span.of(self.query.question) for span in self.missing))


Reply = Answer | MetadataAnswer | NoAnswer


def shown_sentences(reply: Reply) -> tuple[ScoredSentence, ...]:
    """The sentences that a reply shows, best first; of a refusal, the nearest."""
    match reply:
        case Answer():
            return reply.sentences
        case NoAnswer(nearest=ScoredSentence() as nearest):
            return (nearest,)
        case NoAnswer() | MetadataAnswer():
            return ()


def best_of(reply: Reply) -> tuple[str, str] | None:
    """Id of the article that answers best, and what it says, verbatim; None if none does."""
    match reply:
        case Answer():
            best = reply.sentences[0].sentence
            return best.article_id, best.text
        case MetadataAnswer():
            return reply.data[0].article.id, reply.data[0].text
        case NoAnswer():
            return None
