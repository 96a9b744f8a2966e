"""What a system can do, and what some can do besides."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from retrieval.options import IndexOptions
from tests.bench.corpus import Corpus

Documents = TypeVar("Documents")
"""Sentences as a system takes them."""
Found = TypeVar("Found")
"""Sentences as a system gives them."""
T_contra = TypeVar("T_contra", contravariant=True)


class System(Protocol[Documents, Found]):
    """Sentences in, the best for a question out. Made new for each size, without anything."""

    def __init__(self, options: IndexOptions) -> None:
        """Score with these parameters, if the system lets one choose."""
        ...

    def prepared(self, corpus: Corpus) -> Documents:
        """The sentences as the system takes them; this is not timed."""
        ...

    def build(self, documents: Documents) -> None:
        """Put them, and nothing else, into the index."""
        ...

    def retrieve(self, terms: Sequence[str], k: int) -> Found:
        """The `k` best sentences for different terms, as whoever uses the system gets them."""
        ...

    def numbers(self, found: Found) -> list[int]:
        """The numbers of these sentences, from 0, best first; this is not timed."""
        ...


@runtime_checkable
class Keeping(Protocol):
    """A system that can be written to disk and read again."""

    def save(self, folder: Path) -> None:
        """Write all of it into an empty folder."""
        ...

    def load(self, folder: Path) -> None:
        """Be what was written there."""
        ...


@runtime_checkable
class Growing(Protocol[T_contra]):
    """A system to which sentences are added without building it anew."""

    def add(self, documents: T_contra) -> None:
        """Put these sentences, one article, behind the others."""
        ...
