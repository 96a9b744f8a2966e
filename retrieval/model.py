"""The values that everything else speaks in.

All are frozen; all text positions are code points. The invariant that the whole
program rests on: `sentence.span.of(article.text) == sentence.text`, for every
sentence that is ever shown.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that cannot be sliced.

        Raises:
            ValueError: the bounds are negative or the wrong way round.
        """
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> "Span":
        """The same range, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)

    def meets(self, other: "Span") -> bool:
        """Whether both cover a code point; an empty span does inside of another."""
        return self.start < other.end and other.start < self.end

    def common(self, other: "Span") -> int:
        """How many code points both cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def joined(
    spans: Iterable[Span],
    belong: Callable[[Span, Span], bool] = lambda last, following: following.start <= last.end,
) -> Iterator[Span]:
    """Spans in order, neighbours that `belong` together put together, and what is between.

    By default those do that overlap or touch.
    """
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and belong(last, span):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article, verbatim, outside the article's text."""

    title: str | None = None
    deck: str | None = None
    """Further lines of the headline, one a line."""
    published: str | None = None
    """The publish date as the page writes it, such as `2022-05-25`."""
    source: str | None = None
    author: str | None = None

    def or_else(self, other: "Metadata") -> "Metadata":
        """The same, with what is missing taken from `other`."""
        return Metadata(
            self.title or other.title,
            self.deck or other.deck,
            self.published or other.published,
            self.source or other.source,
            self.author or other.author,
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A source text after cleaning: what spans index and citations point into."""

    id: str
    """Made from the canonical text and the metadata: the same ones are the same article
    everywhere."""
    text: str
    """The canonical text: paragraphs, one a line."""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of an answer: a span of one article, and its place there."""

    article_id: str
    paragraph: int
    """Number of the paragraph in the article, from 1."""
    number: int
    """Number of the sentence in its paragraph, from 1."""
    span: Span
    """Where in the article's canonical text."""
    text: str
    """The span's text, kept so that a sentence can be shown without its article."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: the unit of retrieval."""

    article_id: str
    sentences: tuple[Sentence, ...]
    """In text order; never empty."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with its score; scores compare only within one question."""

    article_id: str
    number: int
    """Which of its article's passages, from 0."""
    score: float


class Script(Enum):
    """How Chinese is written."""

    SIMPLIFIED = "Hans"
    TRADITIONAL = "Hant"


class TokenKind(Enum):
    """What a token is, so that a word never counts as the letters it is made of."""

    WORD = "word"
    UNIT = "unit"
    """A single Chinese character, or a whole number or Latin word."""
    PAIR = "pair"
    """Two neighbouring units."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, in the folded form that the index compares."""

    term: str
    span: Span
    """Where in the text that was tokenized, before folding."""
    kind: TokenKind


class Tag(Enum):
    """What a word of a text is: what it names, or its part of speech."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TIME = "time"
    WORK = "work"
    """The name of a book, a film, a song."""
    NUMBER = "number"
    MEASURE = "measure"
    """A unit or a measure word: 名, 公里."""
    PROPER = "proper"
    """Another proper name."""
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    PARTICLE = "particle"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word of a text, and what it is."""

    span: Span
    """Where in the text that was tagged."""
    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces that an encoder's vocabulary cuts a text into, in order."""

    ids: NDArray[np.int32]
    """Numbers in the vocabulary; one a piece."""
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    """Where each piece stands in the text; a piece may be empty."""

    def __len__(self) -> int:
        """Number of pieces."""
        return len(self.ids)


class AnswerKind(Enum):
    """What a question expects as its answer."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    """A number with its unit."""
    THING = "thing"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    UNKNOWN = "unknown"
    """The question does not tell."""


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list answer, verbatim."""

    span: Span
    """Where in the article's canonical text."""
    kind: AnswerKind
    sentence: Sentence
    """Where it was found."""
    role: Span | None = None
    """What the text calls it (a post, a title), where it does; in the same article."""
