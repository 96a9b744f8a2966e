"""Sentences put together into passages."""

from collections.abc import Iterator, Sequence

from retrieval.options import SplittingOptions


def split_passages(lengths: Sequence[int], options: SplittingOptions) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences of one article, each at most `options.passage_chars` long.

    The sentences are as long as `lengths` say. A run is told as the numbers of its first
    sentence and of the one behind its last. A sentence that is longer than that is a passage of
    its own. Each passage begins with the last `options.passage_overlap` sentences of the one
    before, so that a sentence and its neighbours stand together in at least one of them.
    """
    start = end = 0
    while end < len(lengths):
        end += 1  # whatever its length: each passage brings at least one more sentence
        size = sum(lengths[start:end])
        while end < len(lengths) and size + lengths[end] <= options.passage_chars:
            size += lengths[end]
            end += 1
        yield start, end
        start = max(end - options.passage_overlap, start + 1)
