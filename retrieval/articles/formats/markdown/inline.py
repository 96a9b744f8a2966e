"""Marks within a line of Markdown: emphasis, links, code, HTML."""

import html
import re

_LABEL = r"\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,200}\]){0,1000})\]"
_TARGET = r"(?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,200}\])"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,5})(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)")
_IMAGE = re.compile(rf"!{_LABEL}{_TARGET}")
_LINK = re.compile(rf"(?<!!){_LABEL}{_TARGET}")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,50}\]")
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,500})?/?>|<!--[^\n]{0,2000}?-->")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=[^\s*])((?:[^*\n~]|(?<=\s)[*~](?=\s)){1,1000}?)(?<!\s)\1")
_UNDERLINED = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^\n]{1,1000}?)(?<![\s_])\1(?!\w)")
_FIRST_HELD = 0xF0000  # private use: no text has these
_HELD = re.compile("[\U000f0000-\U000fffff]")
_MOST_HELD = 0xFFFF
_NESTED = 3
"""How deep emphasis and links are looked for inside of each other."""


def plain(line: str) -> str:
    """What a reader sees of the line."""
    held: list[str] = []

    def hold(text: str) -> str:
        """Put away what no further mark is looked for in."""
        if len(held) >= _MOST_HELD:
            return text
        held.append(text)
        return chr(_FIRST_HELD + len(held) - 1)

    line = _HELD.sub("", line)
    line = _CODE.sub(lambda found: hold(_code(found[2])), line)
    line = _ESCAPED.sub(lambda found: hold(found[1]), line)
    line = _ADDRESS.sub(lambda found: hold(found[1]), line)
    line = _IMAGE.sub("", line)
    line = _NOTE.sub("", line)
    for _ in range(_NESTED):
        line = _LINK.sub(r"\1", line)
        line = _STRONG.sub(r"\2", line)
        line = _UNDERLINED.sub(r"\2", line)
    line = _ENTITY.sub(lambda found: html.unescape(found[0]), _TAG.sub("", line))
    return _HELD.sub(lambda found: held[ord(found[0]) - _FIRST_HELD], line)


def _code(inner: str) -> str:
    is_padded = inner.startswith(" ") and inner.endswith(" ") and inner.strip()
    return inner[1:-1] if is_padded else inner
