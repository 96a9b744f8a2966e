"""Paragraphs and tables → lines, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.articles.formats.document import row_of
from retrieval.articles.formats.docx.package import Element
from retrieval.articles.formats.docx.words import (
    NoteKey,
    attribute,
    child,
    name_of,
    shown,
    words_of,
)

_CONTENTS = "toc "
"""How the names of the styles of a table of contents begin; it repeats the headings."""
_CONTENTS_GALLERY = "Table of Contents"
_PROPERTIES = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table."""

    text: str
    style: str
    """The style's name in lower case, such as `heading 1`; empty for a row."""
    notes: tuple[NoteKey, ...]
    """Notes it refers to."""


class Walk:
    """Goes through a part once."""

    def __init__(self, styles: dict[str, str]) -> None:
        """Name styles by `styles`: id → name in lower case."""
        self._styles = styles
        self._begun = ""
        """Text of paragraphs whose ends were deleted: it goes on in the next one."""

    def blocks(self, container: Element) -> Iterator[Block]:
        """What the container holds; without what is empty."""
        for element in shown(container):
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name not in _PROPERTIES and not _is_contents(element):
                yield from self.blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle"), "val") or ""
        style = self._styles.get(style_id, style_id.lower())
        if style.startswith(_CONTENTS):
            return
        words = words_of(element)
        text = self._begun + words.text
        self._begun = ""
        if child(properties, "rPr", "del") is not None:
            self._begun = text
        elif text.strip():
            yield Block(text.strip(), style, tuple(words.notes))
        for box in words.boxes:
            yield from self.blocks(box)

    def _table(self, table: Element) -> Iterator[Block]:
        above: dict[int, str] = {}
        for row in _inner(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells: list[str] = []
            notes: list[NoteKey] = []
            column = 0
            for cell in _inner(row, "tc"):
                properties = child(cell, "tcPr")
                blocks = list(self.blocks(cell))
                text = " ".join(block.text for block in blocks)
                if _continues(properties):
                    text = above.get(column, "")
                above[column] = text
                cells.append(text)
                notes += [note for block in blocks for note in block.notes]
                column += _width(properties)
            if text := row_of(cells):
                yield Block(text, "", tuple(notes))


def _inner(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, inside of content controls as well."""
    for each in shown(element):
        if name_of(each) == name:
            yield each
        elif name_of(each) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _inner(each, name)


def _continues(properties: Element | None) -> bool:
    """Whether a cell is merged with the one above it, and so shows that one's text."""
    merge = child(properties, "vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _width(properties: Element | None) -> int:
    """How many columns a cell takes."""
    value = attribute(child(properties, "gridSpan"), "val") or ""
    return int(value) if value.isascii() and value.isdecimal() else 1


def _is_contents(control: Element) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == _CONTENTS_GALLERY


def style_names(styles: Element | None) -> dict[str, str]:
    """Names of the styles in lower case, by id; Chinese Word numbers its ids."""
    return {
        attribute(style, "styleId") or "": (attribute(child(style, "name"), "val") or "").lower()
        for style in (() if styles is None else styles)
        if name_of(style) == "style"
    }
