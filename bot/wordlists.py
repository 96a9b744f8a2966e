"""Changes of a word list as people write them: one entry a line.

`全过程人民民主` stays whole, `村支书 = 村党支部书记` mean the same, `-村支书` is taken out.
Of several lines none counts if one is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.words import WordlistWords, Words
from retrieval.answering.question import visible_part
from retrieval.answering.wordlist import WordList, folded

MOST_WORDS = 200
"""On one shelf."""
SHORTEST, LONGEST = 2, 30
"""Characters of a word. One alone stands in too many others."""
_EQUALS = re.compile("[=＝]")
_MINUS = ("-", "－", "−")
_COMMENT = "#"
_SAYS_SOMETHING = re.compile(r"\w")


class Problem(Enum):
    """What is wrong with an entry."""

    EMPTY = "empty"
    """There is no word, or none on one side of a `=`."""
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"
    """What is to be taken out is not there."""
    TOO_MANY = "too_many"
    """The list takes no more words."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """An entry that cannot be."""

    line: int
    """From 1."""
    problem: Problem
    word: str

    def told(self, words: WordlistWords) -> str:
        """In words, with what to do."""
        templates = {
            Problem.EMPTY: words.no_word,
            Problem.TOO_SHORT: words.too_short,
            Problem.TOO_LONG: words.too_long,
            Problem.UNKNOWN: words.unknown,
            Problem.TOO_MANY: words.too_many,
        }
        limits = {Problem.TOO_SHORT: SHORTEST, Problem.TOO_LONG: LONGEST}
        limit = limits.get(self.problem, MOST_WORDS)
        return templates[self.problem].format(word=self.word, limit=limit)


@dataclass(frozen=True, slots=True)
class Done:
    """An entry that was taken."""

    words: tuple[str, ...]
    """The group as it is now; of what is taken out, the word."""
    kind: str
    """`added`, `known` or `removed`."""

    def told(self, words: WordlistWords) -> str:
        """In words."""
        templates = {"added": words.added, "known": words.known, "removed": words.removed}
        return templates[self.kind].format(entry=entry(self.words))


class WordListError(Exception):
    """Some entries are wrong; nothing was changed."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """Hold all of them."""
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = tuple(mistakes)


def changed(before: WordList, text: str) -> tuple[WordList, list[Done]]:
    """The list after the entries in `text`, and what each of them did.

    Raises:
        WordListError: not all of them can be.
    """
    words, done, mistakes = before, list[Done](), list[Mistake]()
    for number, line in _entries(text):
        try:
            words, one = _after(words, line)
        except _WrongError as error:
            mistakes.append(Mistake(number, error.problem, error.word))
        else:
            done.append(one)
    if mistakes:
        raise WordListError(mistakes)
    return words, done


def mistakes_told(error: WordListError, words: Words, *, in_file: bool = False) -> str:
    """A line for each mistake; of several, or in a file, with the number of its line."""
    if len(error.mistakes) == 1 and not in_file:
        return error.mistakes[0].told(words.wordlist)
    return "\n".join(
        words.problem.line.format(number=each.line, problem=each.told(words.wordlist))
        for each in error.mistakes
    )


def entry(group: Sequence[str]) -> str:
    """A group as people write it."""
    return " = ".join(group)


class _WrongError(Exception):
    def __init__(self, problem: Problem, word: str) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.word = word


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Each with the number of its line."""
    for number, line in enumerate(text.splitlines(), 1):
        seen = visible_part(line)
        if seen and not seen.startswith(_COMMENT):
            yield number, seen


def _after(words: WordList, line: str) -> tuple[WordList, Done]:
    if line.startswith(_MINUS):
        word = " ".join(line[1:].split())
        known = next((each for each in words.group_of(word) or () if _same(each, word)), None)
        if known is None:
            raise _WrongError(Problem.UNKNOWN, word)
        return words.without(word), Done((known,), "removed")
    group = {folded(word): word for word in map(_checked, _EQUALS.split(line))}
    known_group = words.group_of(next(iter(group.values())))
    if known_group is not None and group.keys() <= set(map(folded, known_group)):
        return words, Done(known_group, "known")
    more = words.with_group(group.values())
    if len(more) > MOST_WORDS:
        raise _WrongError(Problem.TOO_MANY, line)
    return more, Done(more.groups[-1], "added")


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _checked(written: str) -> str:
    word = " ".join(written.split())
    if not _SAYS_SOMETHING.search(word):
        raise _WrongError(Problem.EMPTY, word)
    if len(word) < SHORTEST:
        raise _WrongError(Problem.TOO_SHORT, word)
    if len(word) > LONGEST:
        raise _WrongError(Problem.TOO_LONG, word)
    return word
