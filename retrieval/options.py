"""The numbers and switches that a deployment may set, each with unit and range.

Defaults are not repeated here: they stand in `config/default.yaml`, which is
checked against these ranges.
"""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What is accepted as an article."""

    max_bytes: Annotated[int, Interval(ge=1_000, le=1_000_000_000)]
    """Largest article file, in bytes; 1,000 to 1,000,000,000."""
    max_chars: Annotated[int, Interval(ge=1_000, le=100_000_000)]
    """Longest text of a file, in characters; 1,000 to 100,000,000."""
    max_pages: Annotated[int, Interval(ge=1, le=100_000)]
    """Pages of a PDF file at most; 1 to 100,000."""
    max_entries: Annotated[int, Interval(ge=10, le=1_000_000)]
    """Files inside of a DOCX file at most; 10 to 1,000,000."""
    max_unpacked_bytes: Annotated[int, Interval(ge=1_000, le=10_000_000_000)]
    """Largest size of all of them together, unpacked, in bytes; 1,000 to 10,000,000,000."""
    max_ratio: Annotated[int, Interval(ge=10, le=1_000)]
    """How many times larger one of more than a megabyte may be unpacked; 10 to 1,000."""
    max_seconds: Annotated[float, Interval(ge=0.1, le=600)]
    """How long reading a file may take; 0.1 to 600 s."""
    max_memory_mb: Annotated[int, Interval(ge=128, le=65_536)]
    """Memory that reading may take, in a process of its own; 128 to 65,536 MB."""


@dataclass(frozen=True, slots=True)
class CleaningOptions:
    """What is taken out of a raw text."""

    detect_title: bool
    """Whether headline lines become metadata; off, they stay in the text."""


@dataclass(frozen=True, slots=True)
class SplittingOptions:
    """How sentences are put together into passages."""

    passage_chars: Annotated[int, Interval(ge=50, le=2_000)]
    """Longest passage, in characters; 50 to 2,000. A longer sentence stands alone."""
    passage_overlap: Annotated[int, Interval(ge=0, le=10)]
    """Sentences that a passage repeats from the one before; 0 to 10."""


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """The two parameters of BM25."""

    k1: Annotated[float, Interval(ge=0, le=10)]
    """How slowly repeated terms saturate; 0 (presence only) to 10."""
    b: Annotated[float, Interval(ge=0, le=1)]
    """How much long texts are marked down; 0 (not at all) to 1."""


MOST_SENTENCES = 20
"""Sentences that can be asked for at most."""


@dataclass(frozen=True, slots=True)
class AnsweringOptions:
    """How sentences are chosen, and when none is."""

    max_question_chars: Annotated[int, Interval(ge=10, le=100_000)]
    """Longest question, in characters; 10 to 100,000."""
    passages: Annotated[int, Interval(ge=1, le=100)]
    """Passages that are searched for sentences; 1 to 100."""
    meaning_weight: Annotated[float, Interval(ge=0, le=100)]
    """Weight of a passage's nearness in meaning beside its words; 0 to 100."""
    max_sentences: Annotated[int, Interval(ge=1, le=MOST_SENTENCES)]
    """Sentences shown at most; 1 to 20."""
    margin: Annotated[float, Interval(ge=0, le=1)]
    """How much less likely than the best a shown sentence may be, as a share; 0 to 1."""
    threshold: Annotated[float, Interval(ge=0, le=1)]
    """Least confidence of an answer; 0 (always answer) to 1."""
