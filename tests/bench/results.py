"""What was measured of retrieval by terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Self

OURS = "ours"
DEPTHS = (40, 10)
"""How many sentences are asked for: as many as the program does, and as many as others do."""


@dataclass(frozen=True, slots=True)
class Middle:
    """A figure of several runs."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """That of one value a run."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to one system at one depth; all in milliseconds."""

    p50: Middle
    p99: Middle
    ratio: Middle
    """Times as long as ours, for the same questions of the same run."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An index on disk, read by a process that has just begun."""

    bytes: int
    saved: float
    """Seconds that writing took."""
    loaded: float
    """Seconds until it could be asked."""
    answered: float
    """Seconds until it had answered its first question."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Articles added to an index, one after the other."""

    articles: int
    added: Middle
    """Milliseconds until one could be asked; of the articles, not of runs."""
    p50: float
    """Of questions after that, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One system at one size."""

    built: Middle
    """Seconds."""
    memory: int | None
    """Bytes of the index; None where the machine does not tell."""
    used: int | None
    """The same after all questions: some of what they need may be kept."""
    peak: int | None
    """Bytes of its process while building, documents included."""
    questions: int
    """Asked in each run."""
    asked: Mapping[str, Asked]
    """By depth."""
    agreement: float
    """Share of its ten best that are as good as the textbook's."""
    kept: Kept | None
    """None if it cannot be written."""
    grown: Grown | None
    """None if it has to be built anew."""


@dataclass(frozen=True, slots=True)
class Size:
    """All systems at one size."""

    sentences: int
    terms: int
    """As often as they occur, in all sentences."""
    vocabulary: int
    """Different ones."""
    postings: float
    """Sentences that hold a term of a question, for each term once; the mean of questions."""
    points: Sequence[tuple[float, float]]
    """Ours: such postings and milliseconds of some questions together, ascending."""
    systems: Mapping[str, Measured]


@dataclass(frozen=True, slots=True)
class Results:
    """One run of the command."""

    machine: Mapping[str, str]
    runs: int
    questions: int
    """In each run, of systems that are not too slow."""
    seed: int
    sizes: Sequence[Size]


def from_json(read: Mapping[str, Any]) -> Results:
    """What was kept, as `asdict` gave it."""
    return Results(**{**read, "sizes": [_size(each) for each in read["sizes"]]})


def _size(read: Mapping[str, Any]) -> Size:
    points = [(postings, taken) for postings, taken in read["points"]]
    systems = {name: _measured(each) for name, each in read["systems"].items()}
    return Size(**{**read, "points": points, "systems": systems})


def _measured(read: Mapping[str, Any]) -> Measured:
    asked = {
        depth: Asked(**{name: Middle(**figure) for name, figure in each.items()})
        for depth, each in read["asked"].items()
    }
    kept, grown = read["kept"], read["grown"]
    told = {
        "built": Middle(**read["built"]),
        "asked": asked,
        "kept": kept and Kept(**kept),
        "grown": grown and Grown(**{**grown, "added": Middle(**grown["added"])}),
    }
    return Measured(**{**read, **told})
