"""A tree → the lines that a reader of the page sees, each element knowing its own."""

import re
from dataclasses import dataclass

from retrieval.articles.formats.document import row_of
from retrieval.articles.formats.html.tables import cells_of, filled
from retrieval.articles.formats.html.tree import BLOCKS, Node

_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_CELL_LINES = 3
"""Lines in a cell of a table that holds data; more are a page laid out by a table."""
_LONGEST_CELL = 300
"""Longest line in such a cell, in characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, as a reader sees it."""

    text: str
    linked: int
    """How many of its characters are links."""
    links: int
    """In how many links they are."""
    heading: int
    """Level of the heading that it is, 1 to 6; 0 if it is none."""
    parts: tuple[str, ...]
    """The same text as its elements part it."""

    @property
    def is_link(self) -> bool:
        """Whether it is hardly more than links."""
        return self.linked > 0.8 * len(self.text)


def lines_of(root: Node) -> list[Line]:
    """The lines below `root`; every element is told which are its own."""
    flow = _Flow()
    flow.walk(root)
    return flow.lines


def is_hidden(node: Node) -> bool:
    """Whether nobody sees it. Content that a script uncovers is `visibility: hidden`."""
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style", "")))


class _Flow:
    """Text runs on until an element begins or ends a line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._has_text = False
        self._linked = 0
        self._links = 0
        self._in_link = 0
        self._heading = 0

    def walk(self, node: Node) -> None:
        """Add an element's lines."""
        is_block = node.name in BLOCKS
        if is_block:
            self._break()
        node.first = len(self.lines)
        if not is_hidden(node):
            self._inside(node)
        if is_block:
            self._break()
        node.end = len(self.lines) + self._has_text

    def _inside(self, node: Node) -> None:
        if node.name in {"br", "hr"}:
            self._break()
        elif node.name == "table" and (rows := _data(node)):
            self.lines += [Line(text, 0, 0, 0, (text,)) for row in rows if (text := row_of(row))]
            node.children = []  # their lines are the rows', not their own
        elif node.name in _HEADINGS:
            self._heading = int(node.name[1])
            self._children(node)
            self._break()
            self._heading = 0
        elif node.name == "a":
            self._links += 1
            self._in_link += 1
            self._children(node)
            self._in_link -= 1
        else:
            self._children(node)

    def _children(self, node: Node) -> None:
        for each in node.children:
            if isinstance(each, Node):
                self.walk(each)
            else:
                self._pieces.append(each)
                self._has_text = self._has_text or not each.isspace()
                if self._in_link:
                    self._linked += len(_SPACES.sub("", each))

    def _break(self) -> None:
        text = _SPACES.sub(" ", "".join(self._pieces)).strip()
        if text:
            parts = (_SPACES.sub(" ", piece).strip() for piece in self._pieces)
            self.lines.append(
                Line(text, self._linked, self._links, self._heading, tuple(filter(None, parts)))
            )
        self._pieces = []
        self._has_text = False
        self._linked = self._links = 0


def _data(table: Node) -> list[list[str]] | None:
    """The texts of a table that holds data, row by row; None of a layout, or of links."""
    rows = cells_of(table)
    if sum(len(row) > 1 for row in rows) < 2:  # noqa: PLR2004 - one row of cells is a layout
        return None
    lines = {cell: _cell_lines(cell) for row in rows for cell in row}
    if any(_is_laid_out(found) for found in lines.values()):
        return None
    linked = sum(line.linked for found in lines.values() for line in found)
    if linked > sum(len(line.text) for found in lines.values() for line in found) / 2:
        return None
    texts = {cell: " ".join(line.text for line in found) for cell, found in lines.items()}
    return filled(rows, texts)


def _is_laid_out(cell: list[Line]) -> bool:
    """Whether a cell holds more than a value."""
    return len(cell) > _MOST_CELL_LINES or any(len(line.text) > _LONGEST_CELL for line in cell)


def _cell_lines(cell: Node) -> list[Line]:
    flow = _Flow()
    flow.walk(cell)
    return flow.lines
