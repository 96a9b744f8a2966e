"""CC-CEDICT's lines, and what their glosses say.

Source of the format: https://cc-cedict.org/wiki/format:syntax
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.text.dictionary.english import english_words
from retrieval.text.scripts import HAN

_LINE = re.compile(r"\S+ (\S+) \[([^]]*)\] /(.*)/")
_NOTE = re.compile(r"\([^()]*\)|\[[^]]*\]")
_HAN = re.compile(f"[{HAN}|·]+")
_REFERENCE = re.compile(
    r"(?:\w+ )*variant of|see\b|same as|also (?:written|pr|called)|used in|surname|cl:|abbr|"
    r"(?:taiwan|beijing|old|coll)\.? pr|erhua|equivalent to|contraction of|component in|kangxi",
    re.IGNORECASE,
)
"""Glosses that point at another entry, or speak about the characters."""
_NAME = re.compile(
    r"((?:[A-Z][\w'’.-]*\s+)+)(?:autonomous|banner|capital|city|county|district|dynasty|ethnic|in|"
    r"island|kingdom|lake|mountains?|neighborhood|on|or|port|prefecture|province|region|river|"
    r"state|suburban|subprovincial|temple|town|township|village)\b"
)
"""What a place is called, before it is said what it is: Taiyuan city. But not Beijing opera."""
_LEADING = frozenset({"to", "a", "an", "the", "be"})
_PLACEHOLDERS = frozenset({"sb", "sth", "etc", "esp", "one's", "fig", "lit"})
_MOST_WORDS = 10
"""A longer gloss is an encyclopedia's."""
_PART = 0.8
"""Weight of a part of a gloss beside a whole one."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """One thing that a word means."""

    words: tuple[str, ...]
    """In English, lower case; never empty."""
    weight: float
    """How much of the word's meaning this is; above 0, at most 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese word with what it means."""

    word: str
    """In Simplified characters."""
    glosses: tuple[Gloss, ...]


def entries_of(line: str) -> Iterator[Entry]:
    """The entry of a line, and one for each part of a foreign name; comments have none."""
    found = _LINE.match(line)
    if found is None:
        return
    word, reading, meanings = found.groups()
    senses = [
        sense
        for meaning in meanings.split("/")
        for sense in _without_notes(meaning).split(";")
        if not _REFERENCE.match(sense.strip())
    ]
    weights: dict[tuple[str, ...], float] = {}
    for sense in senses:
        for words, weight in _readings(sense, is_name=reading[:1].isupper()):
            shared = weight / len(senses) ** 0.5
            weights[words] = max(weights.get(words, 0), shared)
    yield Entry(word, tuple(Gloss(words, weight) for words, weight in weights.items()))
    yield from _parts(word, weights)


def _without_notes(meaning: str) -> str:
    without = meaning
    while (shorter := _NOTE.sub(" ", without)) != without:
        without = shorter
    return _HAN.sub(" ", without)


def _readings(sense: str, *, is_name: bool) -> Iterator[tuple[tuple[str, ...], float]]:
    """A sense's parts between commas, and the name that one begins with."""
    parts = sense.split(",")
    # What follows a name says where or what it is: Chiba, Japan.
    for part in parts[:1] if is_name else parts:
        if words := _essential(part):
            yield words, _PART if len(parts) > 1 else 1.0
    if is_name and (name := _NAME.match(sense.strip())):
        yield tuple(english_words(name[1])), _PART


def _essential(part: str) -> tuple[str, ...]:
    """The words of a gloss without the articles, `to` and placeholders that all have."""
    words = [word for word in english_words(part) if word not in _PLACEHOLDERS]
    while len(words) > 1 and words[0] in _LEADING:
        del words[0]
    return tuple(words[:_MOST_WORDS])


def _parts(word: str, weights: dict[tuple[str, ...], float]) -> Iterator[Entry]:
    """艾萨克·牛顿 is Isaac Newton: 牛顿 is Newton."""
    parts = word.split("·")
    if len(parts) == 1:
        return
    for words, weight in weights.items():
        if len(words) == len(parts):
            for part, english in zip(parts, words, strict=True):
                yield Entry(part, (Gloss((english,), weight * _PART),))
