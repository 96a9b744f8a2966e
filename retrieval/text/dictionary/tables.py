"""The dictionary as a few arrays: small in memory, and read from a file at once."""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.caching import Arrays
from retrieval.text.dictionary.english import is_function_word, stemmed
from retrieval.text.dictionary.entries import Entry

Weighted = tuple[NDArray[np.uint32], NDArray[np.float64]]
"""Numbers of Chinese words, perhaps more than once, and the weight of each."""

_WEIGHT_STEPS = 255


class Strings:
    """Sorted texts in one run of bytes; each has its place as a number."""

    def __init__(self, letters: NDArray[np.uint8], bounds: NDArray[np.uint32]) -> None:
        """Text `n` is `letters[bounds[n]:bounds[n + 1]]`, in UTF-8."""
        self._letters = letters.data
        self._bounds = bounds

    def __len__(self) -> int:
        """Number of texts."""
        return len(self._bounds) - 1

    def __getitem__(self, number: int) -> str:
        """Text `number`."""
        return self._bytes(number).decode()

    def find(self, text: str) -> int | None:
        """The number of `text`; None if it is not here."""
        wanted = text.encode("utf-8", "replace")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._bytes(low) == wanted else None

    def _bytes(self, number: int) -> bytes:
        return self._letters[self._bounds[number] : self._bounds[number + 1]].tobytes()


class Groups:
    """Numbers in groups, each as a slice of one array."""

    def __init__(self, members: NDArray[np.uint32], bounds: NDArray[np.uint32]) -> None:
        """Group `n` is `members[bounds[n]:bounds[n + 1]]`."""
        self._members = members
        self._bounds = bounds

    def __getitem__(self, number: int) -> NDArray[np.uint32]:
        """The members of group `number`."""
        return self._members[self._bounds[number] : self._bounds[number + 1]]

    def of_all(self, numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The members of several groups in a row, and which of `numbers` each belongs to."""
        starts = self._bounds[numbers].astype(np.int64)
        sizes = self._bounds[numbers + 1].astype(np.int64) - starts
        owners = np.repeat(np.arange(len(numbers)), sizes)
        before = np.cumsum(sizes) - sizes
        places = np.arange(len(owners)) - before[owners] + starts[owners]
        return self._members[places], owners


@dataclass(frozen=True, slots=True)
class Sense:
    """A word that means a phrase."""

    word: int
    """Its number among the Chinese words."""
    phrase: int
    """Number of the phrase, in stems."""
    weight: float
    """How much of the word's meaning the phrase is; above 0, at most 1."""
    form: int
    """`form_of` the phrase as the dictionary writes it."""


class Tables:
    """Phrases, words, and the senses that join them."""

    def __init__(self, arrays: Arrays) -> None:
        """Look up in `arrays`, as `tabulated` makes them.

        Raises:
            KeyError: one is missing.
        """
        self.phrases = _strings(arrays, "phrase")
        """Glosses, in stems."""
        self.words = _strings(arrays, "word")
        """Chinese words, in Simplified characters."""
        self._stems = _strings(arrays, "stem")
        self._holders = _groups(arrays, "holder")
        self._by_phrase = _groups(arrays, "by_phrase")
        self._by_word = _groups(arrays, "by_word")
        self._lengths = arrays["phrase_lengths"].astype(np.uint8, copy=False)
        self._word = arrays["sense_word"].astype(np.uint32, copy=False)
        self._phrase = arrays["sense_phrase"].astype(np.uint32, copy=False)
        self._weight = arrays["sense_weight"].astype(np.uint8, copy=False)
        self._form = arrays["sense_form"].astype(np.uint16, copy=False)

    def senses_of_phrase(self, phrase: int) -> Iterator[Sense]:
        """Every sense that is phrase number `phrase`."""
        return map(self._sense, self._by_phrase[phrase].tolist())

    def senses_of_word(self, word: int) -> Iterator[Sense]:
        """Every sense of word number `word`."""
        return map(self._sense, self._by_word[word].tolist())

    def words_of_phrase(self, phrase: int, form: int, other_form: float) -> Weighted:
        """Words that mean phrase number `phrase`; in another form than `form`, less so."""
        senses = self._by_phrase[phrase]
        factors = np.where(self._form[senses] == form, 1.0, other_form)
        return self._word[senses], self._weights(senses) * factors

    def words_of_phrases_with(self, stem: str, most: int) -> Weighted:
        """Words that mean a longer phrase with `stem`, by its share of the phrase.

        None where more than `most` phrases hold it.
        """
        number = self._stems.find(stem)
        phrases = self._holders[0 if number is None else number]
        if number is None or len(phrases) > most:
            phrases = phrases[:0]
        senses, owners = self._by_phrase.of_all(phrases)
        shares = 1 / self._lengths[phrases].astype(np.float64)
        return self._word[senses], self._weights(senses) * shares[owners]

    def _weights(self, senses: NDArray[np.uint32]) -> NDArray[np.float64]:
        return self._weight[senses].astype(np.float64) / _WEIGHT_STEPS

    def _sense(self, number: int) -> Sense:
        return Sense(
            int(self._word[number]),
            int(self._phrase[number]),
            float(self._weight[number]) / _WEIGHT_STEPS,
            int(self._form[number]),
        )


def form_of(words: Sequence[str]) -> int:
    """A number that tells meeting from meet, which share a stem; 16 bits of a checksum."""
    return zlib.crc32(" ".join(words).encode()) & 0xFFFF


def tabulated(entries: Iterable[Entry]) -> Arrays:
    """The arrays of `Tables`, of a dictionary's entries."""
    phrase_ids: dict[str, int] = {}
    word_ids: dict[str, int] = {}
    senses = array("I")  # of four numbers each: as tuples they would take ten times as much
    for entry in entries:
        for gloss in entry.glosses:
            phrase = phrase_ids.setdefault(stemmed(gloss.words), len(phrase_ids))
            word = word_ids.setdefault(entry.word, len(word_ids))
            weight = max(1, round(gloss.weight * _WEIGHT_STEPS))
            senses.extend((word, phrase, weight, form_of(gloss.words)))
    phrases, phrase_places = _sorted(phrase_ids)
    words, word_places = _sorted(word_ids)
    columns = np.frombuffer(senses, dtype=np.uintc).astype(np.uint32).reshape(-1, 4)
    by_word = word_places[columns[:, 0]]
    by_phrase = phrase_places[columns[:, 1]]
    stems, holders, holder_bounds = _held(phrases)
    return {
        **_packed("phrase", phrases),
        **_packed("word", words),
        **_packed("stem", stems),
        "phrase_lengths": np.array([1 + text.count(" ") for text in phrases], dtype=np.uint8),
        "holder_members": holders,
        "holder_bounds": holder_bounds,
        **_grouped("by_phrase", by_phrase, len(phrases)),
        **_grouped("by_word", by_word, len(words)),
        "sense_word": by_word,
        "sense_phrase": by_phrase,
        "sense_weight": columns[:, 2].astype(np.uint8),
        "sense_form": columns[:, 3].astype(np.uint16),
    }


def _strings(arrays: Arrays, name: str) -> Strings:
    letters = arrays[f"{name}_letters"].astype(np.uint8, copy=False)
    return Strings(letters, arrays[f"{name}_bounds"].astype(np.uint32, copy=False))


def _groups(arrays: Arrays, name: str) -> Groups:
    members = arrays[f"{name}_members"].astype(np.uint32, copy=False)
    return Groups(members, arrays[f"{name}_bounds"].astype(np.uint32, copy=False))


def _sorted(ids: dict[str, int]) -> tuple[list[str], NDArray[np.uint32]]:
    """The texts in the order of their bytes, and where each id has gone."""
    texts = sorted(ids, key=str.encode)
    places = np.empty(len(texts), dtype=np.uint32)
    places[[ids[text] for text in texts]] = np.arange(len(texts), dtype=np.uint32)
    return texts, places


def _packed(name: str, texts: Sequence[str]) -> Arrays:
    encoded = [text.encode() for text in texts]
    bounds = np.cumsum([0, *map(len, encoded)], dtype=np.uint32)
    letters = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return {f"{name}_letters": letters, f"{name}_bounds": bounds}


def _grouped(name: str, keys: NDArray[np.uint32], groups: int) -> Arrays:
    """The places of each key's occurrences."""
    order = np.argsort(keys, kind="stable").astype(np.uint32)
    bounds = np.searchsorted(keys[order], np.arange(groups + 1)).astype(np.uint32)
    return {f"{name}_members": order, f"{name}_bounds": bounds}


def _held(phrases: Sequence[str]) -> tuple[list[str], NDArray[np.uint32], NDArray[np.uint32]]:
    """For each telling stem, the phrases of several that hold it."""
    holders: dict[str, array[int]] = {}
    for number, phrase in enumerate(phrases):
        stems = phrase.split(" ")
        if len(stems) > 1:
            for stem in set(stems):
                if not is_function_word(stem):
                    holders.setdefault(stem, array("I")).append(number)
    stems = sorted(holders)
    members = np.array([number for stem in stems for number in holders[stem]], dtype=np.uint32)
    bounds = np.cumsum([0, *(len(holders[stem]) for stem in stems)], dtype=np.uint32)
    return stems, members, bounds
