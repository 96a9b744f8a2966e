"""An index that is kept in a folder, so that the next process has it at once."""

import contextlib
import os
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from retrieval.caching import clear
from retrieval.index.memory import MemoryIndex
from retrieval.index.segment import segment_of
from retrieval.index.snapshot import StaleSnapshotError, open_snapshot, write_snapshot
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms

_WORTH = 30_000
"""Terms, repeated ones too, from which on it is worth a file: fewer are indexed in some 25 ms."""
_MOST = 4
"""Files that are kept: those that were used last."""
_STEM = "index"
_NAME = _STEM + "-{digest}.arrays"


class KeptIndex(MemoryIndex):
    """An empty index: what is made of it at once is looked for in a folder, or kept there.

    A file is found by all that was indexed, so it is never stale. One that is damaged is made
    anew; where the folder cannot be written, nothing is kept.
    """

    def __init__(self, options: IndexOptions, folder: Path) -> None:
        """Keep them in `folder`."""
        super().__init__((), options)
        self._folder = folder

    def changed(self, added: Sequence[ArticleTerms], removed: Collection[str]) -> MemoryIndex:
        """See `Index`."""
        articles = tuple({each.article_id: each for each in added}.values())
        if sum(len(passage) for each in articles for passage in each.passages) < _WORTH:
            return super().changed(articles, removed)
        digest = _digest(articles)
        file = self._folder / _NAME.format(digest=digest)
        try:
            segment = open_snapshot(file, digest)
        except StaleSnapshotError:
            segment = segment_of(articles)
            with contextlib.suppress(OSError):
                write_snapshot(file, segment, digest)
        with contextlib.suppress(OSError):
            os.utime(file)
            for old in _by_use(self._folder)[_MOST:]:
                old.unlink()
            clear(self._folder, _STEM)
        return MemoryIndex.over(segment, self._options)


def forget_indexes(folder: Path) -> None:
    """Keep none of them any more: of an article that was removed nothing stays."""
    with contextlib.suppress(OSError):
        for file in _by_use(folder):
            file.unlink()


def _by_use(folder: Path) -> list[Path]:
    """The files that are kept, those that were used last first."""
    found = folder.glob(_NAME.format(digest="*"))
    return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def _digest(articles: Sequence[ArticleTerms]) -> str:
    """Tells apart all that is indexed."""
    seen = blake2b(digest_size=16)
    for part in _parts(articles):
        seen.update(len(part).to_bytes(8, "little"))
        seen.update(part)
    return seen.hexdigest()


def _parts(articles: Sequence[ArticleTerms]) -> Iterator[bytes]:
    for each in articles:
        for text in (each.article_id, "\0".join(each.vocabulary)):
            yield text.encode("utf-8", "surrogatepass")
        lengths = np.array([len(passage) for passage in each.passages], dtype="<i4")
        numbers = np.concatenate([np.zeros(0, dtype=np.int32), *each.passages])
        yield lengths.tobytes()
        yield numbers.astype("<i4").tobytes()
