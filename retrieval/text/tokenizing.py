"""Tokenizing (分词): the words that jieba sees, and character n-grams beside them.

jieba splits unknown names (郭建平) as it likes; the n-grams find them all the same.
"""

import contextlib
import math
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from retrieval.model import Span, Token, TokenKind
from retrieval.text.folding import fold
from retrieval.text.mapping import MappedText
from retrieval.text.numerals import NUMERAL_CHARACTERS, to_arabic
from retrieval.text.scripts import HAN

with warnings.catch_warnings():
    # jieba looks up its files through pkg_resources where there is one, which warns.
    warnings.simplefilter("ignore")
    import jieba

_UNIT = re.compile(rf"[{NUMERAL_CHARACTERS}]+|\d+(?:[.,]\d+)*%?|[{HAN}]|[^\W\d_{HAN}]+")
"""A numeral run, a number, one Chinese character, or a word of another script."""
_LEAST_INFORMATION = 1e-6
_VISIBLE = re.compile(r"\w")


class JiebaTokenizer:
    """jieba's words, single units, and pairs of neighbouring units.

    Word terms are marked with a final `/` so that the word 参加 and the pair 参加 are two
    terms, each with its own weight.
    """

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Load jieba's dictionary; its cache is kept in `cache_folder`.

        Without one, jieba's own choice (the system's temporary folder) is used.
        """
        jieba.setLogLevel("CRITICAL")
        self._jieba = jieba.Tokenizer()
        if cache_folder is not None:
            # Without a home, or with a read-only one, jieba logs that it kept no cache.
            with contextlib.suppress(OSError):
                cache_folder.mkdir(parents=True, exist_ok=True)
            self._jieba.tmp_dir = str(cache_folder)
        self._jieba.initialize()

    def __call__(self, text: str) -> list[Token]:
        """The tokens of `text`, by position; words before units before pairs."""
        folded = fold(text)
        return [*self._words(folded), *_units_and_pairs(folded)]

    def words(self, text: str) -> list[Token]:
        """Every word of `text`, by position, function words and punctuation too."""
        folded = fold(text)
        return [
            Token(word, folded.origin(Span(start, end)), TokenKind.WORD)
            for word, start, end in self._jieba.tokenize(folded.text)
        ]

    def information(self, token: Token) -> float:
        """How much `token` tells: −ln of its share in jieba's counts of general text."""
        plain = token.term.removesuffix("/").replace(" ", "")
        frequency = self._jieba.FREQ.get(plain, 0)
        return math.log((self._jieba.total + 1) / (frequency + 1)) or _LEAST_INFORMATION

    def _words(self, folded: MappedText) -> Iterator[Token]:
        for word, start, end in self._jieba.tokenize(folded.text):
            # A word of one character is the same as its unit.
            if end - start > 1 and _VISIBLE.search(word):
                term = to_arabic(word) or word
                yield Token(f"{term}/", folded.origin(Span(start, end)), TokenKind.WORD)


def _units_and_pairs(folded: MappedText) -> list[Token]:
    units: list[Token] = []
    pairs: list[Token] = []
    previous: tuple[str, int, int] | None = None
    for match in _UNIT.finditer(folded.text):
        term = to_arabic(match[0]) or match[0]
        units.append(Token(term, folded.origin(Span(match.start(), match.end())), TokenKind.UNIT))
        if previous is not None and previous[2] == match.start():
            span = folded.origin(Span(previous[1], match.end()))
            pairs.append(Token(f"{previous[0]} {term}", span, TokenKind.PAIR))
        previous = (term, match.start(), match.end())
    return [*units, *pairs]
