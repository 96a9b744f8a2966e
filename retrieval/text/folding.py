"""Folding: what counts as the same when texts are compared.

Only the index sees folded text. People see the article's own glyphs, which the
map leads back to.
"""

import unicodedata
from functools import lru_cache

import numpy as np

from retrieval.text.mapping import MappedText
from retrieval.text.scripts import to_simplified


def fold(text: str) -> MappedText:
    """NFKC, lower case, and Traditional as Simplified; the map leads back to `text`."""
    folded = [_folded_character(character) for character in text]
    lengths = [len(character) for character in folded]
    starts = np.repeat(np.arange(len(text), dtype=np.int32), lengths)
    return MappedText(to_simplified("".join(folded)), starts, starts + 1, len(text))


@lru_cache(maxsize=16_384)
def _folded_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()
