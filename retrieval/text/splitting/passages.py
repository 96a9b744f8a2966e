"""Sentences put together into passages."""

from collections.abc import Iterator, Sequence

from retrieval.model import Sentence
from retrieval.options import SplittingOptions


def split_passages(
    sentences: Sequence[Sentence], options: SplittingOptions
) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences of one article, each at most `options.passage_chars` long.

    As the numbers of the first sentence and of the one behind the last. A sentence that is
    longer than that is a passage of its own. Each passage begins with the last
    `options.passage_overlap` sentences of the one before, so that a sentence and its
    neighbours stand together in at least one of them.
    """
    lengths = [len(sentence.span) for sentence in sentences]
    start = end = 0
    while end < len(lengths):
        end += 1  # whatever its length: each passage brings at least one more sentence
        size = sum(lengths[start:end])
        while end < len(lengths) and size + lengths[end] <= options.passage_chars:
            size += lengths[end]
            end += 1
        yield start, end
        start = max(end - options.passage_overlap, start + 1)
