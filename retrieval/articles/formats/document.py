"""What a format makes of a file."""

import re
from dataclasses import dataclass, field

from retrieval.articles.problems import ReadingProblem

CELL_SEPARATOR = " | "
"""Between the cells of a table's row, which is one line."""
_LONGEST_PROPERTY = 200
"""Longest title, author, date or source that is taken for one, in characters."""
_SPACES = re.compile(r"\s+")


class FormatError(Exception):
    """A file that its format cannot give a text of."""

    def __init__(self, problem: ReadingProblem, limit: float | None = None) -> None:
        """Carry what it is, and the limit that was exceeded."""
        super().__init__(problem, limit)
        self.problem = problem
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of its article, verbatim."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and what its file says of it."""

    text: str
    """Paragraphs, one a line."""
    says: Properties = field(default_factory=Properties)
    """What the file tells its readers."""
    hints: Properties = field(default_factory=Properties)
    """What stands in properties that no reader sees."""
    above: str = ""
    """Lines between its title and its text that may tell of it, and are none of the text."""
    below: str = ""
    """Such lines below the text."""


def property_of(value: str | None) -> str | None:
    """A value on one line; None if there is nothing to be seen, or too much."""
    text = _SPACES.sub(" ", value or "").strip()
    return text if 0 < len(text) <= _LONGEST_PROPERTY else None


def row_of(cells: list[str]) -> str:
    """A table's row on one line, without its empty cells."""
    texts = (_SPACES.sub(" ", cell).strip() for cell in cells)
    return CELL_SEPARATOR.join(filter(None, texts))
