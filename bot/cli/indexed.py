"""What can go wrong with an index on a cluster, for the one command that has one."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.opening import InputError, Opened
from bot.indexing import NoClientError, told
from retrieval.protocols import IndexUnavailableError


@contextmanager
def index_problems_told(opened: Opened) -> Iterator[None]:
    """Turn it into an `InputError` in the right language."""
    try:
        yield
    except (NoClientError, IndexUnavailableError) as error:
        words = opened.catalogue[opened.language].problem
        raise InputError(told(error, opened.settings.index, words)) from error
