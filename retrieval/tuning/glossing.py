"""Questions in a makeshift English, made of Chinese ones word by word.

There are few labelled English questions on Chinese texts, and those that there are must not
be learned from where they are reported. A dictionary makes as many as are needed: their
order of words is wrong, but what must be learned is how far translations can be trusted.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from retrieval.model import AnswerKind
from retrieval.replies import Query
from retrieval.text.dictionary.english import is_function_word
from retrieval.text.dictionary.entries import Entry, Gloss
from retrieval.text.pinyin import readings
from retrieval.text.scripts import HAN, to_simplified
from retrieval.tuning.variants import blinded

_QUESTION_WORDS: Mapping[AnswerKind, str] = {
    AnswerKind.PERSON: "who",
    AnswerKind.PLACE: "where",
    AnswerKind.TIME: "when",
    AnswerKind.NUMBER: "how many",
    AnswerKind.REASON: "why",
    AnswerKind.MANNER: "how",
}
"""Of the other kinds it is `what`."""
_CHINESE = re.compile(f"[{HAN}]+")
_SHORTEST_PART = 2
_LONGEST_GLOSS = 3
"""Words; people ask with words, not with explanations."""


_SEEN = 0.75
"""Share of the words of a translated question that are found, if the dictionary finds them."""


class Glosser:
    """Writes questions in another language than the text's."""

    def __init__(self, entries: Iterable[Entry], seed: int) -> None:
        """Take the words from `entries`, and among several meanings one by chance."""
        self._glosses: dict[str, list[Gloss]] = {}
        for entry in entries:
            short = [one for one in entry.glosses if _is_said(one)]
            if short:
                self._glosses.setdefault(entry.word, []).extend(short)
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def glossed(self, query: Query) -> str:
        """The question of `query`: its question word, what that asks of, its content."""
        question, focus = query.question, query.focus
        content = [word for word in query.words if focus is None or not word.meets(focus)]
        asking = _QUESTION_WORDS.get(query.kind, "what")
        # The 时候 of 什么时候 is part of the question word.
        if focus is not None and not (query.asked and focus.meets(query.asked)):
            asking = asking if query.kind is AnswerKind.NUMBER else "what"
            asking += f" {self._english(focus.of(question))}"
        said = " ".join(self._english(word.of(question)) for word in content)
        return f"{asking[0].upper()}{asking[1:]} {said}?"

    def _english(self, word: str) -> str:
        return " ".join(self._said(part) for part in self._parts(to_simplified(word)))

    def _parts(self, word: str) -> Iterator[str]:
        """The words of the dictionary that make up `word`, or it as it is: a name, perhaps."""
        place = 0
        while place < len(word):
            end = len(word)
            while word[place:end] not in self._glosses and end > place + _SHORTEST_PART:
                end -= 1
            known = word[place:end] in self._glosses
            yield word[place : end if known else len(word)]
            place = end if known else len(word)

    def _said(self, word: str) -> str:
        glosses = self._glosses.get(word)
        if glosses:
            weights = [gloss.weight for gloss in glosses]
            return " ".join(self._chance.choices(glosses, weights)[0].words)
        if not _CHINESE.fullmatch(word):
            return word
        # A name that no dictionary has, as people write it: surname, then the rest.
        sounds = [readings(character)[0] for character in word]
        return f"{sounds[0].capitalize()} {''.join(sounds[1:]).capitalize()}".strip()


class Translator:
    """Makes the query of a makeshift English question from that of a Chinese one."""

    def __init__(self, glosser: Glosser, analyse: Callable[[str], Query], seed: int) -> None:
        """Analyse what `glosser` writes."""
        self._glosser = glosser
        self._analyse = analyse
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def translated(self, query: Query) -> Query:
        """`query` in English, some of its words not to be found.

        For its words were made by the dictionary that finds them, and people choose others.
        """
        return blinded(self._analyse(self._glosser.glossed(query)), _SEEN, self._chance)


def _is_said(gloss: Gloss) -> bool:
    """Whether people would ask with it: neither an explanation nor `of` and `at`."""
    return len(gloss.words) <= _LONGEST_GLOSS and not all(map(is_function_word, gloss.words))
