"""Chinese for English, and Chinese for Chinese by way of English: CC-CEDICT in reverse."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from retrieval.text.dictionary.english import is_function_word, stemmed
from retrieval.text.dictionary.tables import Tables, Weighted, form_of
from retrieval.text.scripts import to_simplified

_LONGEST_PHRASE = 4
_MOST_TRANSLATIONS = 60
_MOST_SYNONYMS = 12
_OTHER_FORM = 0.6
"""Weight of a gloss that only shares the stem: meet for meeting."""
_CONTAINED = 0.4
"""Weight of a gloss that holds the word among others, before it is shared among them."""
_MOST_HOLDERS = 400
"""A word in more glosses than this (state, level) says little about any of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese word that may be meant."""

    word: str
    """In Simplified characters."""
    weight: float
    """How well it fits; above 0, at most 1."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a phrase of an English question may be in Chinese."""

    start: int
    """Number of its first word, from 0."""
    end: int
    """Number of the word after its last one."""
    candidates: tuple[Candidate, ...]
    """Best first; never empty."""


class Dictionary:
    """CC-CEDICT; it is read when it is first asked for something."""

    def __init__(self, open_tables: Callable[[], Tables]) -> None:
        """Open the tables so, once."""
        self._open_tables = open_tables

    @cached_property
    def _tables(self) -> Tables:
        return self._open_tables()

    def translations(self, words: Sequence[str]) -> tuple[Translation, ...]:
        """The Chinese for `words` of English, in the forms that `english_words` gives.

        From the left, the longest phrases that are glosses, each followed by its words, for
        a text may say it in another way. Function words alone mean nothing here, and a word
        that the dictionary lacks is left out.
        """
        found: list[Translation] = []
        start = 0
        while start < len(words):
            longest = self._longest(words, start, _LONGEST_PHRASE)
            end = start + 1 if longest is None else longest.end
            if longest is not None:
                found.append(longest)
            if end > start + 1:
                singles = (self._longest(words, place, 1) for place in range(start, end))
                found.extend(single for single in singles if single is not None)
            start = end
        return tuple(found)

    def synonyms(self, word: str) -> tuple[str, ...]:
        """Words in Simplified characters with a gloss of `word`, best first; a dozen at most.

        A single character is no synonym of a longer word: it stands inside of too many others.
        """
        tables = self._tables
        number = tables.words.find(to_simplified(word))
        if number is None:
            return ()
        fits: dict[int, float] = {}
        for sense in tables.senses_of_word(number):
            shared = [
                other
                for other in tables.senses_of_phrase(sense.phrase)
                if other.form == sense.form and other.word != number
            ]
            for other in shared:
                fit = sense.weight * other.weight / math.sqrt(len(shared))
                fits[other.word] = fits.get(other.word, 0) + fit
        best = [tables.words[other] for other in sorted(fits, key=lambda one: (-fits[one], one))]
        fitting = [other for other in best if len(other) > 1 or len(word) == 1]
        return tuple(fitting[:_MOST_SYNONYMS])

    def _longest(self, words: Sequence[str], start: int, most: int) -> Translation | None:
        for end in range(min(start + most, len(words)), start, -1):
            phrase = words[start:end]
            # No phrase ends in the middle of one: `part of`, `the meeting`.
            if is_function_word(phrase[0]) or is_function_word(phrase[-1]):
                continue
            candidates = self._candidates(phrase)
            if candidates:
                return Translation(start, end, candidates)
        return None

    def _candidates(self, phrase: Sequence[str]) -> tuple[Candidate, ...]:
        """At most `_MOST_TRANSLATIONS`, the best ones; none if the phrase is not known."""
        words, weights = self._fitting(phrase)
        # Best first, so that what is kept of a word that comes more than once is its best.
        order = np.lexsort((words, -weights))
        _, firsts = np.unique(words[order], return_index=True)
        best = order[np.sort(firsts)[:_MOST_TRANSLATIONS]]
        return tuple(
            Candidate(self._tables.words[word], weight)
            for word, weight in zip(words[best].tolist(), weights[best].tolist(), strict=True)
        )

    def _fitting(self, phrase: Sequence[str]) -> Weighted:
        tables = self._tables
        stems = stemmed(phrase)
        found: list[Weighted] = [(np.empty(0, np.uint32), np.empty(0))]
        number = tables.phrases.find(stems)
        if number is not None:
            found.append(tables.words_of_phrase(number, form_of(phrase), _OTHER_FORM))
        if len(phrase) == 1:
            words, weights = tables.words_of_phrases_with(stems, _MOST_HOLDERS)
            found.append((words, weights * _CONTAINED))
        return (
            np.concatenate([words for words, _ in found]),
            np.concatenate([weights for _, weights in found]),
        )
