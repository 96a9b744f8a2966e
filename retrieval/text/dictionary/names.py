"""Names in pinyin, and the characters that are read so: Zhu Xiaodong is 朱晓东.

The characters are found in the text itself, so no list of names is needed. Tones are
not compared; nobody writes them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.model import Span
from retrieval.text.pinyin import readings
from retrieval.text.scripts import HAN

_FINALS: Mapping[str, str] = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "w": "a ai an ang ei en eng o u",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
}
"""Standard Chinese syllables by what they begin with; ü is written u, as `readings` does."""
_SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split(" ")
)
_LONGEST_SYLLABLE = 6
_LONGEST_WORD = 27
"""Letters of four syllables, and what parts them."""
_WORD = re.compile(r"[A-Za-zÀ-ǜ\u0300-\u030c]+(?:['’-][A-Za-zÀ-ǜ\u0300-\u030c]+)*")
_HAN = re.compile(f"[{HAN}]")
_MOST_WORDS = 3
_FEWEST_SYLLABLES = 2
_FEWEST_IN_LOWER_CASE = 3
"""In lower case, words of two are as often English: women is also 我们."""
_MOST_SYLLABLES = 4
_LONGEST_SURNAME = 2

Reading = tuple[str, ...]
"""Syllables, one a character."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words of a question that may be a Chinese name."""

    span: Span
    """Where in the question."""
    readings: tuple[Reading, ...]
    """How its characters may be read: Changan is chan gan, too, and Li Na may be Na Li."""


class Sounds:
    """The Han characters of a text by how they are read; made once for a text."""

    def __init__(self, text: str) -> None:
        """Note each syllable's places."""
        self._readings: dict[int, Reading] = {
            found.start(): readings(found[0]) for found in _HAN.finditer(text)
        }
        self._places: dict[str, list[int]] = {}
        for place, syllables in self._readings.items():
            for syllable in syllables:
                self._places.setdefault(syllable, []).append(place)

    def spans(self, name: Name) -> list[Span]:
        """Where characters stand that are read like `name`, by position."""
        found = {span for reading in name.readings for span in self._spans(reading)}
        return sorted(found)

    def named(self, names: Iterable[Name]) -> dict[Name, list[Span]]:
        """The names that stand in the text, with their places; of overlapping ones the first."""
        found: dict[Name, list[Span]] = {}
        for name in names:
            overlaps = any(name.span.meets(other.span) for other in found)
            if not overlaps and (spans := self.spans(name)):
                found[name] = spans
        return found

    def _spans(self, reading: Reading) -> Iterator[Span]:
        for start in self._places.get(reading[0], ()):
            if all(
                syllable in self._readings.get(start + offset, ())
                for offset, syllable in enumerate(reading)
            ):
                yield Span(start, start + len(reading))


def names_in(question: str) -> tuple[Name, ...]:
    """What may be Chinese names among the Latin words of `question`, longest first.

    They may overlap; a text tells which one is meant (`Sounds.named`).
    """
    words = list(_WORD.finditer(question))
    names = [
        name
        for start in range(len(words))
        for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1)
        if (name := _name(question, words[start:end])) is not None
    ]
    return tuple(sorted(names, key=lambda name: -len(name.span)))


def _name(question: str, words: list[re.Match[str]]) -> Name | None:
    if any(question[one.end() : other.start()].strip() for one, other in pairwise(words)):
        return None
    found = list(_readings([word[0] for word in words]))
    if not found:
        return None
    # More syllables than needed is what a careful writer marks: xiao, not xi'ao.
    fewest = min(map(len, found))
    usual = dict.fromkeys(reading for reading in found if len(reading) == fewest)
    return Name(Span(words[0].start(), words[-1].end()), tuple(usual))


def _readings(words: list[str]) -> Iterator[Reading]:
    """As written, then with the surname, which comes last abroad, in front."""
    capitalised = all(word[0].isupper() for word in words)
    fewest = _FEWEST_SYLLABLES if capitalised else _FEWEST_IN_LOWER_CASE
    parts = [_split(_plain(word)) for word in words]
    yield from _joined(parts, fewest)
    if len(parts) > 1:
        surnames = tuple(last for last in parts[-1] if len(last) <= _LONGEST_SURNAME)
        yield from _joined([surnames, *parts[:-1]], fewest)


def _joined(parts: list[tuple[Reading, ...]], fewest: int) -> Iterator[Reading]:
    whole: list[Reading] = [()]
    for part in parts:
        whole = [(*before, *reading) for before in whole for reading in part]
    yield from (reading for reading in whole if fewest <= len(reading) <= _MOST_SYLLABLES)


def _plain(word: str) -> str:
    """In lower case without tones; Lü, Lyu and Lv are lu. What parts syllables stays."""
    letters = unicodedata.normalize("NFD", word.lower().replace("’", "'").replace("-", "'"))
    plain = "".join(letter for letter in letters if letter.isalpha() or letter == "'")
    return re.sub(r"([ln])(?:v|yu)", r"\1u", plain)


@lru_cache(maxsize=4_096)
def _split(word: str) -> tuple[Reading, ...]:
    """Every way to read `word` as syllables, four at most; none if it is no pinyin."""
    if len(word) > _LONGEST_WORD:
        return ()
    first, mark, rest = word.partition("'")
    if mark:
        return tuple((*before, *after) for before in _split(first) for after in _split(rest))
    found: list[Reading] = [(word,)] if word in _SYLLABLES else []
    for end in range(1, min(_LONGEST_SYLLABLE, len(word) - 1) + 1):
        if word[:end] in _SYLLABLES:
            found.extend((word[:end], *after) for after in _split(word[end:]))
    return tuple(reading for reading in found if len(reading) <= _MOST_SYLLABLES)
