"""What went wrong, worded for the person who can do something about it."""

from collections.abc import Mapping

from bot.words import ProblemWords
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.models.loading import MissingModelError
from retrieval.protocols import IndexUnavailableError

_BYTES_PER_MEGABYTE = 1_000_000
_IN_BYTES = frozenset({ReadingProblem.TOO_LARGE, ReadingProblem.TOO_MUCH_INSIDE})
"""Problems whose limit is set in bytes; people read megabytes."""


_OPTIONS: Mapping[ReadingProblem, str] = {
    ReadingProblem.TOO_LARGE: "reading.max_bytes",
    ReadingProblem.TOO_MANY_PAGES: "reading.max_pages",
    ReadingProblem.TOO_MANY_ENTRIES: "reading.max_entries",
    ReadingProblem.TOO_MUCH_INSIDE: "reading.max_unpacked_bytes",
    ReadingProblem.TOO_DENSE: "reading.max_ratio",
    ReadingProblem.TOO_LONG: "reading.max_chars",
    ReadingProblem.TOO_SLOW: "reading.max_seconds",
    ReadingProblem.TOO_HUNGRY: "reading.max_memory_mb",
}
"""What sets the limit that was exceeded."""


def describe(
    error: QuestionTooLongError | ReadingError | MissingModelError | IndexUnavailableError,
    words: ProblemWords,
    *,
    may_configure: bool = True,
) -> str:
    """One line, with what to do next; who may not configure is not told to."""
    if isinstance(error, QuestionTooLongError):
        return words.question_too_long.format(length=f"{error.length:,}", limit=f"{error.limit:,}")
    if isinstance(error, IndexUnavailableError):
        return words.index_unavailable
    if isinstance(error, MissingModelError):
        return words.missing_model.format(model=error.model, package=error.package)
    templates: dict[ReadingProblem, str] = {
        ReadingProblem.MISSING: words.missing_file,
        ReadingProblem.DIRECTORY: words.directory,
        ReadingProblem.UNREADABLE: words.unreadable,
        ReadingProblem.EMPTY: words.empty_file,
        ReadingProblem.BINARY: words.binary,
        ReadingProblem.TOO_LARGE: words.too_large,
        ReadingProblem.DAMAGED: words.damaged,
        ReadingProblem.ENCRYPTED: words.encrypted,
        ReadingProblem.NO_TEXT_LAYER: words.no_text_layer,
        ReadingProblem.TOO_MANY_PAGES: words.too_many_pages,
        ReadingProblem.TOO_MANY_ENTRIES: words.too_many_entries,
        ReadingProblem.TOO_MUCH_INSIDE: words.too_much_inside,
        ReadingProblem.TOO_DENSE: words.too_dense,
        ReadingProblem.TOO_LONG: words.too_long,
        ReadingProblem.TOO_SLOW: words.too_slow,
        ReadingProblem.TOO_HUNGRY: words.too_hungry,
        ReadingProblem.FATAL: words.fatal_file,
    }
    limit = error.limit or 0
    if error.problem in _IN_BYTES:
        limit /= _BYTES_PER_MEGABYTE
    option = _OPTIONS.get(error.problem) if may_configure else None
    return templates[error.problem].format(
        name=error.name,
        kind=error.kind or words.binary_kind,
        limit=f"{limit:,.12g}",
        or_raise="" if option is None else words.or_raise.format(option=option),
    )
