"""What is wrong with a store, in a few words that hold no secret.

StoreError (SQLAlchemy's: it cannot be read or written now)
└── HeldError (another process has it)
DatabaseError (it cannot be opened at all)
└── InUseError (another process has it)
"""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.store.places import Place, named

FOREIGN = "a database of another program"
OLDER = "processes of an older version use it: end all of them before this one is started"
NEWER = "written by a newer version of this program"

StoreError = SQLAlchemyError
"""What `run` raises where the store cannot be read or written, a full disk for one."""


class HeldError(SQLAlchemyError):
    """Another process of this program has the store: two would answer everything twice."""

    def __init__(self, problem: str = "another process of this program uses it") -> None:
        """Tell just that."""
        super().__init__(problem)


class UnfitError(Exception):
    """What is there cannot become our store; says why."""


class DatabaseError(Exception):
    """The store cannot be opened, or is none of this program."""

    def __init__(self, place: Place, problem: str) -> None:
        """Tell where and what."""
        super().__init__(f"{named(place)}: {problem}")


class InUseError(DatabaseError):
    """Another process of this program has it, and does not end."""


def told_of(error: Exception) -> str:
    """What the trouble is, in one line."""
    match error:
        case OSError():
            return error.strerror or "cannot be opened"
        case DBAPIError():
            # A driver may add further lines: hints, and the statement.
            return str(error.orig).partition("\n")[0]
        case _:
            return str(error)
