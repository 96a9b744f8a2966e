"""The parse mode `HTML`, as strictly as Telegram reads it.

Tags, messages and the treatment of `&` follow TDLib's `parse_html`, which is what
Telegram's servers run. Attributes are read more simply: whatever is no list of
`name`, `name=value` or `name="value"` counts as an unclosed tag.

https://core.telegram.org/bots/api#html-style
https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
"""

import re
from dataclasses import dataclass, replace
from typing import NoReturn

from tests.telegram_fakes import utf16
from tests.telegram_fakes.values import ApiError, Entity

_KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_REFERENCE = re.compile(
    r"&(?:#x(?P<hexadecimal>[0-9a-fA-F]{1,6})|#(?P<decimal>[0-9]{1,7})"
    r"|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?"
)
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = r"""([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?"""
_ATTRIBUTES = re.compile(rf"(?:\s+{_ATTRIBUTE})*\s*>")
_END = re.compile(r"</(?P<tag>[^\s>]*)\s*(?P<closed>>?)")


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that still waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    """Where its text starts, in UTF-16 code units."""
    start: int
    """Where its text starts, in code points of the plain text."""


def parse(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The plain text and the entities that `source` writes, in text order.

    Raises:
        ApiError: Telegram would not read it ("can't parse entities").
    """
    reading = _Reading(source)
    reading.read()
    # A `code` passes its language to the `pre` around it; alone it has none.
    entities = [replace(e, language=None) if e.kind == "code" else e for e in reading.entities]
    return reading.text, tuple(sorted(entities, key=lambda e: (e.offset, -e.length)))


class _Reading:
    """One pass over a source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text = ""
        self.entities: list[Entity] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        while self.position < len(self.source):
            if self.source.startswith("</", self.position):
                self._end_tag()
            elif self.source[self.position] == "<":
                self._start_tag()
            else:
                self._characters()
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _characters(self) -> None:
        """Take one reference, or everything up to the next character that might matter."""
        reference = _REFERENCE.match(self.source, self.position)
        if reference is not None:
            self.text += _decoded(reference)
            self.position = reference.end()
            return
        stop = re.compile("[&<]").search(self.source, self.position + 1)
        end = stop.start() if stop else len(self.source)
        self.text += self.source[self.position : end]
        self.position = end

    def _start_tag(self) -> None:
        at = self._byte_offset()
        name = re.compile(r"<([^\s>]*)").match(self.source, self.position)
        if name is None or name.end() == len(self.source):
            _refuse(f"Unclosed start tag at byte offset {at}")
        tag = name[1].lower()
        if tag not in _KINDS:
            _refuse(f'Unsupported start tag "{tag}" at byte offset {at}')
        attributes = _ATTRIBUTES.match(self.source, name.end())
        if attributes is None:
            _refuse(f'Unclosed start tag "{tag}" at byte offset {at}')
        values = {
            match[1]: _plain((match[2] or "").strip("\"'"))
            for match in re.finditer(_ATTRIBUTE, attributes[0][:-1])
        }
        if tag == "span" and values.get("class") != "tg-spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.open.append(_Open(tag, values, utf16.units(self.text), len(self.text)))
        self.position = attributes.end()

    def _end_tag(self) -> None:
        at = self._byte_offset()
        if not self.open:
            _refuse(f"Unexpected end tag at byte offset {at}")
        end = _END.match(self.source, self.position)
        if end is None or not end["closed"]:
            _refuse(f"Unclosed end tag at byte offset {at}")
        opened, found = self.open.pop(), end["tag"].lower()
        if found and found != opened.tag:
            _refuse(
                f"Unmatched end tag at byte offset {at}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        self._mark(opened)
        self.position = end.end()

    def _mark(self, opened: _Open) -> None:
        """Add the entity of a tag that has just ended, unless it is empty."""
        length = utf16.units(self.text) - opened.offset
        if length == 0:
            return
        entity = Entity(_KINDS[opened.tag], opened.offset, length)
        attributes = opened.attributes
        match opened.tag:
            case "a":
                entity = replace(entity, url=attributes.get("href") or self.text[opened.start :])
            case "tg-emoji":
                if not attributes.get("emoji-id", "").isdecimal():
                    _refuse("Invalid custom emoji identifier specified")
                entity = replace(entity, custom_emoji_id=attributes["emoji-id"])
            case "blockquote" if "expandable" in attributes:
                entity = replace(entity, kind="expandable_blockquote")
            case "code" if attributes.get("class", "").startswith("language-"):
                language = attributes["class"].removeprefix("language-")
                entity = replace(entity, language=language)
            case "pre" if self.entities and self.entities[-1].language:
                inner = self.entities[-1]
                if (inner.offset, inner.length) == (entity.offset, entity.length):
                    entity = replace(self.entities.pop(), kind="pre")
            case _:
                pass
        self.entities.append(entity)

    def _byte_offset(self) -> int:
        return len(self.source[: self.position].encode())


def _plain(value: str) -> str:
    """An attribute's value, its references decoded."""
    return _REFERENCE.sub(_decoded, value)


def _decoded(reference: re.Match[str]) -> str:
    """The character that a reference stands for; itself if there is none."""
    if reference["name"]:
        return _CHARACTERS[reference["name"]]
    number = reference["hexadecimal"] or reference["decimal"]
    code = int(number, 16 if reference["hexadecimal"] else 10)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else reference[0]


def _refuse(reason: str) -> NoReturn:
    raise ApiError(400, f"Bad Request: can't parse entities: {reason}")
