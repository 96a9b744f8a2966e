"""The words that people listed for a shelf: what stays whole, and what means the same.

What is read in an article does not depend on them, for it is shared between shelves. They come
in when a shelf is made, and when a question is analysed: as one further term for each group,
in every sentence and every question that has one of its words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from retrieval.model import Span, Token, TokenKind
from retrieval.protocols import Tokenizer
from retrieval.replies import Query, QueryTerm
from retrieval.text.folding import fold
from retrieval.text.scripts import HAN

_KEPT_WORDS = 4_096
_MARK = "="
"""Begins the term of a group. No term of a tokenizer begins so."""
_LETTER = re.compile(rf"[^\W_{HAN}]")
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = rf"(?<![^\W_{HAN}])", rf"(?![^\W_{HAN}])"


@dataclass(frozen=True, slots=True)
class WordList:
    """Groups of words that mean the same, as people wrote them; none is in two of them.

    A word that is alone in its group only stays whole.
    """

    groups: tuple[tuple[str, ...], ...] = ()

    def with_group(self, words: Iterable[str]) -> "WordList":
        """The same with one more group, which takes in those that have one of its words."""
        new = {folded(word): word for word in words}
        met = [group for group in self.groups if any(folded(word) in new for word in group)]
        joined = {folded(word): word for group in met for word in group}
        groups = [group for group in self.groups if group not in met]
        return WordList((*groups, tuple({**new, **joined}[key] for key in {**joined, **new})))

    def without(self, word: str) -> "WordList":
        """The same without a word; who then is alone in its group goes with it."""
        key = folded(word)
        left = []
        for group in self.groups:
            others = tuple(each for each in group if folded(each) != key)
            if others == group or len(others) > 1:
                left.append(others)
        return WordList(tuple(left))

    def group_of(self, word: str) -> tuple[str, ...] | None:
        """The group that has a word, in whatever script; None if none has it."""
        key = folded(word)
        having = (group for group in self.groups if key in map(folded, group))
        return next(having, None)

    def joined_with(self, other: "WordList") -> "WordList":
        """The groups of both; those that share a word are one."""
        if not self.groups:
            return other
        joined = self
        for group in other.groups:
            joined = joined.with_group(group)
        return joined

    def __len__(self) -> int:
        """Number of words."""
        return sum(map(len, self.groups))


NO_WORDS = WordList()


@lru_cache(_KEPT_WORDS)
def folded(word: str) -> str:
    """What two words have in common that count as the same."""
    return fold(word).text


class ListedWords:
    """Finds the words of a list in texts, the longest at each place."""

    def __init__(self, words: WordList) -> None:
        """Look for these."""
        self.words = words
        self._terms: dict[str, str] = {}
        self._with_others: set[str] = set()
        for group in words.groups:
            term = f"{_MARK}{folded(group[0])}"
            self._terms.update((folded(word), term) for word in group)
            if len(group) > 1:
                self._with_others.add(term)
        longest_first = sorted(self._terms, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(_whole, longest_first)) or r"(?!)")

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._terms)

    def found(self, text: str) -> Iterator[tuple[Span, str]]:
        """Where in a folded text they stand, never overlapping, and the term of each."""
        for match in self._pattern.finditer(text):
            yield Span(*match.span()), self._terms[match[0]]

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of those that stand in a text, once for each time they do."""
        return tuple(term for _, term in self.found(fold(text).text)) if self else ()

    def tokens(self, text: str) -> list[Token]:
        """The same with their places."""
        whole = fold(text)
        return [
            Token(term, whole.origin(span), TokenKind.WORD)
            for span, term in self.found(whole.text)
        ]

    def tokenizing(self, tokenizer: Tokenizer) -> Tokenizer:
        """`tokenizer`, which keeps these words whole; itself if there are none."""
        return ListedTokenizer(tokenizer, self) if self else tokenizer

    def standing_in(self, query: Query, tokenizer: Tokenizer) -> Query:
        """`query`, in which each word that others mean the same as also stands for them."""
        for token in self.tokens(query.question) if self else ():
            if token.term in self._with_others and token.span in query.words:
                query = _with_others(query, token, tokenizer)
        return query

    def but_those_in(self, text: str, query: Query) -> Query:
        """`query` without the words that `text` has another word for."""
        if not self:
            return query
        there = set(self.terms(text))
        spans = {token.span for token in self.tokens(query.question) if token.term in there}
        return replace(query, words=tuple(word for word in query.words if word not in spans))


class ListedTokenizer:
    """A `Tokenizer` that keeps listed words whole."""

    def __init__(self, tokenizer: Tokenizer, listed: ListedWords) -> None:
        """All but the `listed` words is cut as `tokenizer` does."""
        self._tokenizer = tokenizer
        self._listed = listed

    def __call__(self, text: str) -> list[Token]:
        """See `Tokenizer`. A word that is cut otherwise loses its own term."""
        whole = self._listed.tokens(text)
        words, others = list(whole), []
        for token in self._tokenizer(text):
            if token.kind is not TokenKind.WORD:
                others.append(token)
            elif not any(token.span.meets(word.span) for word in whole):
                words.append(token)
        return [*sorted(words, key=lambda token: token.span), *others]

    def words(self, text: str) -> list[Token]:
        """See `Tokenizer`."""
        words, whole = self._tokenizer.words(text), fold(text)
        places = {0, *accumulate(len(word.term) for word in words)}
        for span, _ in self._listed.found(whole.text):
            places.difference_update(range(span.start + 1, span.end))
            places.update((span.start, span.end))
        return [
            Token(whole.text[start:end], whole.origin(Span(start, end)), TokenKind.WORD)
            for start, end in pairwise(sorted(places))
        ]

    def information(self, token: Token) -> float:
        """See `Tokenizer`."""
        return self._tokenizer.information(replace(token, term=token.term.removeprefix(_MARK)))


def _with_others(query: Query, token: Token, tokenizer: Tokenizer) -> Query:
    """What stands inside of a word counts as found where another word of its group stands."""
    terms = [
        replace(term, alternatives=(*term.alternatives, token.term))
        if _inside(term.span, token.span) and term.term != token.term
        else term
        for term in query.terms
    ]
    if all(term.term != token.term for term in terms):
        # A question in another language was translated word by word.
        told = tokenizer.information(token)
        terms.append(QueryTerm(token.term, TokenKind.WORD, token.span, 1.0, told))
    return replace(query, terms=tuple(terms))


def _inside(span: Span, of: Span) -> bool:
    return of.start <= span.start and span.end <= of.end


def _whole(word: str) -> str:
    """A regular expression for a folded word; one of letters is no part of another."""
    before = _NO_LETTER_BEFORE if _LETTER.match(word[0]) else ""
    behind = _NO_LETTER_BEHIND if _LETTER.match(word[-1]) else ""
    return f"{before}{re.escape(word)}{behind}"
