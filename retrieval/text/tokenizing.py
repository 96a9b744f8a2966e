"""Tokenizing (分词): the words that jieba sees, and character n-grams beside them.

jieba splits unknown names (郭建平) as it likes; the n-grams find them all the same.
"""

import math
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from retrieval.caching import Arrays, cached
from retrieval.model import Span, Token, TokenKind
from retrieval.text.folding import fold
from retrieval.text.mapping import MappedText
from retrieval.text.numerals import NUMERAL_CHARACTERS, to_arabic
from retrieval.text.scripts import HAN
from retrieval.text.wordbook import Wordbook, bound


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let `module` be as if it were not installed."""
    known = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment] # which is how an import is refused
    try:
        yield
    finally:
        del sys.modules[module]
        if known is not None:
            sys.modules[module] = known


# jieba would find its files by pkg_resources where there is one, which takes a tenth of a
# second to load and warns; without it, it opens them. And its patterns are no raw strings.
with _hidden("pkg_resources"), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

_FORMAT = 1
"""Rises with every change of what `bound` makes."""
_UNIT = re.compile(rf"[{NUMERAL_CHARACTERS}]+|\d+(?:[.,]\d+)*%?|[{HAN}]|[^\W\d_{HAN}]+")
"""A numeral run, a number, one Chinese character, or a word of another script."""
_LEAST_INFORMATION = 1e-6
_VISIBLE = re.compile(r"\w")


class _LearningJieba(jieba.Tokenizer):
    """jieba's own way of cutting, with words that it learns when their first character comes.

    Whatever it looks up is a part of the text that it cuts, so it finds what it would find
    if it knew all words from the beginning: half a million, of which an article needs some
    ten thousand. Threads may share it: what two learn at once is the same.
    """

    def __init__(self, wordbook: Wordbook) -> None:
        super().__init__()
        self._wordbook = wordbook
        self._initials: set[str] = set()
        self.total = wordbook.total
        self.initialized = True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 - jieba's own name
        """Where the words end that may begin at each place."""
        self._learn(sentence)
        return super().get_DAG(sentence)

    def count(self, word: str) -> int:
        """How often a word stands in general text."""
        self._learn(word[:1])
        return self.FREQ.get(word, 0)

    def _learn(self, text: str) -> None:
        if self._initials.issuperset(text):
            return
        for initial in set(text) - self._initials:
            self.FREQ.update(self._wordbook.beginning_with(initial))
            self._initials.add(initial)


class JiebaTokenizer:
    """jieba's words, single units, and pairs of neighbouring units.

    Word terms are marked with a final `/` so that the word 参加 and the pair 参加 are two
    terms, each with its own weight.
    """

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Open jieba's dictionary; what is made of it is kept in `cache_folder`."""
        name = f"jieba-{version('jieba')}-{_FORMAT}"
        self._jieba = _LearningJieba(Wordbook(cached(cache_folder, name, _shipped_words)))

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
        return (
            math.log((self._jieba.total + 1) / (self._jieba.count(plain) + 1))
            or _LEAST_INFORMATION
        )

    def _words(self, folded: MappedText) -> Iterator[Token]:
        for word, start, end in self._jieba.tokenize(folded.text):
            # A word of one character is the same as its unit.
            if end - start > 1 and _VISIBLE.search(word):
                term = to_arabic(word) or word
                yield Token(f"{term}/", folded.origin(Span(start, end)), TokenKind.WORD)


def _shipped_words() -> Arrays:
    """The dictionary that comes with jieba."""
    plain = jieba.Tokenizer()
    return bound(*plain.gen_pfdict(plain.get_dict_file()))


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
