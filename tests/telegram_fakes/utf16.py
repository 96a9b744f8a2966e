"""Telegram counts text in UTF-16 code units; Python counts code points."""


def units(text: str) -> int:
    """Length of `text` in UTF-16 code units."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def part(text: str, offset: int, length: int) -> str:
    """The part of `text` at `offset`, both numbers in UTF-16 code units.

    Raises:
        UnicodeDecodeError: a bound falls between the halves of one character.
    """
    encoded = text.encode("utf-16-le")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def is_bound(text: str, offset: int) -> bool:
    """Whether a character of `text` begins or ends at `offset`, in UTF-16 code units."""
    encoded = text.encode("utf-16-le")[2 * offset : 2 * offset + 2]
    return not 0xDC00 <= int.from_bytes(encoded, "little") <= 0xDFFF
