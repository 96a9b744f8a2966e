"""What is ordinary by pypinyin's words: `python -m tests.comparison.ordinary` writes it."""

from collections import Counter
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict

from retrieval.text import pinyin

FILE = Path(pinyin.__file__).with_name("ordinary.txt")
_LEAST = 10
"""Words with the character, of 47,000: 忻 0, 歙 2, 蔚 7; 構 38, 會 328."""
_A_LINE = 64
"""Characters."""


def counted() -> str:
    """The characters, in order."""
    words = Counter(character for word in phrases_dict for character in set(word))
    return "".join(sorted(each for each, number in words.items() if number >= _LEAST))


if __name__ == "__main__":
    characters = counted()
    lines = [characters[at : at + _A_LINE] for at in range(0, len(characters), _A_LINE)]
    FILE.write_text("\n".join([*lines, ""]), encoding="utf-8")
