"""Why a file gives no article."""

from enum import Enum


class ReadingProblem(Enum):
    """Why there is no text."""

    MISSING = "there is no such file"
    DIRECTORY = "is a folder"
    UNREADABLE = "cannot be opened"
    EMPTY = "has no text"
    BINARY = "is not text"
    TOO_LARGE = "is too large"
    DAMAGED = "is damaged"
    ENCRYPTED = "needs a password"
    NO_TEXT_LAYER = "has no text layer"
    TOO_MANY_PAGES = "has too many pages"
    TOO_MANY_ENTRIES = "holds too many files"
    TOO_MUCH_INSIDE = "is too large when unpacked"
    TOO_DENSE = "is packed too tightly"
    TOO_LONG = "has too long a text"
    TOO_SLOW = "takes too long to read"
    TOO_HUNGRY = "takes too much memory to read"
    FATAL = "ends the program that reads it"


class ReadingError(Exception):
    """A file that gives no article; carries what a message to people needs."""

    def __init__(
        self,
        problem: ReadingProblem,
        name: str,
        *,
        limit: float | None = None,
        kind: str | None = None,
    ) -> None:
        """Carry what went wrong.

        Args:
            problem: What it is.
            name: The file's name, without its folder.
            limit: What was exceeded, in the unit of the option that sets it.
            kind: What the file is, such as `PDF`, where that is known.
        """
        super().__init__(problem, name)
        self.problem = problem
        self.name = name
        self.limit = limit
        self.kind = kind

    def __str__(self) -> str:
        """For a log: people are answered in their own language."""
        details = [self.kind] if self.kind is not None else []
        details += [f"limit: {self.limit:g}"] if self.limit is not None else []
        more = f" ({', '.join(details)})" if details else ""
        return f"{self.name}: {self.problem.value}{more}"
