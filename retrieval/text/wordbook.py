"""A dictionary of words with their counts, of which only what a text asks for is unpacked."""

from collections.abc import Iterator, Mapping

import numpy as np

from retrieval.caching import Arrays

_BETWEEN = "\n"
"""Stands between two words; none has it."""


class Wordbook:
    """The words by what they begin with, each with its count in general text."""

    def __init__(self, arrays: Arrays) -> None:
        """Look up in `arrays`, as `bound` makes them."""
        self._initials = arrays["initials"]
        self._letters = arrays["letters"].data
        self._letter_bounds = arrays["letter_bounds"]
        self._counts = arrays["counts"]
        self._count_bounds = arrays["count_bounds"]
        self.total = int(arrays["total"])
        """Of the counts of all words."""

    def beginning_with(self, initial: str) -> Iterator[tuple[str, int]]:
        """Every word, or beginning of one, whose first character is `initial`."""
        place = int(np.searchsorted(self._initials, ord(initial)))
        if place == len(self._initials) or self._initials[place] != ord(initial):
            return iter(())
        start, end = self._letter_bounds[place : place + 2]
        words = self._letters[start:end].tobytes().decode().split(_BETWEEN)
        start, end = self._count_bounds[place : place + 2]
        return zip(words, self._counts[start:end].tolist(), strict=True)


def bound(counts: Mapping[str, int], total: int) -> Arrays:
    """The arrays of a `Wordbook` of words and beginnings of words, none of them empty."""
    by_initial: dict[str, list[str]] = {}
    for word in counts:
        by_initial.setdefault(word[0], []).append(word)
    groups = [by_initial[initial] for initial in sorted(by_initial)]
    letters = [_BETWEEN.join(group).encode() for group in groups]
    return {
        "initials": np.array([ord(group[0][0]) for group in groups], dtype=np.uint32),
        "letters": np.frombuffer(b"".join(letters), dtype=np.uint8),
        "letter_bounds": np.cumsum([0, *map(len, letters)], dtype=np.uint32),
        "counts": np.array([counts[word] for group in groups for word in group], dtype=np.uint32),
        "count_bounds": np.cumsum([0, *map(len, groups)], dtype=np.uint32),
        "total": np.array(total, dtype=np.uint64),
    }
