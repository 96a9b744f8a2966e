"""How a Han character is read, and whether every reader knows it.

The one home of `pypinyin`, whose tables take a while to load: they are loaded when a page
holds something that looks like an annotation, or a question something that looks like a name
in pinyin. What is counted in its 47,000 words was counted once: `ordinary.txt`.
"""

import os
import unicodedata
from functools import cache
from importlib import resources

from retrieval.text.scripts import to_simplified

# Said before the library is loaded: single characters are read here, without its 47,000
# phrases (30 MB), and its tables are not changed, so they need no copies.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")


@cache
def readings(character: str) -> tuple[str, ...]:
    """The character's syllables without tone, the usual one first; ü is written u."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - slow to load, see above

    syllables = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys(folded_syllable(syllable) for syllable in syllables))


def folded_syllable(written: str) -> str:
    """A syllable without tone mark or number, in plain letters: `lǜ`, `lv4` → `lu`."""
    letters = unicodedata.normalize("NFD", written.replace("ɑ", "a").replace("ɡ", "g"))
    plain = "".join(letter for letter in letters if letter.isalpha())
    return plain.replace("v", "u")


def is_ordinary(character: str) -> bool:
    """Whether the character is in many words, so that no reader needs its reading."""
    return to_simplified(character) in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """Those in ten words of pypinyin's list or more; `tests/comparison/` counts them."""
    file = resources.files("retrieval") / "text" / "ordinary.txt"
    return frozenset(file.read_text("utf-8")) - {"\n"}
