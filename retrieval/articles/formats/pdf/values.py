"""What a page is made of; lengths in points, from the lower left corner of the upright page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that can be seen, or a space that was written."""

    character: str
    left: float
    right: float
    bottom: float
    top: float
    is_spaced: bool
    """Whether the page leaves a space before it."""

    @property
    def size(self) -> float:
        """Its font's height."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs that follow each other closely on one line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Its font's height."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Height of its middle above the page's lower edge."""
        return (self.top + self.bottom) / 2

    def is_beside(self, other: "Segment") -> bool:
        """Whether both stand on one line."""
        common = min(self.top, other.top) - max(self.bottom, other.bottom)
        return common > min(self.size, other.size) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: a segment, or several that are a table's row."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    is_row: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text."""

    segments: tuple[Segment, ...]
    has_pictures: bool
