"""A text that remembers where each of its characters came from."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Span

Edit = tuple[Span, str]
"""Put this string in place of that span."""


@dataclass(frozen=True, slots=True, eq=False)
class MappedText:
    """A text made from another one by edits, and the way back.

    Character `i` came from the code points `starts[i]..ends[i]` of the original.
    Edits only delete and replace, so both arrays never decrease: order is kept.
    """

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    length: int
    """Length of the original, in code points."""

    @classmethod
    def of(cls, original: str) -> "MappedText":
        """The original itself: every character maps to itself."""
        positions = np.arange(len(original) + 1, dtype=np.int32)
        return cls(original, positions[:-1], positions[1:], len(original))

    def replace(self, edits: Iterable[Edit]) -> "MappedText":
        """The text after `edits`, which are in text order and do not overlap.

        Every character of a replacement maps to the whole of what it replaced.

        Raises:
            ValueError: two edits overlap or stand in the wrong order.
        """
        pieces: list[str] = []
        starts: list[NDArray[np.int32]] = []
        ends: list[NDArray[np.int32]] = []
        done = 0
        for span, replacement in edits:
            if span.start < done:
                message = f"edit at {span.start} comes after one that ends at {done}"
                raise ValueError(message)
            pieces += [self.text[done : span.start], replacement]
            origin = self.origin(span)
            starts += [
                self.starts[done : span.start],
                np.full(len(replacement), origin.start, dtype=np.int32),
            ]
            ends += [
                self.ends[done : span.start],
                np.full(len(replacement), origin.end, dtype=np.int32),
            ]
            done = span.end
        if not pieces:
            return self
        return MappedText(
            "".join([*pieces, self.text[done:]]),
            np.concatenate([*starts, self.starts[done:]]),
            np.concatenate([*ends, self.ends[done:]]),
            self.length,
        )

    def delete(self, spans: Iterable[Span]) -> "MappedText":
        """The text without `spans`, which are in text order and do not overlap."""
        return self.replace((span, "") for span in spans)

    def origin(self, span: Span) -> Span:
        """Where `span` of this text stands in the original.

        An empty span maps to the empty place before the character that follows it.
        """
        if span.start == span.end:
            at = int(self.starts[span.start]) if span.start < len(self.text) else self.length
            return Span(at, at)
        return Span(int(self.starts[span.start]), int(self.ends[span.end - 1]))
