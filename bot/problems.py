"""What went wrong, worded for the person who can do something about it."""

from bot.words import ProblemWords
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.models.loading import MissingModelError

_BYTES_PER_MEGABYTE = 1_000_000
_IN_BYTES = frozenset({ReadingProblem.TOO_LARGE, ReadingProblem.TOO_MUCH_INSIDE})
"""Problems whose limit is set in bytes; people read megabytes."""


def describe(
    error: QuestionTooLongError | ReadingError | MissingModelError, words: ProblemWords
) -> str:
    """One line, with what to do next."""
    if isinstance(error, QuestionTooLongError):
        return words.question_too_long.format(length=f"{error.length:,}", limit=f"{error.limit:,}")
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
    return templates[error.problem].format(
        name=error.name, kind=error.kind or words.binary_kind, limit=f"{limit:,.12g}"
    )
