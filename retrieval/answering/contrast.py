"""Whether a sentence speaks of another thing than was asked: of the 副市长, not of the 市长.

Such a sentence has nearly all the words of the question, so nothing that counts words
declines it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.answering.wording import any_of
from retrieval.lexicon.contrasts import ContrastWords
from retrieval.model import Span
from retrieval.replies import Query
from retrieval.text.numerals import NUMERAL_CHARACTERS, to_arabic
from retrieval.text.scripts import fold_in_place

MOST_IF_CONTRASTED = 0.05
"""Most confidence in a sentence that speaks of another thing, 0 to 1. Of 52 such, found first
for 1,500 questions of the public sets and as many misplaced ones, two answered, by two
rules that were taken out since."""
_FEWEST_LETTERS = 2
"""A word of one letter stands in too many others."""
_KEPT_ARTICLES = 16
"""Articles that are kept folded."""
_YEAR = "年"
_YEAR_DIGITS = 4


class ContrastRules:
    """Finds the words of a question that a sentence speaks of something else than."""

    def __init__(self, words: ContrastWords) -> None:
        """Work with these words."""
        self._qualifiers = words.qualifiers
        self._opposites = words.opposites
        self._folded = lru_cache(_KEPT_ARTICLES)(fold_in_place)
        self._number = re.compile(
            rf"(?P<ordinal>第?)(?P<digits>\d+|[{NUMERAL_CHARACTERS}]+)\s?"
            rf"(?P<what>{any_of(words.numbered)}|(?<=第.)\w|(?<=第..)\w|(?<=第...)\w)"
        )

    def contrasted(self, query: Query, sentence: str, article: str) -> tuple[Span, ...]:
        """The spans of `query` that `sentence`, one of `article`, has something else for.

        The article must not have what is asked anywhere: then another sentence may have
        said it, and this one goes on.
        """
        if query.cross_lingual:
            return ()
        said, whole = fold_in_place(sentence), self._folded(article)
        asked = fold_in_place(query.question)
        words = [word for word in query.words if len(word) >= _FEWEST_LETTERS]
        found = [word for word in words if self._is_another(word, asked, said, whole)]
        return tuple(sorted({*found, *self._other_numbers(query, asked, said, whole)}))

    def _is_another(self, word: Span, asked: str, said: str, whole: str) -> bool:
        text = word.of(asked)
        for qualifier in self._qualifiers:
            if asked[: word.start].endswith(qualifier):
                return text in said and f"{qualifier}{text}" not in whole
        if self._is_qualified(_known_end(text, said), whole):
            return True
        others = () if text in whole else self._others(text)
        beside = f"{asked[: word.start]}\n{asked[word.end :]}"
        return any(other in said and other not in beside for other in others)

    def _is_qualified(self, word: str, whole: str) -> bool:
        """Whether `word` only ever stands there as a part of another: 副市长."""
        qualified = sum(whole.count(f"{qualifier}{word}") for qualifier in self._qualifiers)
        return len(word) >= _FEWEST_LETTERS and 0 < qualified == whole.count(word)

    def _others(self, word: str) -> Iterator[str]:
        """What is like `word` and another: 市长 for 副市长, 开幕式 for 闭幕式."""
        for qualifier in self._qualifiers:
            if len(word.removeprefix(qualifier)) in range(_FEWEST_LETTERS, len(word)):
                yield word.removeprefix(qualifier)
        for opposites in self._opposites:
            for one in opposites:
                if one in word:
                    for other in opposites:
                        if other != one and one not in other and other not in one:
                            yield word.replace(one, other)

    def _other_numbers(self, query: Query, asked: str, said: str, whole: str) -> Iterator[Span]:
        numbers = list(self._number.finditer(asked))
        if not numbers:
            return
        there, here = set(self._numbers(whole)), set(self._numbers(said))
        for found in numbers:
            span = Span(*found.span())
            value, what = _read(found)
            counts = query.asked is not None and span.meets(query.asked)
            if counts or (value, what) in there or not _names(value, what):
                continue
            if any(kind == what and _alike(value, other) for other, kind in here):
                yield span

    def _numbers(self, text: str) -> Iterator[tuple[str, str]]:
        return map(_read, self._number.finditer(text))


def _known_end(word: str, said: str) -> str:
    """The longest end of `word` that stands in `said`: the 总裁 of 公司总裁."""
    return next((word[start:] for start in range(len(word)) if word[start:] in said), "")


def _read(found: re.Match[str]) -> tuple[str, str]:
    """A number in Arabic digits, an ordinal with its 第, and what it names."""
    digits = found["digits"]
    return found["ordinal"] + (to_arabic(digits) or digits), found["what"]


def _names(value: str, what: str) -> bool:
    """Whether it names one of many: 2025年 does, 3年 tells how long."""
    return what != _YEAR or len(value) == _YEAR_DIGITS


def _alike(value: str, other: str) -> bool:
    return value.startswith("第") == other.startswith("第") and _names_alike(value, other)


def _names_alike(value: str, other: str) -> bool:
    """2025 and 2024 are of one kind, 2025 and 3 are not."""
    return (len(value) == _YEAR_DIGITS) == (len(other) == _YEAR_DIGITS)
