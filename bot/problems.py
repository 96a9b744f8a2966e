"""What went wrong, worded for the person who can do something about it."""

from bot.words import ProblemWords
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.models.loading import MissingModelError

_BYTES_PER_MEGABYTE = 1_000_000


def describe(
    error: QuestionTooLongError | ReadingError | MissingModelError, words: ProblemWords
) -> str:
    """One line, with what to do next."""
    if isinstance(error, QuestionTooLongError):
        return words.question_too_long.format(length=f"{error.length:,}", limit=f"{error.limit:,}")
    if isinstance(error, MissingModelError):
        return words.missing_model.format(model=error.model, package=error.package)
    templates = {
        ReadingProblem.MISSING: words.missing_file,
        ReadingProblem.DIRECTORY: words.directory,
        ReadingProblem.UNREADABLE: words.unreadable,
        ReadingProblem.EMPTY: words.empty_file,
        ReadingProblem.BINARY: words.binary,
        ReadingProblem.TOO_LARGE: words.too_large,
    }
    return templates[error.problem].format(
        name=error.name,
        kind=error.kind or words.binary_kind,
        limit=f"{(error.limit or 0) / _BYTES_PER_MEGABYTE:g}",
    )
