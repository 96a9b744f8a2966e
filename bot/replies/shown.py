"""A reply put into order and words, the same for every screen."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.replies.citing import cited, place_of, told_beside, told_narrowing
from bot.words import ReplyWords
from retrieval.model import Article, Sentence, Span
from retrieval.replies import (
    Answer,
    MetadataAnswer,
    MetadataField,
    Metadatum,
    NoAnswer,
    Reason,
    Reply,
    ScoredSentence,
)

BULLET = "· "
"""Stands before each member of a list, on every screen."""
ROLE_DASH = " — "
"""Stands between a member and what the article calls it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quote's characters."""

    text: str
    matched: bool
    """Whether it is in the question, too."""
    answer: bool = False
    """Whether it is of the answer's own words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of an article, and where they stand."""

    pieces: tuple[Piece, ...]
    """Joined, they are the article's own words."""
    citation: str
    best: bool
    """The best of several; False if it is the only one."""
    gap: bool = False
    """Whether the article has sentences between the quote before and this one."""
    beside: tuple[str, ...] = ()
    """Our words, a line each: where else it stands. Never a part of the quote."""

    @property
    def text(self) -> str:
        """The article's own words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a list answer, in the article's own words."""

    text: str
    role: str | None
    """What the article calls it, where it does."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen draws, from top to bottom."""

    notes: tuple[str, ...]
    """Our words: why there is no answer. Empty if there is one."""
    quotes: tuple[Quote, ...]
    """In document order. Empty if there is no answer."""
    nearest: Quote | None
    """To be announced as no answer."""
    entries: tuple[Entry, ...] = ()
    """The members of a list answer, in text order, to be drawn before the quotes."""
    open_ended: str | None = None
    """Our words: that the article itself does not name all of them."""
    scope: str | None = None
    """Our words: which articles alone were looked into, where the question named them."""


def shown(reply: Reply, articles: Mapping[str, Article], words: ReplyWords) -> Shown:
    """`reply` in `words`; `articles` are those of the shelf it came from, by id."""
    scope = told_narrowing(reply.query, articles, words)
    return replace(_shown(reply, articles, words), scope=scope)


def _shown(reply: Reply, articles: Mapping[str, Article], words: ReplyWords) -> Shown:
    match reply:
        case Answer():
            quotes = tuple(_quotes(reply, articles, words))
            entries = tuple(_entries(reply, articles))
            note = words.open_ended if entries and reply.open_ended else None
            return Shown((), quotes, None, entries, note)
        case MetadataAnswer():
            quotes = tuple(_metadatum_quote(datum, words) for datum in reply.data)
            return Shown((), quotes, None)
        case NoAnswer():
            notes = tuple(_notes(reply, words)) if articles else (words.no_article,)
            if reply.nearest is None:
                return Shown(notes, (), None)
            return Shown(notes, (), quote_of(reply.nearest, articles, words))


def _entries(answer: Answer, articles: Mapping[str, Article]) -> Iterator[Entry]:
    for item in answer.items:
        text = articles[item.sentence.article_id].text
        yield Entry(item.span.of(text), None if item.role is None else item.role.of(text))


def _quotes(answer: Answer, articles: Mapping[str, Article], words: ReplyWords) -> Iterator[Quote]:
    order = {article_id: number for number, article_id in enumerate(articles)}
    chosen = _each_once(answer.sentences)
    in_order = sorted(
        chosen, key=lambda scored: (order[scored.sentence.article_id], scored.sentence.span)
    )
    before: Sentence | None = None
    for scored in in_order:
        best = len(chosen) > 1 and scored is chosen[0]
        gap = before is not None and parted(before, scored.sentence, articles)
        yield replace(quote_of(scored, articles, words, best=best), gap=gap)
        before = scored.sentence


def _each_once(sentences: Iterable[ScoredSentence]) -> list[ScoredSentence]:
    """Of sentences that read the same, the best, which comes first."""
    once: dict[str, ScoredSentence] = {}
    for scored in sentences:
        once.setdefault(scored.sentence.text, scored)
    return list(once.values())


def parted(before: Sentence, behind: Sentence, articles: Mapping[str, Article]) -> bool:
    """Whether their article says something between two sentences; not if they have two."""
    if before.article_id != behind.article_id:
        return False
    between = articles[before.article_id].text[before.span.end : behind.span.start]
    return bool(between.strip())


def quote_of(
    scored: ScoredSentence,
    articles: Mapping[str, Article],
    words: ReplyWords,
    *,
    best: bool = False,
) -> Quote:
    """A sentence with its citation."""
    sentence = scored.sentence
    citation = cited(articles[sentence.article_id], place_of(sentence, words), words)
    return Quote(
        tuple(pieces(sentence, scored.matched, scored.answer)),
        citation,
        best,
        beside=tuple(told_beside(scored, articles, words)),
    )


def pieces(
    sentence: Sentence, matched: Iterable[Span], answer: Span | None = None
) -> Iterator[Piece]:
    """The sentence cut where `matched` and `answer`, spans of its article, begin and end."""
    matched = tuple(matched)
    answers = (answer,) if answer is not None else ()
    whole = sentence.span
    places = {place for span in (*matched, *answers) for place in (span.start, span.end)}
    for start, end in itertools.pairwise(sorted({*places, whole.start, whole.end})):
        piece = Span(start, end)
        yield Piece(
            piece.shifted(-whole.start).of(sentence.text),
            matched=_within(piece, matched),
            answer=_within(piece, answers),
        )


def _within(piece: Span, spans: Iterable[Span]) -> bool:
    return any(span.start <= piece.start and piece.end <= span.end for span in spans)


def _metadatum_quote(datum: Metadatum, words: ReplyWords) -> Quote:
    citation = cited(datum.article, _field_name(datum.field, words), words)
    return Quote((Piece(datum.text, matched=False),), citation, best=False)


def _field_name(field: MetadataField, words: ReplyWords) -> str:
    match field:
        case MetadataField.TITLE:
            return words.title
        case MetadataField.DECK:
            return words.deck
        case MetadataField.PUBLISHED:
            return words.published
        case MetadataField.SOURCE:
            return words.source
        case MetadataField.AUTHOR:
            return words.author


def _notes(reply: NoAnswer, words: ReplyWords) -> Iterator[str]:
    if reply.asked_field is not None:
        yield words.not_stated.format(field=_field_name(reply.asked_field, words))
        return
    match reply.reason:
        case Reason.EMPTY:
            yield words.empty
        case Reason.NO_CONTENT_WORDS:
            yield words.no_content_words
        case Reason.NO_MATCH:
            yield words.no_match
        case Reason.LOW_CONFIDENCE:
            yield words.declined
            if missing := reply.missing_words:
                yield words.missing.format(words=quoted(missing, words))


def quoted(texts: Iterable[str], words: ReplyWords) -> str:
    """Each once, in quotation marks."""
    return words.between.join(words.quoted.format(word=text) for text in dict.fromkeys(texts))
